"""Where a visitor comes from."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest


def visitor_address(request: HttpRequest) -> str | None:
    """Return the address that a request came from: behind a named proxy, what that says of it.

    Proxies are named by ``TRUSTED_PROXIES``; each adds the address that it was asked from at the
    end of ``X-Forwarded-For``. What somebody else wrote there is never believed.
    """
    trusted = set(settings.TRUSTED_PROXIES)
    hops = [
        *request.META.get("HTTP_X_FORWARDED_FOR", "").split(","),
        request.META.get("REMOTE_ADDR", ""),
    ]
    address = None
    for hop in reversed(hops):
        address = _address(hop) or address
        if _address(hop) is None or address not in trusted:
            break
    return address


def _address(written: str) -> str | None:
    try:
        return str(ip_address(written.strip().partition("%")[0]))
    except ValueError:
        return None


def network_of(address: str) -> str:
    """Return the network of an address whose visitors are counted together.

    Whoever has one IPv6 address has a network of 2**64 of them; an IPv4 address stands alone.
    """
    found = ip_address(address)
    if not isinstance(found, IPv6Address):
        return address
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ip_network((int(found), 64), strict=False))
