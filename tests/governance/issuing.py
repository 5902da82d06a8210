"""Packs that were issued, for tests that need no printing: every part has three pages."""

from collections.abc import Collection
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Max

from governance.models import AgendaItem, Meeting, Pack, Report
from governance.presenters.packs.building import build_pack
from governance.presenters.packs.contents import PackContents, with_pages
from governance.tasks.pack_issuing import as_stored

DAY = date(2006, 5, 22)
AT = datetime(2006, 5, 22, 10, 0, tzinfo=UTC)
PAGES = 3
REASON = "The governors decided after the agenda was sent."


def counted(
    meeting: Meeting,
    *,
    kind: str = Pack.Kind.PACK,
    only_items: Collection[int] = (),
    corrects: str = "",
) -> PackContents:
    """Return what a pack would hold, with three pages for each part."""
    found = build_pack(
        meeting.slug, as_of=DAY, kind=kind, only_items=only_items, corrects=corrects
    )
    return with_pages(found, (PAGES,) * len(found.parts))


def issue_unprinted(
    meeting: Meeting,
    *,
    kind: str = Pack.Kind.PACK,
    only_items: Collection[int] = (),
    corrects: str = "",
) -> Pack:
    """Have a pack issued with everything but its copies."""
    contents = counted(meeting, kind=kind, only_items=only_items, corrects=corrects)
    last = meeting.packs.aggregate(last=Max("version"))["last"] or 0
    Meeting.objects.filter(pk=meeting.pk).update(state=Meeting.State.PUBLISHED)
    meeting.refresh_from_db()
    return Pack.objects.create(
        meeting=meeting,
        version=last + 1,
        kind=kind,
        corrects=corrects,
        state=Pack.State.READY,
        as_of=DAY,
        asked_at=AT,
        issued_at=AT,
        pages=contents.pages,
        contents=list(as_stored(contents)),
        public_pdf=b"%PDF-public",
        public_html="<p>Public</p>",
        members_pdf=b"%PDF-members",
    )


def add_late_item(
    meeting: Meeting, *, title: str = "A late matter", late_reason: str = REASON, **report: Any
) -> AgendaItem:
    """Put a late item with a cleared report on an agenda, after what is there."""
    last = meeting.items.aggregate(last=Max("order"))["last"] or 0
    slug = title.lower().replace(" ", "-")
    fields = {"slug": slug, "title": title, "form": "cabinet", "state": Report.State.CLEARED}
    row = Report.objects.create(meeting=meeting, **fields | report)
    row.versions.create(number=1, limbs=[{"letter": "a", "text": "it be noted."}], saved_at=AT)
    return AgendaItem.objects.create(
        meeting=meeting,
        order=last + 1,
        title=title,
        kind="report",
        report=row,
        late_reason=late_reason,
    )
