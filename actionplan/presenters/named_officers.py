"""The names in a plan, and the account that stands for each."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from actionplan.models import ActionRole, Officer, Plan
from actionplan.presenters.officers import LEADING_PARTS
from actionplan.presenters.people import accounts_of
from herefordshire_cs.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOfNames:
    """A plan, how many names are in it, and for how many nobody stands."""

    slug: str
    title: str
    names: int
    unmatched: int
    is_private: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NameInPlan:
    """A name in a plan: how many Actions it leads and supports, who stands for it, who might.

    ``accounts`` and ``suggested`` are in the words in which a form takes an account.
    """

    pk: int
    initials: str
    label: str
    leads: int
    supports: int
    accounts: str
    suggested: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanNames:
    """The names in a plan, those for which nobody stands first."""

    slug: str
    title: str
    names: tuple[NameInPlan, ...]

    @property
    def unmatched(self) -> int:
        """How many of them nobody stands for."""
        return sum(not name.accounts for name in self.names)


def plans_of_names(*, as_of: date) -> list[PlanOfNames]:
    """Return the plans that had begun; one query."""
    plans = Plan.objects.filter(starts_on__lte=as_of).order_by("-starts_on")
    officer = "actions__roles__officer"
    unmatched = Q(**{f"{officer}__isnull": False, f"{officer}__user": None})
    counted = plans.annotate(
        names=Count(officer, distinct=True),
        unmatched=Count(officer, filter=unmatched, distinct=True),
    )
    return [
        PlanOfNames(
            slug=row.slug,
            title=row.title,
            names=row.names,
            unmatched=row.unmatched,
            is_private=row.is_private,
        )
        for row in counted
    ]


def officers_named_in(plan: int) -> QuerySet[Officer]:
    """Ask for the officers who have a part in a plan, by its key."""
    roles = ActionRole.objects.filter(action__plan=plan, officer=OuterRef("pk"))
    rows = Officer.objects.filter(Exists(roles)).select_related("user")
    return rows.prefetch_related("shares__user").order_by("is_post", "initials")


def build_plan_names(plan: Plan, officers: Iterable[Officer]) -> PlanNames:
    """Return the names in a plan, whose accounts came along; two queries."""
    counts = counts_in(plan.pk)
    found = list(officers)
    suggesting = Suggesting() if any(row.user is None for row in found) else None
    names = [name_in_plan(row, counts, suggesting) for row in found]
    return PlanNames(
        slug=plan.slug,
        title=plan.title,
        names=tuple(sorted(names, key=lambda name: bool(name.accounts))),
    )


def counts_in(plan: int) -> Mapping[int, tuple[int, int]]:
    """Return how many Actions officers lead and support in a plan; one query."""
    rows = ActionRole.objects.filter(action__plan=plan, officer__isnull=False).order_by()
    leads: dict[int, set[int]] = defaultdict(set)
    supports: dict[int, set[int]] = defaultdict(set)
    for officer, action, part in rows.values_list("officer", "action", "part"):
        (leads if part in LEADING_PARTS else supports)[officer].add(action)
    return {each: (len(leads[each]), len(supports[each])) for each in {*leads, *supports}}


def name_in_plan(
    row: Officer, counts: Mapping[int, tuple[int, int]], suggesting: "Suggesting | None"
) -> NameInPlan:
    """Return one name."""
    leads, supports = counts.get(row.pk, (0, 0))
    accounts = "; ".join(account_in_words(each) for each in accounts_of(row))
    suggested, why = suggesting.of(row) if suggesting and not accounts else (None, "")
    return NameInPlan(
        pk=row.pk,
        initials=row.initials,
        label=row.full_label,
        leads=leads,
        supports=supports,
        accounts=accounts,
        suggested=account_in_words(suggested) if suggested else "",
        why=why,
    )


def account_in_words(row: User) -> str:
    """Return an account as a form takes it."""
    return f"{row.name} <{row.email}>"


class Suggesting:
    """Who might stand for a name: the one open account whose name, post or initials agree."""

    def __init__(self) -> None:
        rows = User.objects.filter(is_active=True, is_superuser=False)
        self.by_name: dict[str, list[User]] = defaultdict(list)
        self.by_post: dict[str, list[User]] = defaultdict(list)
        self.by_initials: dict[str, list[User]] = defaultdict(list)
        for row in rows.select_related("workplace").order_by("name"):
            self.by_name[row.name.casefold()].append(row)
            workplace = getattr(row, "workplace", None)
            if workplace is not None and workplace.post:
                self.by_post[workplace.post.casefold()].append(row)
            self.by_initials[initials_of(row.name)].append(row)

    def of(self, officer: Officer) -> tuple[User | None, str]:
        """Return who might be meant by a name in a plan, and why; nobody where several might."""
        asked = (
            (self.by_name, officer.name, "the name agrees"),
            (self.by_post, officer.post, "the post agrees"),
            (self.by_initials, "" if officer.is_post else officer.initials, "the initials agree"),
        )
        for known, words, why in asked:
            found = known.get(words.casefold(), []) if words else []
            if len(found) == 1:
                return found[0], why
        return None, ""


def initials_of(name: str) -> str:
    """Return the first letters of a name, in small letters."""
    return "".join(word[0] for word in name.split() if word[0].isalpha()).casefold()
