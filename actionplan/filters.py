"""The filters of the list of Actions."""

# Longer than most: one filter after the other, as the list offers them, and their choices.

from collections.abc import Sequence
from datetime import date, timedelta
from textwrap import shorten
from typing import Any

import django_filters
from django import forms
from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    OuterRef,
    Q,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Concat

from actionplan.grounds import Ground
from actionplan.lists.actions import ActionTable, labels_of
from actionplan.models import (
    Action,
    ActionRole,
    Officer,
    Organisation,
    ProgressUpdate,
    Recommendation,
    Standing,
    StandingQuerySet,
)
from actionplan.models.progress import STANDING_CHOICES
from actionplan.models.standings import UNSUPPORTED
from actionplan.presenters.action_groups import lead_on_the_day
from actionplan.presenters.attentions import DUE_SOON_DAYS, as_title
from actionplan.presenters.impact_ratings import impacts_of
from actionplan.presenters.movements import day_to_compare_with
from actionplan.presenters.occasions import next_report_after, occasions
from actionplan.presenters.officers import LEADING_PARTS
from actionplan.presenters.plans import PlanHead
from actionplan.rag import Status
from herefordshire_cs.lib.full_text import Says
from herefordshire_cs.lib.lists import Asked, DayFilter, ListFilter, words_of
from herefordshire_cs.lib.rag import NOT_RATED_KEY, Role, words_of_levels

DUE_CHOICES = [
    ("past", "Past and not completed"),
    ("soon", f"In the next {DUE_SOON_DAYS} days"),
    ("quarter", "In the next 3 months"),
    ("meeting", "Before the next meeting"),
    ("none", "No by-when understood"),
]
QUARTER_DAYS = 92  # the longest run of three months
NOT_IN_PLACE = "not in place"


class ActionFilter(ListFilter):
    """Narrows the standings of a plan's Actions on one day."""

    table = ActionTable

    words = django_filters.CharFilter(
        label="Words in the action or its notes", method="with_words"
    )
    recommendation = django_filters.ChoiceFilter(
        field_name="recommendation__number", label="Recommendation", empty_label="All"
    )
    lead = django_filters.ChoiceFilter(label="Lead", method="led", empty_label="All leads")
    organisation = django_filters.ChoiceFilter(
        label="Organisation", method="helped", empty_label="All organisations"
    )
    due = django_filters.ChoiceFilter(
        label="By when", choices=DUE_CHOICES, method="due_in", empty_label="Any time"
    )
    due_from = DayFilter(field_name="by_when_latest", lookup_expr="gte", label="By-when from")
    due_to = DayFilter(field_name="by_when_latest", lookup_expr="lte", label="By-when to")
    status = django_filters.ChoiceFilter(
        label="Status",
        empty_label="Any status",
        choices=[*STANDING_CHOICES, (NOT_IN_PLACE, "Any but in place")],
        method="standing_so",
    )
    attention = django_filters.ChoiceFilter(
        label="Needs attention", choices=[], method="needing", empty_label="All"
    )
    ground = django_filters.ChoiceFilter(
        label="Why red or not rated",
        choices=[],
        method="resting_on",
        empty_label="Any reason",
    )
    completed_since = DayFilter(label="Completed after", method="completed_after")
    rating = django_filters.MultipleChoiceFilter(
        field_name="rating",
        label="Rating",
        choices=[],
        widget=forms.CheckboxSelectMultiple,
    )

    impact = django_filters.ChoiceFilter(
        label="Impact", choices=[], method="having_impact", empty_label="Any impact"
    )

    class Meta:
        model = Standing
        fields: list[str] = []

    def __init__(self, *args: Any, plan: PlanHead, as_of: date, **kwargs: Any) -> None:
        super().__init__(*args, labels=labels_of(plan), **kwargs)
        self.plan = plan
        self.as_of = as_of
        self.choices = _choices(plan)
        for name in ("recommendation", "lead", "organisation"):
            self.filters[name].extra["choices"] = self.choices.get(name, [])
        if plan.impact is None:
            del self.filters["impact"]
        else:
            of_impact = plan.impact.scale.levels
            self.filters["impact"].extra["choices"] = [(each.key, each.word) for each in of_impact]
        levels = plan.scheme.scale.levels
        self.filters["rating"].extra["choices"] = [(each.key, each.word) for each in levels]
        self.filters["attention"].extra["choices"] = attention_choices(plan)
        ground = self.filters["ground"].extra
        ground["choices"] = [(each.value, as_label(each, plan)) for each in Ground]
        red = words_of_levels(plan.scheme.scale.with_role(Role.OFF_TRACK))
        self.filters["ground"].label = f"Why {red or 'red'} or not rated"

    @property
    def ratings(self) -> list[str]:
        """Return the ratings that the list was narrowed to, if any."""
        return self.form.cleaned_data["rating"] or [] if self.form.is_valid() else []

    @property
    def narrowed_by(self) -> dict[str, Any]:
        """Return what was asked of each filter, the rating left out; nothing if unreadable."""
        said = self.form.cleaned_data if self.form.is_valid() else {}
        return {name: said[name] for name in self.filters if name in said and name != "rating"}

    @property
    def typed(self) -> dict[str, list[str]]:
        """Return what the address asks of each filter, as it was typed; what is blank left out."""
        said = {name: [each for each in self.data.getlist(name) if each] for name in self.filters}
        return {name: values for name, values in said.items() if values}

    @property
    def narrowed_to(self) -> str:
        """Return in words what the list was narrowed to, but for the rating."""
        return words_of(self.form, but=["rating"]) if self.form.is_valid() else ""

    @property
    def ticked(self) -> list[str]:
        """Return the references of the Actions that were ticked in the list, if any were."""
        return self.data.getlist("ticked")

    def without_rating(self) -> StandingQuerySet:
        """Return the rows that every filter but the rating lets through, in no order."""
        rows: StandingQuerySet = self.queryset
        if not self.form.is_valid():
            return rows.none()
        if self.form.cleaned_data["words"]:
            rows = Standing.objects.of(self.plan.pk, found_otherwise=True)
        if self.ticked:
            rows = rows.filter(action__reference__in=self.ticked)
        for name, each in self.filters.items():
            if name != "rating":
                rows = each.filter(rows, self.form.cleaned_data[name])
        return rows.order_by()

    def with_words(self, rows: StandingQuerySet, name: str, value: str) -> StandingQuerySet:
        """Keep Actions that say the words, or of which a note up to the day says them."""
        actions = Action.objects.filter(Says(value)).values("pk")
        notes = ProgressUpdate.objects.known(as_of=self.as_of).filter(
            Says(value), action__isnull=False
        )
        said = actions.order_by().union(notes.order_by().values("action"))
        return rows.filter(action__in=said)

    def led(self, rows: StandingQuerySet, name: str, value: str) -> StandingQuerySet:
        """Keep Actions that an officer leads, answers for or signs off."""
        roles = ActionRole.objects.filter(officer__initials=value, part__in=LEADING_PARTS)
        return rows.filter(action__in=roles.order_by().values("action"))

    def helped(self, rows: StandingQuerySet, name: str, value: str) -> StandingQuerySet:
        """Keep Actions in which a body, or somebody of it, has a part."""
        roles = ActionRole.objects.filter(
            Q(organisation__code=value) | Q(officer__organisation__code=value)
        )
        return rows.filter(action__in=roles.order_by().values("action"))

    def due_in(self, rows: StandingQuerySet, name: str, value: str) -> StandingQuerySet:
        """Keep Actions by where their latest by-when lies."""
        if value == "past":
            return rows.past(as_of=self.as_of)
        if value == "none":
            return rows.filter(by_when_latest=None)
        if value == "meeting":
            told = next_report_after(self.as_of, occasions(self.plan, as_of=self.as_of))
            return rows.due_between(self.as_of, told.occurred_on) if told else rows.none()
        days = DUE_SOON_DAYS if value == "soon" else QUARTER_DAYS
        return rows.due_between(self.as_of, self.as_of + timedelta(days=days))

    def standing_so(self, rows: StandingQuerySet, name: str, value: str) -> StandingQuerySet:
        """Keep Actions by their status, or all that are no standing arrangements in place."""
        if value == NOT_IN_PLACE:
            return rows.exclude(status=Status.IN_PLACE)
        return rows.filter(status=value) if value else rows

    def needing(self, rows: StandingQuerySet, name: str, value: str) -> StandingQuerySet:
        """Keep Actions that need somebody for one of the reasons of the list of choices."""
        if value in UNSUPPORTED:
            rated = rows.with_rating(self.plan.scheme, as_of=self.as_of)
            return rated.filter(UNSUPPORTED[value](self.plan.scheme))
        if value == "disputed":
            return rows.filter(is_disputed=True)
        if value == "changed":
            return self.changed(rows)
        if value == "not-kept":
            return rows.not_kept(as_of=self.as_of)
        if value == "slipped":
            return rows.slipped()
        if value == "contradicted":
            return rows.rated_against_the_facts(self.plan.scheme, as_of=self.as_of)
        return rows.silent(self.plan.scheme, as_of=self.as_of)

    def changed(self, rows: StandingQuerySet) -> StandingQuerySet:
        """Keep Actions whose rating is another than when a body was last told of progress."""
        since = day_to_compare_with(self.plan, as_of=self.as_of)
        if since is None:
            return rows.none()
        before = Standing.objects.on(since).with_rating(self.plan.scheme, as_of=since)
        was = before.filter(action=OuterRef("action")).order_by().values("rating")  # type: ignore[misc]  # annotated above
        now = rows.with_rating(self.plan.scheme, as_of=self.as_of)
        return now.annotate(was=Subquery(was[:1])).exclude(rating=F("was"))  # type: ignore[misc]  # as above

    def resting_on(self, rows: StandingQuerySet, name: str, value: str) -> StandingQuerySet:
        """Keep Actions whose red, or want of a rating, rests on a reason."""
        if not value:
            return rows
        grounded = rows.with_ground(self.plan.scheme, as_of=self.as_of)
        return grounded.filter(ground=value)  # type: ignore[misc]  # annotated just before

    def having_impact(self, rows: StandingQuerySet, name: str, value: str) -> StandingQuerySet:
        """Keep Actions by their impact on the day; one that nobody rated has that of none."""
        if not value:
            return rows
        impacts = impacts_of(self.plan, as_of=self.as_of)
        if value == NOT_RATED_KEY:
            return rows.exclude(action__in=impacts)
        return rows.filter(action__in=[pk for pk, level in impacts.items() if level.key == value])

    def completed_after(self, rows: StandingQuerySet, name: str, value: date) -> StandingQuerySet:
        """Keep Actions known to be completed after a day."""
        return rows.completed_since(value) if value else rows


def as_label(ground: Ground, plan: PlanHead) -> str:
    """Return a ground as it is chosen."""
    words = ground.words_in(plan.scheme.scale)
    return f"{words[:1].upper()}{words[1:]}"


def attention_choices(plan: PlanHead) -> list[tuple[str, str]]:
    """Return what an Action may need somebody for, in the words of the plan's levels."""
    scale = plan.scheme.scale
    return [
        ("slipped", "By-when moved"),
        ("silent", "Silent"),
        ("contradicted", "Rated against the facts"),
        ("disputed", "Disputed by other words"),
        ("changed", "Rating changed since last reported"),
        ("not-kept", "Arrangement not kept"),
        ("unevidenced", f"{as_title(scale.wanting_evidence)} without evidence"),
        ("unexplained", f"{as_title(scale.wanting_a_reason)} without a reason"),
        ("repeated", "A note repeated"),
    ]


def in_order(
    rows: StandingQuerySet,
    asked: Asked,
    plan: PlanHead,
    *,
    as_of: date,
    ratings: Sequence[str],
    are_few: bool = False,
) -> StandingQuerySet:
    """Return the rows of a day that have one of the ratings, if any is named, in an order.

    Where they are few of the plan, they are found and sorted; else the plan is read in its order.
    """
    by = {asked.sort.lstrip("-"), asked.group}
    is_by_place = by <= {"reference", "recommendation", ""} and asked.sort != "-reference"
    rows = rows.of(plan.pk).first_on(as_of) if is_by_place and not are_few else rows.on(as_of)
    if ratings or "rating" in by:
        rows = rows.with_rating(plan.scheme, as_of=as_of)
    if ratings:
        rows = rows.rated(*ratings)
    if "rating" in by:
        rows = rows.with_severity(plan.scheme)
    if is_by_place:
        return rows.order_by("position")
    return rows.order_by(*order_of_groups(asked.group, plan), *order_of(asked.sort, plan))


def order_of(sort: str, plan: PlanHead) -> list[Any]:
    """Return the order of the rows for a sort of the list; Actions follow in their own order."""
    columns = {
        "by_when": F("by_when_latest"),
        "lead": lead_on_the_day(plan),
        "rating": F("severity"),
        "last_update": F("last_reported_on"),
        "lateness": F("by_when_latest"),
    }
    column = columns.get(sort.lstrip("-"))
    if column is None:
        return ["-position" if sort.startswith("-") else "position"]
    is_downwards = sort.startswith("-")
    ordered = column.desc(nulls_last=True) if is_downwards else column.asc(nulls_last=True)
    return [ordered, "position"]


def order_of_groups(group: str, plan: PlanHead) -> list[Any]:
    """Return what comes before that order, so that the rows of a group stand together."""
    if group == "recommendation":
        return ["recommendation__number"]
    if group == "lead":
        return [lead_on_the_day(plan).asc(nulls_last=True)]
    return ["severity"] if group == "rating" else []


def _choices(plan: PlanHead) -> dict[str, list[tuple[str, str]]]:
    """Return the choices that depend on the plan, by filter; one query for all of them."""
    roles = ActionRole.objects.filter(action__plan=plan.pk)
    leads = roles.filter(officer=OuterRef("pk"), part__in=LEADING_PARTS)
    own = roles.filter(organisation=OuterRef("pk"))
    theirs = roles.filter(officer__organisation=OuterRef("pk"))
    recommendations = Recommendation.objects.filter(plan=plan.pk).annotate(
        of=Value("recommendation"), key=Cast("number", CharField()), label=F("text")
    )
    officers = Officer.objects.filter(Exists(leads)).annotate(
        of=Case(When(is_post=True, then=Value("post")), default=Value("lead")),
        key=F("initials"),
        label=Concat("name", Value(", "), "post", output_field=TextField()),
    )
    organisations = Organisation.objects.filter(Exists(own) | Exists(theirs)).annotate(
        of=Value("organisation"), key=F("code"), label=Cast("name", TextField())
    )
    found: dict[str, list[tuple[str, str]]] = {}
    parts = [
        rows.order_by().values_list("of", "key", "label")
        for rows in (recommendations, officers, organisations)
    ]
    was = _worded_before(plan)
    for kind, key, said in parts[0].union(*parts[1:], all=True).order_by():
        label = was.get(str(key), str(said)) if kind == "recommendation" else str(said)
        of_kind = "lead" if kind == "post" else kind
        found.setdefault(of_kind, []).append((key, _label(kind, key, label)))
    found.get("recommendation", []).sort(key=lambda choice: int(choice[0]))
    found.get("lead", []).sort()  # by initials; posts, which show none, by their address
    found.get("organisation", []).sort(key=lambda choice: choice[1])
    return found


def _worded_before(plan: PlanHead) -> dict[str, str]:
    """Return what recommendations said on the plan's day that say something else now."""
    said: dict[int, str] = plan.past.of_all("recommendation", "text")
    if not said:
        return {}
    numbers = Recommendation.objects.filter(pk__in=said).values_list("pk", "number")
    return {str(number): said[pk] for pk, number in numbers}


def _label(kind: str, key: str, label: str) -> str:
    if kind == "recommendation":
        return f"{key}. {shorten(label, 60, placeholder=' …')}"
    if kind == "lead":
        known = ", ".join(part for part in label.split(", ", 1) if part)
        return f"{key}, {known}" if known else key
    return label.removeprefix(", ") if kind == "post" else label
