"""Which papers of a pack tell of the plan: its live documents, and reports that name it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from actionplan.presenters.plans import PlanHead
from governance.models import Appendix, PlanRecord
from governance.presenters.live_documents import LIVE, plans_to_tell_of
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
    """Return the papers that tell of a plan, by the number of their item.

    Nothing is told of what is withheld from the public, whoever asks.
    """
    found: dict[int, list[PlanPaper]] = defaultdict(list)
    plans = plans_to_tell_of(as_of=contents.as_of)
    if not plans:
        return {}
    numbers = {item.key: item.number for item in contents.items}
    naming: dict[int, set[str]] = defaultdict(set)
    for key, slug in PlanRecord.objects.filter(item__in=numbers).values_list("item", "plan"):
        naming[numbers[key]].add(slug)
    for part, slug, what in _telling(contents, plans, naming):
        paper = PlanPaper(plan=slug, what=what, first=part.first, last=part.last)
        found[part.item].append(paper)
    return {number: tuple(papers) for number, papers in found.items()}


def _telling(
    contents: PackContents, plans: Mapping[str, PlanHead], naming: Mapping[int, set[str]]
) -> Iterator[tuple[Part, str, str]]:
    """Yield each part that tells of a plan, the plan's short name, and what the part is."""
    open_parts = [part for part in contents.parts if part.first and part.exemption is None]
    keys = [part.appendix for part in open_parts if part.kind == Appendix.Kind.LIVE]
    live = {row.pk: row for row in Appendix.objects.filter(pk__in=keys)}
    for part in open_parts:
        row = live.get(part.appendix)
        document = LIVE.get(row.document) if row else None
        if row is not None and document is not None and document.is_of_plan:
            yield part, row.plan, document.title
        elif part.kind == "report":
            for slug, plan in plans.items():
                if slug in naming.get(part.item, ()) or names(part.report, plan):
                    yield part, slug, REPORT


def names(paper: ReportPaper, plan: PlanHead) -> bool:
    """Say whether a report calls a plan by its title."""
    sections = (paragraph for section in paper.sections for paragraph in section.paragraphs)
    told = [paper.title, *(f"{each.text} {each.html}" for each in sections)]
    wanted = " ".join(plan.title.split()).casefold()
    return any(wanted in " ".join(words.split()).casefold() for words in told)
