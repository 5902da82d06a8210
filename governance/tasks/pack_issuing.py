"""Issues a pack: both copies and what they hold are stored together, or nothing is."""

import hashlib
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from governance.exempt.rows import open_minute
from governance.models import (
    Appendix,
    Meeting,
    Minute,
    Pack,
    Report,
    Resolution,
)
from governance.models.issued import IssuedAppendix
from governance.presenters.packs.contents import PackContents, PackItem
from governance.presenters.packs.of_plan import plan_papers
from governance.presenters.packs.parts import Part
from governance.presenters.packs.public_copy import public_version
from governance.presenters.reports import ReportPaper
from governance.services.notices import summon
from governance.services.public_copies import close_copies
from governance.services.subscriptions import tell_subscribers
from governance.tasks.pack_printing import Copy


class PackSuperseded(Exception):
    """The pack is not this worker's any more: put back, given up, begun anew or issued."""

    def __init__(self, pack: Pack) -> None:
        super().__init__(f"Superseded: {pack}")


class ReportChanged(Exception):
    """A report of the pack was written on while it was printed, and is not cleared any more."""


@transaction.atomic
def issue(
    pack: Pack, contents: PackContents, *, members: Copy, public: Copy, issued_at: datetime
) -> Pack:
    """Store both copies with their hashes, and say of the meeting that its agenda is published.

    The reports in it are locked, and what is live in them is frozen as at the day. Raises
    PackSuperseded where it is out of hand meanwhile, so that there are never two issues of one,
    and ReportChanged where a report in it is not cleared any more.
    """
    meeting = Meeting.objects.select_for_update().get(pk=pack.meeting_id)
    in_hand = Pack.objects.in_hand(pack).select_for_update()
    locked = in_hand.order_by("pk").first()
    if locked is None:
        raise PackSuperseded(pack)
    _keep(locked, members=members, public=public)
    locked.contents = list(as_stored(contents))
    locked.first_page = contents.issue.first_page
    locked.issued_at = issued_at
    locked.state = Pack.State.READY
    locked.save()
    _freeze(contents, pack)
    _circulate(contents, pack)
    if meeting.state == Meeting.State.PLANNED:
        meeting.state = Meeting.State.PUBLISHED
        meeting.save()
    close_copies([meeting], on=pack.as_of)
    summon(locked, at=issued_at)
    tell_subscribers(locked, at=issued_at)
    return locked


def _keep(pack: Pack, *, members: Copy, public: Copy) -> None:
    pack.members_pdf, pack.members_html = members.content, members.html
    pack.public_pdf, pack.public_html = public.content, public.html
    pack.members_sha256 = hashlib.sha256(members.content).hexdigest()
    pack.public_sha256 = hashlib.sha256(public.content).hexdigest()
    pack.pages = members.pages
    pack.untagged = list(members.untagged)


def _freeze(contents: PackContents, pack: Pack) -> None:
    """Lock the reports of a pack, and have what is appended live stay as it was on the day."""
    slugs = [part.report.slug for part in contents.parts if isinstance(part.report, ReportPaper)]
    for report in Report.objects.select_for_update().filter(slug__in=slugs).order_by("pk"):
        if report.state not in Report.SETTLED:
            raise ReportChanged
        if report.state != Report.State.LOCKED:
            report.state = Report.State.LOCKED
            report.save()
    live = Appendix.objects.filter(report__slug__in=slugs, kind=Appendix.Kind.LIVE, as_at=None)
    live.update(as_at=pack.as_of)


def _circulate(contents: PackContents, pack: Pack) -> None:
    """Say of draft minutes that a pack holds that they were circulated with it."""
    slugs = [part.report.head.slug for part in contents.parts if part.kind == "minutes"]
    drafts = Meeting.objects.filter(
        slug__in=slugs,
        state=Meeting.State.MINUTES_DRAFT,
        minutes_circulated_on=None,
        held_on__lte=pack.as_of,
    )
    for row in drafts.select_for_update().order_by("pk"):
        row.minutes_circulated_on = pack.as_of
        row.save()


def as_stored(contents: PackContents) -> Iterator[dict[str, Any]]:
    """Yield what is kept of each item, so that nothing of it is ever worked out again."""
    public = {item.key: item.title for item in public_version(contents).items}
    slugs = [part.report.slug for part in contents.parts if isinstance(part.report, ReportPaper)]
    of_plan = plan_papers(contents)
    keys = dict(Report.objects.filter(slug__in=slugs).values_list("slug", "pk"))
    for item in contents.items:
        parts = [part for part in contents.parts if part.item == item.number]
        report = next((keys[part.report.slug] for part in parts if part.kind == "report"), None)
        yield {
            "key": item.key,
            "number": item.number,
            "order": item.order,
            "title": item.title,
            "public_title": public[item.key],
            "first": item.first,
            "last": item.last,
            "paragraph": item.exemption.paragraph if item.exemption else None,
            "also": list(item.exemption.also) if item.exemption else [],
            "report": report,
            "appendices": [part.appendix for part in parts if part.appendix],
            "withheld": [asdict(each) for each in _withheld(item, parts)],
            "minutes": _minutes_shown(parts),
            "of_plan": [asdict(each) for each in of_plan.get(item.number, ())],
        }


def _withheld(item: PackItem, parts: list[Part]) -> Iterator[IssuedAppendix]:
    """Yield the appendices, or minutes, that are withheld though their item is not."""
    if item.exemption:
        return
    for part in parts:
        if part.level == 2 and part.exemption:
            yield IssuedAppendix(
                key=part.appendix,
                name=part.public_title,
                paragraph=part.exemption.paragraph,
                also=part.exemption.also,
            )


def _minutes_shown(parts: list[Part]) -> list[int]:
    """Return the minutes that anybody may read, or a limb of, in the public copy, by key."""
    slugs = [part.report.head.slug for part in parts if part.kind == "minutes"]
    told = [part.report.limbs for part in parts if part.kind == "resolutions"]
    limbs = Resolution.objects.filter(pk__in=[limb.pk for limbs in told for limb in limbs])
    rows = Minute.objects.filter(Q(meeting__slug__in=slugs) | Q(pk__in=limbs.values("minute")))
    rows = rows.filter(open_minute()).exclude(item=None)  # in draft too: it is issued with them
    return sorted(set(rows.order_by().values_list("pk", flat=True)))
