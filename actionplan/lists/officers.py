"""The register of who leads: officers by their initials, and posts."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from actionplan.presenters.officers import OfficerLine, Register
from herefordshire_cs.lib.lists import Asked, Column, Group, ListTable, figure_cell

INDEXED = "In the plan’s own index of initials"
NOT_INDEXED = "Used in the plan, in no index"
POSTS = "Posts"
NOTES = {
    INDEXED: "Names and posts as the plan gives them, in its order",
    NOT_INDEXED: (
        "The plan uses these and has no index that names anybody for them; a post is given where "
        "it is known. No name has been assumed"
    ),
    POSTS: ("Named by their titles; who holds one is given where it is known"),
}


class OfficerTable(ListTable):
    """Officers and posts as at a day; the records are OfficerLines."""

    sheet = "Officers"
    groups_of = {"register": "Where they are named", "organisation": "Organisation"}
    default_group = "register"

    label = Column("Initials or post", css="cs-col-when", is_head=True, width=30, sort=True)
    name = Column("Name", css="cs-col-when", empty="Not given", width=26, sort=True)
    post = Column("Post", empty="Not given", width=44, sort=True)
    organisation = Column(
        "Organisation", css="cs-col-when", empty="Not given", width=34, sort=True
    )
    leads = Column("Leads", css="cs-num cs-col-n", cell="cs-num", width=9, sort=True)
    supports = Column("Supports", css="cs-num cs-col-n2", cell="cs-num", width=10, sort=True)
    doubts = Column("Doubts", css="cs-num cs-col-n", cell="cs-num", width=9, sort=True)

    def render_label(self, value: str, record: OfficerLine) -> SafeString:
        """Return the link to the officer's page."""
        return format_html(
            '<a class="govuk-link" href="{}">{}</a>',
            self.address("officer", record.initials),
            value,
        )

    def render_name(self, value: str, record: OfficerLine) -> SafeString | str:
        """Return the name, and that they have left."""
        if not record.has_left:
            return value
        return format_html('{}<span class="cs-written">Has left</span>', value)

    def value_name(self, value: str, record: OfficerLine) -> str:
        """Return the same for a file."""
        return f"{value} (has left)" if record.has_left else value

    def render_post(self, value: str, record: OfficerLine) -> str:
        """Return the post; of a post its title says it."""
        return "" if record.is_post else value

    def render_leads(self, value: int, record: OfficerLine) -> SafeString | str:
        """Return how many Actions they lead, with the way there."""
        return self._counted(value, record, "leads", f"led by {record.label}")

    def render_supports(self, value: int, record: OfficerLine) -> SafeString | str:
        """Return how many Actions they support, with the way there."""
        return self._counted(value, record, "supports", f"supported by {record.label}")

    def render_doubts(self, value: int, record: OfficerLine) -> SafeString | str:
        """Return how many doubts there are about them, with the way there."""
        return self._counted(value, record, "doubts", f"about {record.label}")

    def _counted(self, count: int, record: OfficerLine, part: str, words: str) -> SafeString | str:
        address = self.address("officer", record.initials)
        return figure_cell(count, f"{address}#{part}", words)

    def group_register(self, record: OfficerLine) -> str:
        """Return where the plan names them."""
        if record.is_post:
            return POSTS
        return INDEXED if record.is_indexed else NOT_INDEXED

    def group_organisation(self, record: OfficerLine) -> str:
        """Return the body they are of."""
        return record.organisation or "Not given"


def heads_of(register: Register, asked: Asked) -> dict[str, Group] | None:
    """Return the heads of the groups of the register, each with how its names are known."""
    if OfficerTable.group_shown(asked) != "register":
        return None
    lines = {INDEXED: register.indexed, NOT_INDEXED: register.not_indexed, POSTS: register.posts}
    return {
        key: Group(title=key, count=len(found), note=NOTES[key]) for key, found in lines.items()
    }
