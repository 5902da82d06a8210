"""The list of the people of the council."""

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from actionplan.presenters.people import CouncilPerson
from herefordshire_cs.lib.lists import Column, ListTable, quiet
from herefordshire_cs.lib.templatetags.components import short_day


class PersonTable(ListTable):
    """Who signs in; the records are CouncilPersons."""

    sheet = "People"
    orders = {
        "name": "name",
        "email": "email",
        "post": "workplace__post",
        "organisation": "workplace__organisation__name",
        "last_sign_in": "last_login",
    }
    default_sort = "name"

    name = Column(
        "Name", css="cs-col-when", is_head=True, accessor="line__name", width=26, sort=True
    )
    email = Column(
        "E-mail address",
        css="cs-col-address",
        accessor="line__email",
        is_fixed=True,
        width=34,
        sort=True,
    )
    post = Column("Post", empty="Not given", width=30, sort=True)
    organisation = Column("Organisation", empty="Not given", width=30, sort=True)
    roles = Column("Roles", accessor="roles_in_words", empty="None", width=30)
    plans = Column("Leads in", empty="No plan", width=40)
    state = Column("Account", css="cs-col-when", width=18)
    last_sign_in = Column(
        "Last sign-in",
        css="cs-col-when",
        accessor="line__last_sign_in",
        width=14,
        sort=True,
        empty="Never",
    )

    def render_name(self, value: str, record: CouncilPerson) -> SafeString:
        """Return the link to somebody's page."""
        address = reverse("person", args=[record.line.pk])
        return format_html('<a class="govuk-link" href="{}">{}</a>', address, value)

    def render_email(self, value: str) -> SafeString:
        """Return the address, which may break behind its sign."""
        name, _, host = value.partition("@")
        parts = [(part,) for part in name.split(".")]
        return format_html("{}<wbr>@{}", format_html_join(mark_safe(".<wbr>"), "{}", parts), host)

    def render_plans(self, value: tuple[str, ...]) -> SafeString | str:
        """Return the plans, one to a line."""
        return format_html_join("", "<div>{}</div>", ((title,) for title in value)) or quiet(
            "No plan"
        )

    def value_plans(self, value: tuple[str, ...]) -> str:
        """Return the same for a file."""
        return "; ".join(value)

    def render_state(self, value: str, record: CouncilPerson) -> SafeString | str:
        """Return how the account stands, and that it is one of the demonstration."""
        words = value
        if value == "Dormant":
            words = f"Dormant: no sign-in for {settings.DORMANT_AFTER_DAYS} days"
        if not record.line.is_demonstration:
            return words
        return format_html('{}<span class="cs-written">Demonstration account</span>', words)

    def value_state(self, value: str) -> str:
        """Return how the account stands."""
        return value

    def render_last_sign_in(self, record: CouncilPerson) -> str:
        """Return the day of the last sign-in."""
        return short_day(record.line.last_sign_in)

    def value_last_sign_in(self, record: CouncilPerson) -> object:
        """Return the day, as a day, for a file."""
        at = record.line.last_sign_in
        return at.date() if at else ""
