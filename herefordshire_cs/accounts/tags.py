"""The tags that every template knows: the token of a form, the saved views of a list."""

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe

from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.saved_views.places import asked_of
from herefordshire_cs.accounts.saved_views.showing import is_list, views_beside, with_day
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


@register.simple_tag(takes_context=True)
def saved_views(context: Context) -> SafeString:
    """Return the saved views of the list of the page as items: the reader's own, then others'."""
    request = context["request"]
    rows = views_beside(request.user, request.path) if is_list(request) else []
    now = asked_of(request.GET.urlencode())
    day = request.GET.get("as_at", "")
    return format_html_join(
        "",
        '<li><a class="govuk-link" href="{}"{}>{}</a></li>',
        (
            (
                with_day(row, day),
                mark_safe(' aria-current="true"') if row.query == now else "",
                row.name,
            )
            for row in rows
        ),
    )


@register.simple_tag(takes_context=True)
def save_view(context: Context) -> SafeString | str:
    """Return the link that saves the list as it is asked for now; nothing where it cannot be."""
    request = context["request"]
    if not is_list(request):
        return ""
    address = f"{reverse('saved-view-new')}?{urlencode({'of': request.get_full_path()})}"
    return format_html('<a class="govuk-link" href="{}">Save this view</a>', address)
