"""Whose account an identity provider speaks of, and when it is not believed."""

from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.conf import settings

from herefordshire_cs.accounts.models import User, as_stored
from herefordshire_cs.lib import clock


class Refused(Exception):
    """An identity provider's word is not taken: ``reason`` is one that the page knows."""

    def __init__(self, reason: str, address: str) -> None:
        super().__init__(reason)
        self.reason, self.address = reason, address


def person_of(login: SocialLogin) -> User:
    """Return whose account is meant: the one tied to the identity, else the one of its address.

    Raises Refused.
    """
    address = sure_address(login)
    if login.account.pk is not None:
        user = login.account.user
        other = User.objects.filter(email=address).exclude(pk=user.pk)
        if address and other.exists():
            raise Refused("two people", address)
    else:
        if not address:
            raise Refused("unsure", said_address(login))
        user = User.objects.filter(email=address).first()
        if user is None:
            raise Refused("unknown", address)
        tied = SocialAccount.objects.filter(user=user, provider=login.account.provider)
        if tied.exists():
            raise Refused("two people", address)
    if user.is_superuser:
        raise Refused("repairs", user.email)
    if not user.is_active or (user.is_demonstration and not clock.is_demonstration()):
        raise Refused("closed", user.email)
    return user


def said_address(login: SocialLogin) -> str:
    """Return the address that a provider says, sure or not."""
    return as_stored(login.email_addresses[0].email) if login.email_addresses else ""


def sure_address(login: SocialLogin) -> str:
    """Return the address that a provider has checked; blank where it has not.

    A directory of the council's own, of which the settings say so, need not say it of each.
    """
    for each in login.email_addresses:
        if each.verified or settings.PROVIDER_ADDRESSES_ARE_SURE:
            return as_stored(each.email)
    return ""
