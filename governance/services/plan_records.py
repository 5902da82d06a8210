"""Telling the plan what a meeting had before it, once it was held."""

from collections.abc import Iterator
from datetime import date, datetime

from actionplan.services.occasions import PaperOfPack, keep_told, take_back
from governance.models import Meeting, Pack
from governance.models.packs import PackQuerySet


def tell_plan(meeting: Meeting, *, on: date, at: datetime) -> None:
    """Record of the plan which of its papers the packs of a held meeting put before its body.

    Everybody in a role reads the plan, so nothing is recorded of a meeting that is not public.

    The pages are those that were issued: of a corrected pack, those of the newest whole one and of
    the supplements after it.
    """
    if not meeting.is_open_to_public:
        return
    keep_told(
        papers_of(meeting), body=meeting.committee.name, on=meeting.held_on, recorded_on=on, at=at
    )


def untell_plan(packs: PackQuerySet) -> None:
    """Take from the plan's record that papers of packs were put before a body that is private now.

    It is told again by nobody, should the body be opened.
    """
    take_back(packs.order_by().values_list("pk_uuid", flat=True))


def papers_of(meeting: Meeting) -> Iterator[PaperOfPack]:
    """Yield the papers of the plan that were issued for a meeting and stand."""
    issued = meeting.packs.filter(state=Pack.State.READY).order_by("-version")
    for key, kind, contents in issued.values_list("pk_uuid", "kind", "contents"):
        for item in contents:
            for paper in item.get("of_plan", []):
                yield PaperOfPack(
                    plan=paper["plan"],
                    what=paper["what"],
                    pack=key,
                    first=paper["first"],
                    last=paper["last"],
                )
        if kind != Pack.Kind.SUPPLEMENT:
            return
