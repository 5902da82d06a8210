"""Which papers of a pack tell of the plan: its live documents, and reports that name it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from actionplan.presenters.plans import PlanHead
from governance.models import Appendix, PlanRecord
from governance.presenters.live_documents import LIVE, plan_told_of
from governance.presenters.packs.contents import PackContents
from governance.presenters.packs.parts import Part
from governance.presenters.reports import ReportPaper

REPORT = "Report"  # what a report that names the plan is called there, whatever its title


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPaper:
    """A paper of a pack that tells of a plan, with its pages in the pack, both included."""

    plan: str
    what: str
    first: int
    last: int


def plan_papers(contents: PackContents) -> Mapping[int, tuple[PlanPaper, ...]]:
    """Return the papers that tell of the plan, by the number of their item.

    Nothing is told of what is withheld from the public, whoever asks.
    """
    plan = plan_told_of(as_of=contents.as_of)
    if plan is None:
        return {}
    found: dict[int, list[PlanPaper]] = defaultdict(list)
    numbers = {item.key: item.number for item in contents.items}
    naming = PlanRecord.objects.filter(item__in=numbers, plan=plan.slug)
    named = {numbers[key] for key in naming.values_list("item", flat=True)}
    for part, what in _telling(contents, plan, named):
        paper = PlanPaper(plan=plan.slug, what=what, first=part.first, last=part.last)
        found[part.item].append(paper)
    return {number: tuple(papers) for number, papers in found.items()}


def _telling(
    contents: PackContents, plan: PlanHead, named: set[int]
) -> Iterator[tuple[Part, str]]:
    open_parts = [part for part in contents.parts if part.first and part.exemption is None]
    keys = [part.appendix for part in open_parts if part.kind == Appendix.Kind.LIVE]
    live = dict(Appendix.objects.filter(pk__in=keys).values_list("pk", "document"))
    for part in open_parts:
        document = LIVE.get(live.get(part.appendix, ""))
        if document is not None and document.is_of_plan:
            yield part, document.title
        elif part.kind == "report" and (part.item in named or names(part.report, plan)):
            yield part, REPORT


def names(paper: ReportPaper, plan: PlanHead) -> bool:
    """Say whether a report calls a plan by its title."""
    sections = (paragraph for section in paper.sections for paragraph in section.paragraphs)
    told = [paper.title, *(f"{each.text} {each.html}" for each in sections)]
    wanted = " ".join(plan.title.split()).casefold()
    return any(wanted in " ".join(words.split()).casefold() for words in told)
