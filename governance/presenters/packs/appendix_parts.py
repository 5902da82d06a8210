"""A part of a pack, and the parts that are appended to reports."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ObjectDoesNotExist

from actionplan.presenters.plans import PlanHead
from governance.exempt.marks import Exemption
from governance.exempt.titles import lacks_public_title
from governance.models import NO_PUBLIC_APPENDIX, Appendix, Report, ScrutinyReview
from governance.presenters.appendices import AppendixPaper, appendix_paper, uploaded_paper
from governance.presenters.live_documents import LIVE, NamedDocument, can_be_made, why_it_cannot
from governance.presenters.reports import ReportPaper
from governance.presenters.scoping import Scoping, scoping

MISSING = "missing"  # the kind of a part that cannot be made


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Some pages of a pack: what they say, the template that prints them, where they stand.

    ``first`` and ``last`` are pages of the numbered sequence, 0 until they are counted.
    ``appendix`` is the key of the appendix that it is, 0 where it is none; ``follows`` says of a
    report that the minutes or the like of its item come before it. An uploaded one has no
    template: its pages are those of its file. ``blocks`` says why it cannot be issued as it
    is, each reason a sentence that names nothing itself.
    """

    FOR_PUBLIC: ClassVar[frozenset[str]] = frozenset(
        {
            "order",
            "item",
            "level",
            "appendix",
            "follows",
            "first",
            "last",
        }
    )

    order: int
    item: int
    level: int
    kind: str
    title: str
    public_title: str
    template: str
    report: Any
    exemption: Exemption | None
    appendix: int = 0
    follows: bool = False
    first: int = 0
    last: int = 0
    blocks: tuple[str, ...] = ()

    @property
    def destination(self) -> str:
        """The name that a link in the agenda leads to."""
        is_first = self.level == 1 and not self.follows
        return f"part-{self.item}" if is_first else f"part-{self.item}-{self.order}"

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return self.last - self.first + 1 if self.first else 0


def title_blocks(row: Report | Appendix) -> Iterator[str]:
    """Yield that an exempt paper has no title for the public."""
    if lacks_public_title(row):
        yield "It is exempt and has no title that the public may read."


def appendix_part(
    row: Appendix, paper: ReportPaper, number: int, *, as_of: date, plans: Mapping[str, PlanHead]
) -> Part | None:
    """Return an appendix; what is not with the papers has no pages.

    ``plans`` are those of the live documents, which are named and not worked out.
    """
    if row.kind == Appendix.Kind.NOT_HELD:
        return None
    found = appendix_paper(row)
    template, report, block = _appendix_contents(
        row, found, as_of=as_of, plan=plans.get(row.plan), body=paper.committee
    )
    words = " ".join(filter(None, (row.label, row.title)))
    exemption = found.exemption or paper.exemption
    # Its own public title alone: that of an exempt report's appendix is its title, not for all.
    hidden = " ".join(filter(None, (row.label, row.public_title))) or NO_PUBLIC_APPENDIX
    return Part(
        order=0,
        item=number,
        level=2,
        kind=MISSING if block else row.kind,
        title=words,
        public_title=hidden if exemption else words,
        template=template,
        report=report,
        exemption=exemption,
        appendix=row.pk,
        blocks=(*filter(None, [block]), *title_blocks(row)),
    )


def worked_out(part: Part) -> Part:
    """Return a part with what it says, if it was only named."""
    if not isinstance(part.report, NamedDocument):
        return part
    return replace(part, report=part.report.build())


def _appendix_contents(
    row: Appendix, found: AppendixPaper, *, as_of: date, plan: PlanHead | None, body: str
) -> tuple[str, AppendixPaper | Scoping | Any, str]:
    """Return an appendix's template, what it says, and why it cannot be made, if it cannot."""
    if row.kind == Appendix.Kind.LIVE:
        day = row.as_at or as_of
        if not can_be_made(row.document, as_of=day, plan=plan):
            return "", found, why_it_cannot(row)
        live = LIVE[row.document]
        of_plan = plan if live.is_of_plan else None
        named = NamedDocument(document=row.document, plan=of_plan, as_of=day, body=body)
        return live.template, named, ""
    if row.kind == Appendix.Kind.UPLOAD:
        paper = uploaded_paper(row)
        return "", paper, "" if paper.is_held else "Its file is not held. Upload it again."
    if row.kind == Appendix.Kind.REVIEW:
        return _review_contents(row, found)
    return "governance/print/appendix.html", found, ""


def _review_contents(
    row: Appendix, found: AppendixPaper
) -> tuple[str, AppendixPaper | Scoping, str]:
    try:
        review = ScrutinyReview.objects.select_related("committee").get(slug=row.document)
    except ObjectDoesNotExist:
        return "", found, "There is no such review."
    return (
        "governance/print/scoping.html",
        replace(scoping(review, review.steps.all()), label=row.label),
        "",
    )
