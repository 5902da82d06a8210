"""Loads the indicators and judgements of the papers: explicit, whole, and safe to repeat.

Rows are found again by their natural keys, so loading twice changes nothing and never touches the
figures that officers have entered since. ``docs/reading-the-indicators.md`` says how the fixtures
were made.
"""

# Longer than most: one function a table of the fixtures, in the order of their keys.

import json
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import models, transaction

from indicators.models import (
    BenchmarkFigure,
    BenchmarkTable,
    Comparator,
    ComparatorGroup,
    Doubt,
    Grade,
    GradeCount,
    Indicator,
    IndicatorSet,
    Judgement,
    JudgementArea,
    JudgementPoint,
    JudgementScheme,
    LimitingRule,
    Neighbour,
    Outturn,
    Paper,
    Period,
    Priority,
    Purpose,
    Redefinition,
    Statement,
    Target,
)
from indicators.models.redefinitions import SETS
from indicators.periods import read_period

type Entry = dict[str, Any]

# What an indicator's fixture holds under the same name as the model.
PLAIN = (
    "ref",
    "definition",
    "place",
    "order",
    "unit",
    "unit_per",
    "decimals",
    "polarity",
    "polarity_basis",
    "year_type",
    "year_type_basis",
    "frequency",
    "frequency_basis",
    "is_cumulative",
    "counts_children",
    "is_small_cohort",
    "cohort_basis",
    "tolerance_kind",
    "tolerance_basis",
    "owner",
    "supplier",
    "succeeded_basis",
)
KINDS: dict[str, type[Outturn] | type[Target] | type[Comparator]] = {
    "outturn": Outturn,
    "target": Target,
    "comparator": Comparator,
}


@dataclass
class Loading:
    """One run: where the fixtures are, the instant of recording, and the rows found so far."""

    folder: Path
    recorded_at: datetime
    papers: dict[str, Paper] = field(default_factory=dict)
    indicators: dict[str, Indicator] = field(default_factory=dict)
    groups: dict[str, ComparatorGroup] = field(default_factory=dict)
    periods: dict[str, Period] = field(default_factory=dict)
    grades: dict[tuple[str, str], Grade] = field(default_factory=dict)
    areas: dict[str, JudgementArea] = field(default_factory=dict)

    def read(self, name: str) -> Any:
        """Return one fixture."""
        return json.loads((self.folder / name).read_text(encoding="utf-8"))

    def paper(self, entry: Entry) -> Paper:
        """Return the paper that an entry was read from."""
        return self.papers[entry["paper"]]

    def period(self, slug: str) -> Period:
        """Return a period by its slug."""
        if slug not in self.periods:
            self.periods[slug] = Period.objects.named(read_period(slug))
        return self.periods[slug]


@transaction.atomic
def load_indicators(folder: Path, *, recorded_at: datetime) -> None:
    """Load everything in a folder of fixtures."""
    loading = Loading(folder=folder, recorded_at=recorded_at)
    load_papers(loading)
    load_groups(loading)
    load_catalogue(loading)
    load_figures(loading)
    load_doubts(loading)
    load_benchmarks(loading)
    load_judgements(loading)


def put[M: models.Model](model: type[M], keys: Entry, values: Entry) -> M:
    """Find a row by its natural key, or make it, and give it its values.

    What an administrator edited of an indicator since stays as it was edited.
    """
    if model is Indicator:
        edited = edited_of(keys["slug"])
        values = {name: value for name, value in values.items() if name not in edited}
    row, _is_new = model._default_manager.update_or_create(defaults=values, **keys)
    return row


def edited_of(slug: str) -> set[str]:
    """Return the names of what was edited of an indicator; one query."""
    fields = Redefinition.objects.filter(indicator__slug=slug).values_list("field", flat=True)
    return {field.removesuffix("_id") for field in fields}


def load_papers(loading: Loading) -> None:
    """Load the papers."""
    for entry in loading.read("papers.json"):
        keys = {"slug": entry["slug"]}
        values = {name: entry[name] for name in ("title", "published_on", "published_note")}
        row = put(Paper, keys, values)
        row.refresh_from_db()
        loading.papers[row.slug] = row


def load_groups(loading: Loading) -> None:
    """Load whom figures are compared with, and the authorities of each group."""
    for order, entry in enumerate(loading.read("groups.json"), start=1):
        values = {name: entry[name] for name in ("name", "vintage", "source", "average")}
        row = put(ComparatorGroup, {"slug": entry["slug"]}, values | {"order": order})
        loading.groups[row.slug] = row
        for place, name in enumerate(entry["members"], start=1):
            put(Neighbour, {"group": row, "name": name}, {"order": place})


def load_catalogue(loading: Loading) -> None:
    """Load the sets, the priorities, and the indicators with what they are meant to show."""
    sets = {}
    for order, entry in enumerate(loading.read("sets.json"), start=1):
        values = {name: entry[name] for name in ("name", "description", "basis")}
        sets[entry["slug"]] = put(IndicatorSet, {"slug": entry["slug"]}, values | {"order": order})
    for entry in loading.read("priorities.json"):
        load_priority(entry)
    entries = loading.read("indicators.json")
    for entry in entries:
        row = load_indicator(entry, loading)
        if SETS not in edited_of(row.slug):
            row.sets.set([sets[slug] for slug in entry["sets"]])
    for entry in entries:
        if entry["succeeded_by"] and "succeeded_by" not in edited_of(entry["slug"]):
            successor = loading.indicators[entry["succeeded_by"]]
            rows = Indicator.objects.filter(slug=entry["slug"])
            rows.exclude(succeeded_by=successor).update(succeeded_by=successor)


def load_priority(entry: Entry) -> None:
    """Load one priority with what stands in the head of its table."""
    put(
        Priority,
        {"plan": entry["plan"], "number": entry["number"]},
        {
            "wording": entry["wording"],
            "agreement": "\n".join(entry["local_area_agreement"]),
            "plan_priorities": "\n".join(each["wording"] for each in entry["cypp_priorities"]),
            "outcomes": entry["outcomes_as_written"],
            "note": entry["note"],
        },
    )


def load_indicator(entry: Entry, loading: Loading) -> Indicator:
    """Load one indicator; a row that is there already is left as officers made it."""
    values = {name: entry[name] for name in PLAIN} | {
        "paper": loading.paper(entry),
        "range_low": decimal(entry["range_low"]),
        "range_high": decimal(entry["range_high"]),
        "tolerance": decimal(entry["tolerance"]),
    }
    row = Indicator.objects.filter(slug=entry["slug"]).first()
    if row is None:
        row = Indicator.objects.create(slug=entry["slug"], **values)
    loading.indicators[row.slug] = row
    for purpose in entry["purposes"]:
        keys = {"indicator": row, "plan": purpose["plan"], "number": purpose["number"]}
        put(Purpose, keys, {"wording": purpose["wording"], "place": purpose["place"]})
    return row


def load_figures(loading: Loading) -> None:
    """Load every cell of the tables, also those without a number."""
    known = {
        kind: set(model.objects.filter(paper__isnull=False).values_list(*_figure_key(kind)))
        for kind, model in KINDS.items()
    }
    new: dict[str, list[Any]] = {kind: [] for kind in KINDS}
    for entry in loading.read("figures.json"):
        row = figure(entry, loading)
        key = tuple(getattr(row, name) for name in _figure_key(entry["kind"]))
        if key not in known[entry["kind"]]:
            new[entry["kind"]].append(row)
    for kind, model in KINDS.items():
        model._default_manager.bulk_create(new[kind])


def _figure_key(kind: str) -> tuple[str, ...]:
    names = ("indicator_id", "period_id", "paper_id")
    return (*names, "group_id") if kind == "comparator" else names


def figure(entry: Entry, loading: Loading) -> Outturn | Target | Comparator:
    """Return one cell as a row, not yet saved."""
    paper = loading.paper(entry)
    columns: Entry = {
        "indicator": loading.indicators[entry["indicator"]],
        "period": loading.period(entry["period"]),
        "value": decimal(entry["value"]),
        "no_value_reason": entry["reason"],
        "as_written": entry["as_written"],
        "period_as_printed": entry["printed_period"],
        "note": entry["note"],
        "paper": paper,
        "place": entry["place"],
        "published_on": paper.published_on,
        "recorded_at": loading.recorded_at,
    }
    if entry["kind"] == "comparator":
        columns["group"] = loading.groups[entry["group"]]
    return KINDS[entry["kind"]](**columns)


def load_doubts(loading: Loading) -> None:
    """Load what is doubtful."""
    for order, entry in enumerate(loading.read("doubts.json"), start=1):
        put(
            Doubt,
            {"slug": entry["slug"]},
            {
                "indicator": loading.indicators.get(entry["indicator"]),
                "words": entry["words"],
                "as_written": entry["as_written"],
                "understood": entry["understood"],
                "paper": loading.paper(entry),
                "place": entry["place"],
                "order": order,
            },
        )


def load_benchmarks(loading: Loading) -> None:
    """Load the tables of figures that are no series of an indicator."""
    for order, entry in enumerate(loading.read("benchmarks.json"), start=1):
        table = put(
            BenchmarkTable,
            {"slug": entry["slug"]},
            {
                "title": entry["title"],
                "period_as_printed": entry["printed_period"],
                "note": entry["note"],
                "nearness": entry["nearness"],
                "indicator": loading.indicators.get(entry["indicator"]),
                "paper": loading.paper(entry),
                "place": entry["place"],
                "order": order,
            },
        )
        for place, cell in enumerate(entry["figures"], start=1):
            load_benchmark_figure(table, place, cell)


def load_benchmark_figure(table: BenchmarkTable, place: int, cell: Entry) -> None:
    """Load one cell of such a table."""
    put(
        BenchmarkFigure,
        {"table": table, "order": place},
        {
            "area": cell["area"],
            "row": cell["row"],
            "unit": cell["unit"],
            "value": decimal(cell["value"]),
            "as_written": cell["as_written"],
        },
    )


def load_judgements(loading: Loading) -> None:
    """Load the schemes, what was judged under each, and the rules that limit a grade."""
    load_areas(loading)
    found = loading.read("judgements.json")
    for order, entry in enumerate(found["schemes"], start=1):
        load_scheme(order, entry, loading)
    for order, entry in enumerate(found["judgements"], start=1):
        load_judgement(order, entry, loading)
    for order, entry in enumerate(found["counts"], start=1):
        load_count(order, entry, loading)
    for order, entry in enumerate(found["limiting_rules"], start=1):
        names = ("as_written", "is_proposal", "note", "place")
        values = {name: entry[name] for name in names} | {"order": order}
        put(LimitingRule, {"slug": entry["slug"]}, values | {"paper": loading.paper(entry)})
    for order, entry in enumerate(found["statements"], start=1):
        load_statement(order, entry, loading)


def load_scheme(order: int, entry: Entry, loading: Loading) -> None:
    """Load a scheme and its grades, best first."""
    names = ("name", "best", "key_as_printed", "basis")
    values = {name: entry.get(name, "") for name in names} | {"order": order}
    scheme = put(JudgementScheme, {"slug": entry["slug"]}, values)
    for place, grade in enumerate(entry["grades"], start=1):
        loading.grades[scheme.slug, grade["code"]] = put(
            Grade,
            {"scheme": scheme, "code": grade["code"]},
            {"label": grade["label"], "basis": grade.get("basis", ""), "order": place},
        )


def load_areas(loading: Loading) -> None:
    """Load what is judged, with the words that papers use for each."""
    for order, entry in enumerate(loading.read("judgement-areas.json"), start=1):
        values = {name: entry[name] for name in ("name", "outcome", "basis")} | {"order": order}
        row = put(JudgementArea, {"slug": entry["slug"]}, values)
        loading.areas |= dict.fromkeys(entry["words"], row)


def load_judgement(order: int, entry: Entry, loading: Loading) -> None:
    """Load one judgement with the strengths and areas for improvement that it names."""
    grade = loading.grades[entry["scheme"], entry["grade"]]
    paper = loading.paper(entry)
    keys = {"scheme": grade.scheme, "area": entry["area"], "period": entry["period"]}
    names = ("outcome", "as_written", "made_by", "place", "note")
    row = put(
        Judgement,
        keys | {"paper": paper},
        {name: entry[name] for name in names}
        | {
            "grade": grade,
            "area_judged": loading.areas.get(entry["area"]),
            "period_as_printed": entry["period_words"],
            "order": order,
        },
    )
    points = {"strength": entry["strengths"], "improvement": entry["improvements"]}
    for kind, texts in points.items():
        for place, text in enumerate(texts, start=1):
            put(JudgementPoint, {"judgement": row, "kind": kind, "order": place}, {"text": text})


def load_count(order: int, entry: Entry, loading: Loading) -> None:
    """Load how many schools or settings held a grade."""
    put(
        GradeCount,
        {
            "grade": loading.grades[entry["scheme"], entry["grade"]],
            "area": entry["area"],
            "as_at": entry["as_at"],
        },
        {
            "count": entry["count"],
            "as_written": entry["as_written"],
            "paper": loading.paper(entry),
            "place": entry["place"],
            "order": order,
        },
    )


def load_statement(order: int, entry: Entry, loading: Loading) -> None:
    """Load what a paper says in prose, with the indicators that it speaks of."""
    row = put(
        Statement,
        {"slug": entry["slug"]},
        {
            "text": entry["as_written"],
            "note": entry["note"],
            "paper": loading.paper(entry),
            "place": entry["place"],
            "order": order,
        },
    )
    row.indicators.set([loading.indicators[slug] for slug in entry["indicators"]])


def decimal(written: str | None) -> Decimal | None:
    """Return a number as the fixture writes it."""
    return None if written in (None, "") else Decimal(written)
