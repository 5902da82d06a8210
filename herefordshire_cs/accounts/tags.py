"""The tag that gives a form its token; known to every template, as ``csrf_token`` is."""

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.sending import FIELD, new_token

register = template.Library()


@register.simple_tag(takes_context=True)
def once(context: Context) -> SafeString | str:
    """Return the hidden token of a form of whoever is signed in; see ``accounts.sending``."""
    # An included template that is given only some values keeps the request all the same.
    user = getattr(getattr(context, "request", None), "user", None)
    if not isinstance(user, User):
        return ""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, new_token(user))
