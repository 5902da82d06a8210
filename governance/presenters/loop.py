"""What stands beside a meeting: what the public put to it, and decisions of it on hold."""

from dataclasses import dataclass
from datetime import date

from governance.models import AgendaItem
from governance.presenters.call_ins import CallInLine, on_hold_of
from governance.presenters.meetings import MeetingPage
from governance.presenters.submissions import SubmissionLine, submissions_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Loop:
    """What stands beside a meeting; ``asks_public`` where its agenda has an item for it."""

    asks_public: bool
    submissions: tuple[SubmissionLine, ...]
    on_hold: tuple[CallInLine, ...]


def build_loop(page: MeetingPage, *, as_of: date, may_name: bool, is_privileged: bool) -> Loop:
    """Return what stands beside a meeting whose page is built."""
    slug = page.head.slug
    kinds = {item.kind for item in page.items}
    on_hold: tuple[CallInLine, ...] = ()
    if page.head.is_executive:
        on_hold = on_hold_of(slug, as_of=as_of, is_privileged=is_privileged)
    return Loop(
        asks_public=AgendaItem.Kind.SUGGESTIONS in kinds,
        submissions=submissions_of(
            slug, as_of=as_of, may_name=may_name, is_privileged=is_privileged
        ),
        on_hold=on_hold,
    )
