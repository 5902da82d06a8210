"""The public copy of a pack: a notice for each page withheld."""

from dataclasses import replace

from governance.exempt.reader import PUBLIC
from governance.exempt.telling import told
from governance.models import NO_PUBLIC_TITLE
from governance.presenters.packs.contents import Notice, PackContents, PackItem
from governance.presenters.packs.parts import Part
from governance.presenters.public_reports import public_paper
from governance.presenters.reports import ReportPaper


def public_version(contents: PackContents) -> PackContents:
    """Return the pack with every exempt part replaced by a notice naming its paragraph.

    Pages keep their numbers: a notice stands for each page withheld. No exempt title, text or
    appendix is left in what is returned.
    """
    parts = tuple(
        withheld(part) if part.exemption else without_exempt_appendices(part)
        for part in contents.parts
    )
    titles = {part.item: part.public_title for part in contents.parts if part.level == 1}
    items = tuple(_public_item(item, titles) for item in contents.items)
    return replace(contents, parts=parts, items=items, checks=(), is_public=True)


def withheld(part: Part) -> Part:
    """Return the notice that stands for an exempt part."""
    assert part.exemption is not None
    title = part.public_title or NO_PUBLIC_TITLE
    notice = Notice(
        title=title,
        exemption=replace(part.exemption, reason="", review_on=None),
        first=part.first,
        last=part.last,
    )
    return told(
        part,
        PUBLIC,
        title=title,
        public_title=title,
        kind="notice",
        template="governance/print/notice.html",
        report=notice,
    )


def without_exempt_appendices(part: Part) -> Part:
    """Return a report that says of its exempt appendices only what the public may know."""
    if not isinstance(part.report, ReportPaper):
        return part
    return replace(part, report=public_paper(part.report))


def _public_item(item: PackItem, titles: dict[int, str]) -> PackItem:
    if item.exemption is None:
        return item
    title = titles.get(item.number, "").partition(". ")[2] or NO_PUBLIC_TITLE
    return told(item, PUBLIC, title=title)
