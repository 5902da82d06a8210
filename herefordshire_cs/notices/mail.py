"""Whether mail can be sent, and a message as an e-mail: plain and HTML, made of the same facts."""

from email.utils import make_msgid, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from herefordshire_cs.accounts.people.links import path_of_link
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.council import council_words
from herefordshire_cs.notices.kinds import Kind
from herefordshire_cs.notices.models import Message

TEXT, HTML = "notices/message.txt", "notices/message.html"


def is_set_up() -> bool:
    """Say whether a mail server, the address to send from and that of these pages are known."""
    server = settings.MAIL_HOST or settings.MAIL_TENANT
    return bool(server and settings.MAIL_FROM and settings.SITE_ADDRESS)


def leaves() -> bool:
    """Say whether messages leave: never in a demonstration."""
    return is_set_up() and not clock.is_demonstration()


def new_message_id() -> str:
    """Return an identifier under which one message is sent, however often it is tried."""
    return make_msgid(domain=parseaddr(settings.MAIL_FROM)[1].partition("@")[2] or "localhost")


def render(message: Message, template: str, *, site: str) -> str:
    """Return a message in words or in HTML; its links begin with ``site``."""
    context = {
        "message": message,
        "about": about_of(message),
        "site": site.rstrip("/"),
        "council": council_words(),
    }
    return render_to_string(template, context)


def about_of(message: Message) -> str:
    """Return the path to which a message leads; a link for a password is nowhere kept."""
    if message.kind == Kind.PASSWORD and message.person is not None and leaves():
        return path_of_link(message.person)
    return message.about


def as_email(message: Message) -> EmailMultiAlternatives:
    """Return a message as it is sent."""
    site = settings.SITE_ADDRESS
    email = EmailMultiAlternatives(
        subject=message.subject,
        body=render(message, TEXT, site=site),
        from_email=settings.MAIL_FROM,
        to=[message.address],
        headers={"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"},
    )
    email.attach_alternative(render(message, HTML, site=site), "text/html")
    return email
