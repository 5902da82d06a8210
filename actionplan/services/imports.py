"""Loading a plan from what was read of its file: all of it or nothing, and nothing guessed.

What is in doubt is loaded as written, with its doubt. What a plan has already is left as it is.
"""

# Longer than most: one function a table of the record, in the order of their keys.

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from simple_history.utils import bulk_create_with_history

from actionplan.models import (
    Action,
    Officer,
    Plan,
    RatingScheme,
    Recommendation,
)
from actionplan.plan_columns import Holds, PlanAsked
from actionplan.plan_files import FileAction
from actionplan.rating_levels import READY_MADE, words_to_levels
from actionplan.services.import_rows import BATCH, Rows, gather
from actionplan.services.officers import People
from actionplan.services.rating_schemes import write_levels
from actionplan.services.standings import mark_open, rebuild_standings
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib.text.words import count_in_words

LONGEST_REFERENCE = 20
LONGEST_LEAD = 120
CYCLE_DAYS = 35  # a month and a few days, until the plan says otherwise
WITHOUT_HEADING = "Actions"


class NoPlan(Exception):
    """There is no plan of this name, and nothing says what it is to be."""


@dataclass(slots=True, kw_only=True)
class Imported:
    """What was loaded: how many actions are new, were there already, and carry a doubt.

    ``rows`` are the actions written, ``levels`` the keys of the headings made for them.
    """

    plan: Plan
    rows: tuple[Action, ...] = ()
    levels: tuple[int, ...] = ()
    is_new_plan: bool = False
    added: int = 0
    there_already: int = 0
    doubted: int = 0
    not_kept: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """What was done, in words."""
        said = [f"{count_in_words(self.added, 'action')} loaded into “{self.plan.title}”."]
        if self.there_already:
            said.append(
                f"{count_in_words(self.there_already, 'action')} there already, unchanged."
            )
        if self.doubted:
            said.append(f"{count_in_words(self.doubted, 'action')} with a doubt.")
        if self.not_kept:
            said.append(f"Not loaded: {', '.join(self.not_kept)}.")
        return " ".join(said)


@transaction.atomic
def import_actions(
    *,
    slug: str,
    asked: PlanAsked | None,
    actions: Sequence[FileAction],
    on: date,
    at: datetime,
    who: Mapping[str, Officer] | None = None,
    author: User | None = None,
) -> Imported:
    """Load actions into a plan, which is made where there is none. Raises NoPlan.

    ``who`` are the officers whom the words of leads mean, where somebody has said so. The evidence
    that a file names is loaded where there is an ``author`` to say it.
    """
    plan = Plan.objects.select_for_update().filter(slug=slug).first()
    is_new_plan = plan is None
    if plan is None:
        if asked is None:
            raise NoPlan(f"There is no plan {slug}; say its title and the day that it begins.")
        plan = make_plan(slug, asked, [action.heading for action in actions])
    else:
        mark_open(plan.pk)
    known = set(plan.actions.values_list("reference", flat=True))
    new = [action for action in actions if not action.reference or action.reference not in known]
    done = Imported(plan=plan, is_new_plan=is_new_plan, added=len(new))
    done.there_already = len(actions) - len(new)
    levels = set(plan.recommendations.values_list("pk", flat=True))
    done.doubted = sum(1 for action in new if action.questions)
    has_evidence = any(action.as_written.get(Holds.EVIDENCE) for action in new)
    done.not_kept = ("evidence",) if has_evidence and author is None else ()
    rows = Rows(levels=words_to_levels(plan.rating_scheme().scale.levels))
    loaded = _write_actions(plan, new, known)
    done.rows = tuple(loaded)
    done.levels = tuple({row.recommendation_id for row in loaded} - levels)
    people = People(on=plan.starts_on, who=who or {})
    for action, row in zip(new, loaded, strict=True):
        gather(rows, people, action, row, plan=plan, on=on, at=at, author=author)
    rows.write()
    rebuild_standings(Action.objects.filter(plan=plan))
    return done


def make_plan(slug: str, asked: PlanAsked, headings: Iterable[str]) -> Plan:
    """Make a plan with its scheme; its middle level is called what its headings call it."""
    level = level_of(headings)
    return Plan.objects.create(
        slug=slug,
        title=asked.title,
        level_name=level,
        level_name_plural="Priorities" if level == "Priority" else f"{level}s",
        scheme=scheme_of(asked.scheme or "rag"),
        starts_on=asked.starts_on,
        reporting_cycle_days=CYCLE_DAYS,
    )


def level_of(headings: Iterable[str]) -> str:
    """Return the word with which most headings begin, where it is one for a level of a plan."""
    known = {"recommendation", "priority", "theme", "outcome", "objective", "section", "area"}
    words = [heading.split()[0].strip(":").casefold() for heading in headings if heading]
    found = max(set(words), key=words.count, default="")
    return found.capitalize() if found in known else "Theme"


def scheme_of(slug: str) -> RatingScheme:
    """Return the scheme of a name; a ready-made one is made where it is not there yet."""
    ready = READY_MADE.get(slug, READY_MADE["rag"])
    scheme, is_new = RatingScheme.objects.get_or_create(slug=slug, defaults={"name": ready.name})
    if is_new:
        write_levels(scheme, ready.levels, ready.meanings)
    return scheme


def _write_actions(plan: Plan, actions: Sequence[FileAction], known: set[str]) -> list[Action]:
    """Write the actions under their headings; return their rows in the same order."""
    levels = {row.text: row for row in plan.recommendations.all()}
    last = max((row.number for row in levels.values()), default=0)
    orders = {
        row["recommendation"]: row["last"]
        for row in plan.actions.values("recommendation").annotate(last=Max("order"))
    }
    rows: list[Action] = []
    taken = set(known)
    for action in actions:
        heading = action.heading or WITHOUT_HEADING
        if heading not in levels:
            last += 1
            levels[heading] = Recommendation.objects.create(plan=plan, number=last, text=heading)
        level = levels[heading]
        orders[level.pk] = orders.get(level.pk, 0) + 1
        reference = _free_reference(action.reference, level, orders[level.pk], taken)
        taken.add(reference)
        rows.append(
            Action(
                plan=plan,
                recommendation=level,
                order=orders[level.pk],
                reference=reference,
                text=action.text or action.reference or "Not said in the file",
                added_on=plan.starts_on,
                lead_as_written=action.as_written.get(Holds.LEADS, "")[:LONGEST_LEAD],
                lead_words=", ".join(action.leads)[:LONGEST_LEAD] or "None named",
                partners_as_written=action.as_written.get(Holds.PARTNERS, ""),
                progress_as_written=action.as_written.get(Holds.PROGRESS, ""),
            )
        )
    return list(bulk_create_with_history(rows, Action, batch_size=BATCH))


def _free_reference(asked: str, level: Recommendation, order: int, taken: set[str]) -> str:
    """Return a reference that no action of the plan has: the file's own, as far as that goes."""
    stem = (asked or f"{level.number}.{order}")[:LONGEST_REFERENCE]
    found, times = stem, 1
    while found in taken:
        times += 1
        found = f"{stem[: LONGEST_REFERENCE - 5]} ({times})"
    return found
