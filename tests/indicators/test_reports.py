"""What is worked out of the record: the lines, the lists, what is due, what others judged."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.lib.rag import Rag
from indicators.models import (
    ComparatorGroup,
    DefinitionChange,
    Grade,
    GradeCount,
    Indicator,
    IndicatorSet,
    Judgement,
    JudgementPoint,
    JudgementScheme,
    KeyThreshold,
    Neighbour,
    Priority,
    Purpose,
    Statement,
)
from indicators.periods import PeriodKind, read_period
from indicators.presenters.digest import (
    OTHERS,
    PLAN_OF_2006,
    build_corporate_exceptions,
    build_digest,
    build_radar,
)
from indicators.presenters.due import DueLine, build_due_page
from indicators.presenters.entry import build_choices, build_entry_page
from indicators.presenters.indicator_list import Wanted, build_list, every_line, supplier_choices
from indicators.presenters.indicator_page import build_indicator_page
from indicators.presenters.indicators import IndicatorLine
from indicators.presenters.judgements import (
    SchemeTables,
    build_judgements_page,
    threshold_lines,
)
from indicators.presenters.neighbours import build_neighbours_page
from indicators.presenters.performance import SHOWN, build_performance
from indicators.presenters.remembered import mark
from indicators.rag import Direction, Verdict
from tests.conftest import superuser
from tests.factories import (
    make_commentary,
    make_comparator,
    make_indicator,
    make_outturn,
    make_paper,
    make_target,
)

pytestmark = pytest.mark.django_db

# Before any paper of the council, so that only what is made here is in use.
DAY = date(2002, 4, 15)
QUARTER = "Q4 2001/2002"
BEFORE = "Q4 2000/2001"
YEAR = "2001/2002"


def off_target(value: str = "80", **fields: Any) -> Indicator:
    """Make an indicator that missed the target of its last quarter."""
    indicator = make_indicator(**fields)
    make_outturn(indicator, QUARTER, value)
    make_target(indicator, QUARTER, "90")
    return indicator


def moved(before: str, now: str, **fields: Any) -> Indicator:
    """Make an indicator that had one figure a year ago and another one now."""
    indicator = make_indicator(**fields)
    make_outturn(indicator, BEFORE, before)
    make_outturn(indicator, QUARTER, now)
    return indicator


def line_of(indicator: Indicator, *, as_of: date = DAY) -> IndicatorLine:
    """Return an indicator's line."""
    return build_indicator_page(indicator.slug, as_of=as_of).line


def names(lines: Any) -> list[str]:
    """Return the references of lines, in their order."""
    return [getattr(line, "line", line).head.ref for line in lines]


# --- Where the indicators stand ------------------------------------------------------------------


def test_the_indicators_in_use_are_counted_by_rating_and_direction() -> None:
    off_target("80")
    off_target("89", tolerance_kind="points", tolerance=Decimal(1))
    off_target("90")
    moved("70", "80")
    make_indicator()

    report = build_performance(as_of=DAY)

    counts = report.counts
    assert (counts.red, counts.amber, counts.green, counts.none) == (1, 1, 1, 2)
    assert (report.with_figure_count, report.with_target_count) == (4, 3)
    assert dict(report.directions) == dict.fromkeys(Direction, 0) | {
        Direction.IMPROVED: 1,
        Direction.NONE: 4,
    }


def test_an_indicator_is_counted_from_the_day_of_its_paper() -> None:
    make_indicator(paper=make_paper(published_on=DAY))

    totals = [build_performance(as_of=day).counts.total for day in (DAY - timedelta(days=1), DAY)]
    later = [build_performance(as_of=day).later_count for day in (DAY - timedelta(days=1), DAY)]
    assert totals == [0, 1]
    assert later[0] == later[1] + 1


def test_a_figure_is_known_from_the_day_of_its_publication() -> None:
    indicator = make_indicator()
    make_outturn(indicator, QUARTER, "80", published_on=DAY)

    before, on = (build_performance(as_of=day) for day in (DAY - timedelta(days=1), DAY))

    assert (before.has_figures, on.has_figures) == (False, True)
    assert before.next_known_on == DAY


@pytest.fixture
def one_of_each() -> dict[str, list[str]]:
    """Indicators that need attention, and the references that each list must hold."""
    off_target(ref="RED")
    off_target("89", ref="AMBER", tolerance_kind="points", tolerance=Decimal(1))
    off_target("95", ref="GREEN")
    moved("80", "70", ref="WORSE")
    moved("70", "80", ref="BETTER")
    behind = moved("80", "80", ref="BEHIND")
    make_comparator(behind, QUARTER, "85")
    ahead = moved("80", "80", ref="AHEAD")
    make_comparator(ahead, QUARTER, "75")
    weaker = moved("80", "80", ref="WEAKER")
    make_target(weaker, "2002/2003", "75")
    short = moved("80", "80", ref="SHORT")
    make_target(short, "2002/2003", "85")
    make_indicator(ref="EMPTY")
    return {
        "off-target": ["RED", "AMBER"],
        "worsening": ["WORSE"],
        "behind": ["BEHIND"],
        "weaker": ["WEAKER"],
        "short": ["SHORT"],
    }


def test_each_attention_holds_what_its_rule_says(one_of_each: dict[str, list[str]]) -> None:
    report = build_performance(as_of=DAY)

    assert {each.key: names(each.lines) for each in report.attentions} == one_of_each


QUERIES = {
    "off-target": Wanted(ratings=("red", "amber")),
    "worsening": Wanted(direction="worsened"),
    "behind": Wanted(standing="behind"),
    "weaker": Wanted(standing="weaker"),
    "short": Wanted(standing="short"),
}


@pytest.mark.parametrize("key", QUERIES)
def test_an_attention_is_the_list_that_it_leads_to(
    key: str, one_of_each: dict[str, list[str]]
) -> None:
    attention = build_performance(as_of=DAY).attention(key)

    found = build_list(QUERIES[key], as_of=DAY).lines

    assert sorted(names(attention.lines)) == sorted(names(found))
    assert attention.count == len(found) > 0


def test_an_attention_shows_its_first_lines_and_counts_them_all() -> None:
    for _ in range(SHOWN + 2):
        off_target()

    attention = build_performance(as_of=DAY).attention("off-target")

    assert (attention.count, len(attention.lines)) == (SHOWN + 2, SHOWN)


def test_the_worst_rated_stand_first() -> None:
    off_target("89", ref="AMBER", tolerance_kind="points", tolerance=Decimal(1))
    off_target("80", ref="RED")

    assert names(build_performance(as_of=DAY).attention("off-target").lines) == [
        "RED",
        "AMBER",
    ]


# --- Memory --------------------------------------------------------------------------------------


def restate(indicator: Indicator) -> None:
    make_outturn(indicator, QUARTER, "95")


def aim_lower(indicator: Indicator) -> None:
    make_target(indicator, QUARTER, "75")


def compare(indicator: Indicator) -> None:
    make_comparator(indicator, QUARTER, "85")


def redefine(indicator: Indicator) -> None:
    DefinitionChange.objects.create(
        indicator=indicator, changed_on=date(2001, 6, 1), words="it counts days now"
    )


def turn_polarity(indicator: Indicator) -> None:
    indicator.polarity = "low"
    indicator.save()


def add_another(indicator: Indicator) -> None:
    make_indicator()


WRITES = [restate, aim_lower, compare, redefine, turn_polarity, add_another]


@pytest.mark.parametrize("write", WRITES, ids=lambda write: write.__name__)
def test_a_remembered_report_follows_every_row_written(write: Callable[[Indicator], None]) -> None:
    indicator = off_target()
    make_outturn(indicator, BEFORE, "85")
    before = build_performance(as_of=DAY)

    write(indicator)

    assert build_performance(as_of=DAY) != before


def test_a_report_is_worked_out_once_until_something_is_written(
    django_assert_num_queries: Callable[..., Any],
) -> None:
    off_target()
    first = build_performance(as_of=DAY)

    with django_assert_num_queries(1):
        again = build_performance(as_of=DAY)

    assert again == first


def test_a_figure_that_was_numbered_first_and_is_there_last_counts_at_once() -> None:
    indicator = off_target()
    newest = make_outturn(indicator, BEFORE, "85").pk
    make_outturn(indicator, "Q1 2005/2006", "70", pk=newest + 2)
    before = mark()

    make_outturn(indicator, "Q2 2005/2006", "60", pk=newest + 1)

    assert mark() != before


def test_whatever_is_edited_on_the_administration_pages_counts_at_once(db: None) -> None:
    make_indicator()
    group = ComparatorGroup.objects.create(slug="region", name="The region")
    before = mark()
    client = Client()
    client.force_login(superuser(), "herefordshire_cs.accounts.backends.EmailBackend")
    address = f"/administration/indicators/comparatorgroup/{group.pk}/change/"
    form = client.get(address).context["adminform"].form
    inlines = client.get(address).context["inline_admin_formsets"]
    sent = {name: value for name, value in form.initial.items() if value is not None}
    for inline in inlines:
        prefix = inline.formset.prefix
        sent |= {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}

    answer = client.post(address, sent | {"name": "Another name"})

    assert answer.status_code == 302
    assert mark() != before


def test_what_is_remembered_of_one_day_is_not_shown_for_another() -> None:
    indicator = make_indicator()
    make_outturn(indicator, QUARTER, published_on=DAY)

    counted = [
        build_performance(as_of=day).with_figure_count
        for day in (DAY, DAY - timedelta(days=1), DAY)
    ]

    assert counted == [1, 0, 1]


# --- The list ------------------------------------------------------------------------------------


@pytest.fixture
def catalogue() -> None:
    """Indicators that differ in all that a list can be narrowed by."""
    first = off_target(ref="ZX 54", supplier="Health", definition="Services for disabled children")
    second = moved("80", "70", ref="ZX 9", supplier="Education", definition="Use of libraries")
    third = moved("70", "80", ref="ZX 100", supplier="Health", definition="Looked after children")
    bare = make_indicator(ref="", supplier="", definition="Something without a reference")
    make_comparator(first, QUARTER, "85")
    make_target(first, "2002/2003", "85")
    make_target(second, "2002/2003", "60")
    make_target(third, "2002/2003", "75")
    group = IndicatorSet.objects.create(slug="zz-set", name="A set of its own")
    group.indicators.add(first, bare)
    for number, indicator in ((1, first), (2, third)):
        Purpose.objects.create(indicator=indicator, plan="zz-plan", number=number)


FILTERS = {
    "nothing": (Wanted(), ["ZX 54", "ZX 9", "ZX 100", ""]),
    "a word of the definition": (Wanted(words="children"), ["ZX 54", "ZX 100"]),
    "two words, both to be found": (Wanted(words="CHILDREN looked"), ["ZX 100"]),
    "a reference": (Wanted(words="ZX 9"), ["ZX 9"]),
    "a word that is nowhere": (Wanted(words="hospital"), []),
    "a set": (Wanted(set="zz-set"), ["ZX 54", ""]),
    "a priority": (Wanted(priority="zz-plan:2"), ["ZX 100"]),
    "a supplier": (Wanted(supplier="Health"), ["ZX 54", "ZX 100"]),
    "a rating": (Wanted(ratings=("red",)), ["ZX 54"]),
    "two ratings": (Wanted(ratings=("red", "none")), ["ZX 54", "ZX 9", "ZX 100", ""]),
    "a direction": (Wanted(direction="improved"), ["ZX 100"]),
    "no direction": (Wanted(direction="none"), ["ZX 54", ""]),
    "short of the next target": (Wanted(standing="short"), ["ZX 54"]),
    "next target reached": (Wanted(standing="reached"), ["ZX 9", "ZX 100"]),
    "a weaker target": (Wanted(standing="weaker"), ["ZX 9", "ZX 100"]),
    "behind": (Wanted(standing="behind"), ["ZX 54"]),
    "missing": (Wanted(standing="missing"), [""]),
    "two filters at once": (Wanted(supplier="Health", direction="improved"), ["ZX 100"]),
    "two that exclude each other": (Wanted(supplier="Education", set="zz-set"), []),
}


@pytest.mark.parametrize(("wanted", "found"), FILTERS.values(), ids=FILTERS.keys())
def test_a_list_holds_what_was_asked_for(
    wanted: Wanted, found: list[str], catalogue: None
) -> None:
    listed = build_list(wanted, as_of=DAY)

    assert names(listed.lines) == found
    assert listed.total == 4


SORTINGS = {
    "order": ["ZX 54", "ZX 9", "ZX 100", ""],
    "ref": ["ZX 9", "ZX 54", "ZX 100", ""],
    "rating": ["ZX 54", "ZX 9", "ZX 100", ""],
    "direction": ["ZX 9", "ZX 100", "ZX 54", ""],
    "supplier": ["", "ZX 9", "ZX 54", "ZX 100"],
}


@pytest.mark.parametrize("sort", SORTINGS)
def test_a_list_is_sorted_as_asked(sort: str, catalogue: None) -> None:
    assert names(build_list(Wanted(sort=sort), as_of=DAY).lines) == SORTINGS[sort]


def test_a_list_counts_every_rating_of_what_fits_whatever_rating_is_shown(
    catalogue: None,
) -> None:
    listed = build_list(Wanted(supplier="Health", ratings=("red",)), as_of=DAY)

    assert (listed.counts.red, listed.counts.none, len(listed.lines)) == (1, 1, 1)


def test_the_suppliers_to_choose_are_those_of_the_day_shown(catalogue: None) -> None:
    later = make_indicator(
        supplier="A later supplier", paper=make_paper(published_on=date(2003, 4, 15))
    )
    now = dict(supplier_choices(every_line(as_of=DAY)))

    assert later.supplier not in now
    assert later.supplier in dict(supplier_choices(every_line(as_of=date(2003, 4, 15))))
    assert "Health" in now


def test_a_figure_missing_after_an_earlier_one_is_found_as_missing() -> None:
    indicator = make_indicator(ref="ZZ 1")
    make_outturn(indicator, BEFORE, "80")
    make_outturn(indicator, QUARTER, None)

    assert names(build_list(Wanted(standing="missing"), as_of=DAY).lines) == ["ZZ 1"]
    line = line_of(indicator)
    assert (line.latest.words, line.missing.words) == ("80%", "Blank in the source")


# --- Due and missing -----------------------------------------------------------------------------


def due(*, as_of: date) -> list[tuple[str, str]]:
    """Return each missing figure as its reference and period."""
    return [(each.head.ref, each.period.slug) for each in build_due_page(as_of=as_of).figures]


ENDS = {
    "a quarter": ({}, date(2002, 3, 31), "2001-2002-q4"),
    "a quarter inside the year": ({}, date(2001, 12, 31), "2001-2002-q3"),
    "a month": ({"frequency": "monthly"}, date(2002, 2, 28), "february-2002"),
    "a financial year": ({"frequency": "annual"}, date(2002, 3, 31), "2001-2002"),
    "an academic year": (
        {"frequency": "annual", "year_type": "academic"},
        date(2002, 8, 31),
        "academic-2001-2002",
    ),
    "a calendar year": (
        {"frequency": "annual", "year_type": "calendar"},
        date(2001, 12, 31),
        "calendar-2001",
    ),
    "a snapshot": (
        {"frequency": "annual", "year_type": "snapshot"},
        date(2002, 3, 31),
        "31-march-2002",
    ),
}


@pytest.mark.parametrize(("fields", "ends_on", "slug"), ENDS.values(), ids=ENDS.keys())
def test_a_figure_is_due_on_the_day_after_its_period_ended(
    fields: dict[str, str], ends_on: date, slug: str
) -> None:
    make_indicator(ref="ZZ 1", **fields)

    assert ("ZZ 1", slug) not in due(as_of=ends_on)
    assert ("ZZ 1", slug) in due(as_of=ends_on + timedelta(days=1))


def test_a_figure_that_is_there_is_not_due() -> None:
    indicator = make_indicator(ref="ZZ 1")
    assert due(as_of=DAY) == [("ZZ 1", "2001-2002"), ("ZZ 1", "2001-2002-q4")]

    make_outturn(indicator, QUARTER)
    assert due(as_of=DAY) == [("ZZ 1", "2001-2002")]
    make_outturn(indicator, YEAR)
    assert due(as_of=DAY) == []


def test_a_figure_published_later_was_due_until_then() -> None:
    indicator = make_indicator(ref="ZZ 1", frequency="annual")
    make_outturn(indicator, YEAR, published_on=DAY)

    assert due(as_of=DAY - timedelta(days=1)) == [("ZZ 1", "2001-2002")]
    assert due(as_of=DAY) == []


@pytest.mark.parametrize(
    ("reason", "is_answered"),
    [
        ("not applicable", True),
        ("new indicator", True),
        ("not yet introduced", True),
        ("to be set", True),
        ("no survey", True),
        ("suppressed", True),
        ("blank in the source", False),
    ],
)
def test_a_reason_for_no_value_is_an_answer_and_a_blank_is_none(
    reason: str, is_answered: bool
) -> None:
    indicator = make_indicator(frequency="annual")
    make_outturn(indicator, YEAR, None, no_value_reason=reason)

    assert (due(as_of=DAY) == []) is is_answered


def test_an_indicator_is_due_until_its_successor_is_in_use() -> None:
    successor = make_indicator(ref="NEW", paper=make_paper(published_on=DAY), frequency="annual")
    make_indicator(ref="OLD", succeeded_by=successor, frequency="annual")

    assert due(as_of=DAY - timedelta(days=1)) == [("OLD", "2001-2002")]
    assert due(as_of=DAY) == [("NEW", "2001-2002")]


def test_what_is_due_names_the_last_figure_and_how_long_ago_the_period_ended() -> None:
    indicator = make_indicator(frequency="annual")
    make_outturn(indicator, "2000/2001", "70")

    (line,) = build_due_page(as_of=DAY).figures

    assert (line.last.words, line.last.period) == ("70%", "2000/2001")
    assert (line.days, line.lateness) == (15, "ended 15 days ago")


def test_the_periods_of_what_is_due_stand_newest_first() -> None:
    make_indicator(ref="MONTH", frequency="monthly")
    make_indicator(ref="CALENDAR", frequency="annual", year_type="calendar")

    periods = build_due_page(as_of=date(2002, 5, 20)).periods

    assert [(period.slug, names(lines)) for period, lines in periods] == [
        ("april-2002", ["MONTH"]),
        ("2001-2002-q4", ["MONTH"]),
        ("2001-2002", ["MONTH"]),
        ("calendar-2001", ["CALENDAR"]),
    ]


def targets_due(*, as_of: date) -> list[DueLine]:
    """Return the years without a target."""
    return list(build_due_page(as_of=as_of).targets)


def test_a_year_without_a_target_is_due_from_its_first_day() -> None:
    indicator = make_indicator(frequency="annual")
    make_target(indicator, YEAR)

    assert targets_due(as_of=date(2002, 3, 31)) == []
    (line,) = targets_due(as_of=date(2002, 4, 1))
    assert (line.period.slug, line.lateness, line.is_target) == ("2002-2003", "began today", True)
    assert line.last.words == "90%"


def test_a_target_that_is_to_be_set_is_an_answer() -> None:
    indicator = make_indicator(frequency="annual")
    make_target(indicator, "2002/2003", None, no_value_reason="to be set")

    assert targets_due(as_of=DAY) == []


# --- Entering ------------------------------------------------------------------------------------


def test_the_choices_count_what_is_reported_and_missing_for_each_period() -> None:
    quarterly = make_indicator()
    make_indicator(frequency="monthly")
    make_indicator(frequency="annual")
    make_outturn(quarterly, QUARTER)

    found = {each.period.slug: each for each in build_choices(as_of=DAY)}

    counts = {slug: (each.reported, each.missing) for slug, each in found.items()}
    assert counts["2001-2002-q4"] == (2, 1)
    assert counts["2001-2002"] == (3, 3)
    assert counts["march-2002"] == (1, 1)
    assert counts["calendar-2001"] == (0, 0)


@pytest.mark.parametrize(
    ("day", "newest"),
    [
        (date(2002, 3, 31), "2001-2002-q3"),
        (date(2002, 4, 1), "2001-2002-q4"),
    ],
    ids=["on its last day", "on the day after"],
)
def test_a_quarter_is_offered_once_it_has_ended(day: date, newest: str) -> None:
    quarters = [
        each.period.slug
        for each in build_choices(as_of=day)
        if each.period.kind is PeriodKind.QUARTER
    ]

    assert quarters[0] == newest
    assert len(quarters) == 4


def test_the_screen_of_a_period_counts_as_its_choice_does() -> None:
    for value in ("80", None):
        make_outturn(make_indicator(), QUARTER, value)
    make_indicator()
    choice = next(each for each in build_choices(as_of=DAY) if each.period == read_period(QUARTER))

    page = build_entry_page(read_period(QUARTER), as_of=DAY)

    assert (len(page.lines), page.missing) == (choice.reported, choice.missing) == (3, 2)


def test_a_line_to_be_entered_shows_the_figure_before_and_the_target_of_the_year() -> None:
    indicator = make_indicator()
    make_outturn(indicator, BEFORE, "70")
    make_target(indicator, YEAR, "75")

    (line,) = build_entry_page(read_period(QUARTER), as_of=DAY).lines

    assert (line.before.words, line.target.words, line.current_cell) == ("70%", "75%", None)


# --- Neighbours ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("period", "verdict", "own"),
    [(YEAR, Verdict.WORSE, "80%"), ("2000/2001", Verdict.NONE, "No figure")],
    ids=["the same period", "another period"],
)
def test_only_figures_of_the_same_period_are_compared(
    period: str, verdict: Verdict, own: str
) -> None:
    indicator = make_indicator(frequency="annual")
    make_outturn(indicator, YEAR, "80")
    make_comparator(indicator, period, "85")

    (beside,) = build_neighbours_page(as_of=DAY).beside

    assert (beside.cell.comparison.verdict, beside.cell.own_words) == (verdict, own)
    assert (beside.cell.words, beside.cell.period) == ("85%", period)


def test_each_group_stands_by_itself_and_its_figures_are_counted() -> None:
    for group in ("England", "The region", "England"):
        make_comparator(make_indicator(), QUARTER, group=f"ZZ {group}")
    region = ComparatorGroup.objects.get(name="ZZ The region")
    Neighbour.objects.create(group=region, name="Shropshire")

    every = build_neighbours_page(as_of=DAY)
    one = build_neighbours_page(as_of=DAY, group=region.slug)

    assert len(every.beside) == 3
    assert [each.cell.group for each in one.beside] == ["ZZ The region"]
    shown = {each.name: (each.figures, each.members) for each in every.groups}
    assert shown["ZZ England"] == (2, ())
    assert shown["ZZ The region"] == (1, ("Shropshire",))


def test_the_verdicts_are_counted() -> None:
    for value in ("70", "80", "80", "90"):
        make_comparator(moved("80", value), QUARTER, "80")

    found = dict(build_neighbours_page(as_of=DAY).verdicts)

    assert (found[Verdict.WORSE], found[Verdict.SAME], found[Verdict.BETTER]) == (1, 2, 1)


def test_a_comparator_without_a_value_stands_beside_nothing() -> None:
    make_comparator(make_indicator(), QUARTER, None)

    assert build_neighbours_page(as_of=DAY).beside == ()


def test_a_comparator_is_known_from_the_day_of_its_publication() -> None:
    make_comparator(make_indicator(), QUARTER, published_on=DAY)

    found = [
        len(build_neighbours_page(as_of=day).beside) for day in (DAY - timedelta(days=1), DAY)
    ]
    assert found == [0, 1]


# --- One indicator -------------------------------------------------------------------------------


def test_each_period_has_one_row_with_all_its_figures() -> None:
    indicator = make_indicator(frequency="annual")
    make_outturn(indicator, "2000/2001", "70")
    make_outturn(indicator, YEAR, "80")
    make_target(indicator, YEAR, "75")
    make_target(indicator, "2002/2003", "85")
    make_comparator(indicator, "2000/2001", "72")

    page = build_indicator_page(indicator.slug, as_of=DAY)

    assert [
        (
            row.slug,
            row.outturn and row.outturn.words,
            row.target and row.target.words,
            [cell and cell.words for cell in row.comparators],
        )
        for row in page.rows
    ] == [
        ("2000-2001", "70%", None, ["72%"]),
        ("2001-2002", "80%", "75%", [None]),
        ("2002-2003", None, "85%", [None]),
    ]
    assert [row.slug for row in page.rows_with_outturn] == ["2000-2001", "2001-2002"]


def test_both_labels_stand_where_the_paper_prints_another_year() -> None:
    indicator = make_indicator(frequency="annual", year_type="academic")
    make_outturn(indicator, "academic 2000/2001", period_as_printed="2001-2002")

    (row,) = build_indicator_page(indicator.slug, as_of=DAY).rows

    assert row.label == "academic year 2000/2001"
    assert row.both_labels == "academic year 2000/2001 (printed under 2001-2002)"


def test_every_figure_that_was_published_stays_on_the_page_newest_first(
    make_user: Callable[..., User],
) -> None:
    indicator = make_indicator()
    writer = make_user(Role.PERFORMANCE_OFFICER)
    make_outturn(indicator, QUARTER, "80", paper=make_paper(title="A digest"), place="page 3")
    make_outturn(indicator, QUARTER, "78", published_on=DAY, recorded_by=writer)

    page = build_indicator_page(indicator.slug, as_of=DAY)

    assert [(each.words, each.who, each.is_in_force) for each in page.versions] == [
        ("78%", writer.name, True),
        ("80%", "A digest, page 3", False),
    ]
    assert page.restatements == 1
    assert page.rows[0].outturn.restated == 1


def test_a_series_is_not_joined_across_a_changed_definition() -> None:
    indicator = make_indicator(frequency="annual")
    for year, value in (("1999/2000", "60"), ("2000/2001", "70"), (YEAR, "80")):
        make_outturn(indicator, year, value)
    DefinitionChange.objects.create(
        indicator=indicator, changed_on=date(2001, 4, 1), words="it counts days now"
    )

    page = build_indicator_page(indicator.slug, as_of=DAY)

    assert [row.breaks for row in page.rows] == ["", "", "it counts days now"]
    assert [point.starts_new_series for point in page.chart.points] == [False, False, True]
    movement = page.line.movement
    assert (movement.direction, movement.arrow) == (Direction.NONE, "")
    assert movement.reason == "not compared: the definition changed (it counts days now)"


@pytest.mark.parametrize(
    ("changed_on", "direction"),
    [
        (date(2001, 3, 31), Direction.IMPROVED),
        (date(2001, 4, 1), Direction.NONE),
        (date(2002, 3, 31), Direction.NONE),
        (date(2002, 4, 1), Direction.IMPROVED),
    ],
    ids=["last day of the first", "day after", "last day of the second", "after both"],
)
def test_a_change_parts_the_periods_that_end_on_either_side_of_it(
    changed_on: date, direction: Direction
) -> None:
    indicator = make_indicator(frequency="annual")
    make_outturn(indicator, "2000/2001", "70")
    make_outturn(indicator, YEAR, "80")
    DefinitionChange.objects.create(indicator=indicator, changed_on=changed_on, words="Another")

    page = build_indicator_page(indicator.slug, as_of=DAY)

    assert page.line.movement.direction is direction
    assert page.chart.points[1].starts_new_series is (direction is Direction.NONE)


def test_a_small_cohort_has_neither_colour_nor_arrow_and_shows_its_numbers() -> None:
    indicator = make_indicator(frequency="annual")
    make_outturn(indicator, "2000/2001", "50", numerator=6, denominator=12)
    make_outturn(indicator, YEAR, "14.3", numerator=1, denominator=7)
    make_target(indicator, YEAR, "20")

    line = line_of(indicator)

    assert (line.rating.rag, line.movement.arrow) == (Rag.NONE, "")
    assert (line.latest.words, line.latest.cohort) == ("14.3%", "1 of 7")


def test_a_page_is_that_of_its_day() -> None:
    indicator = make_indicator()
    make_outturn(indicator, BEFORE, "70")
    make_outturn(indicator, QUARTER, "80", published_on=DAY)
    make_commentary(indicator, BEFORE, written_on=DAY)

    before = build_indicator_page(indicator.slug, as_of=DAY - timedelta(days=1))

    assert (before.line.latest.words, len(before.versions)) == ("70%", 1)
    assert before.commentaries == ()


def test_an_approval_is_not_known_before_its_day() -> None:
    indicator = make_indicator()
    make_commentary(indicator, QUARTER, approved_on=DAY, approved_by_name="A director")

    shown = [
        build_indicator_page(indicator.slug, as_of=day).commentaries[0]
        for day in (DAY - timedelta(days=1), DAY)
    ]

    assert [(each.approved_by, each.approved_on) for each in shown] == [
        ("", None),
        ("A director", DAY),
    ]


def test_an_unknown_indicator_has_no_page() -> None:
    with pytest.raises(Indicator.DoesNotExist):
        build_indicator_page("zz-404", as_of=DAY)


# --- Judgements ----------------------------------------------------------------------------------


def make_scheme(slug: str, *grades: str, best: str, order: int = 0) -> JudgementScheme:
    """Make a scheme with its grades, best first, each as ``4: outstanding``."""
    scheme = JudgementScheme.objects.create(slug=slug, name=slug, best=best, order=order)
    for place, words in enumerate(grades, start=1):
        code, _, label = words.partition(": ")
        Grade.objects.create(scheme=scheme, code=code, label=label, order=place)
    return scheme


def judge(scheme: JudgementScheme, code: str, period: str, **fields: Any) -> Judgement:
    """Make a judgement of one area."""
    defaults = {"area": "Children", "as_written": code, "place": "page 1"}
    paper = fields.pop("paper", None) or make_paper()
    return Judgement.objects.create(
        scheme=scheme,
        grade=scheme.grades.get(code=code),
        period=period,
        paper=paper,
        **defaults | fields,
    )


@pytest.fixture
def apa() -> JudgementScheme:
    """The annual performance assessment: 4 is best."""
    grades = ("4: outstanding", "3: good", "2: adequate", "1: inadequate")
    return make_scheme("zz-apa", *grades, best="highest")


@pytest.fixture
def ofsted() -> JudgementScheme:
    """Inspections of schools: 1 is best."""
    grades = ("1: outstanding", "2: good", "3: satisfactory", "4: inadequate")
    return make_scheme("zz-ofsted", *grades, best="lowest", order=1)


def tables(*, as_of: date = DAY) -> dict[str, SchemeTables]:
    """Return the tables of each scheme that anything was judged under."""
    return {each.slug: each for each in build_judgements_page(as_of=as_of).schemes}


CHANGES = [
    ("2", "3", "Better", "Worse"),
    ("3", "2", "Worse", "Better"),
    ("2", "2", *["Unchanged"] * 2),
]


@pytest.mark.parametrize(("before", "now", "by_apa", "by_ofsted"), CHANGES)
def test_a_change_of_grade_is_judged_by_the_order_of_its_own_scheme(
    before: str,
    now: str,
    by_apa: str,
    by_ofsted: str,
    apa: JudgementScheme,
    ofsted: JudgementScheme,
) -> None:
    for scheme in (apa, ofsted):
        judge(scheme, before, "2000", order=1)
        judge(scheme, now, "2001", order=2)

    found = tables()

    assert [found[slug].histories[0].change for slug in ("zz-apa", "zz-ofsted")] == [
        by_apa,
        by_ofsted,
    ]


def test_two_schemes_never_share_a_table(apa: JudgementScheme, ofsted: JudgementScheme) -> None:
    judge(apa, "4", "2000")
    judge(ofsted, "4", "2001")

    found = tables()

    words = {
        slug: [cell.words for row in table.histories for cell in row.cells]
        for slug, table in found.items()
    }
    assert words == {"zz-apa": ["4: outstanding"], "zz-ofsted": ["4: inadequate"]}
    assert found["zz-apa"].direction == "The highest number is best"
    assert found["zz-ofsted"].direction == "The lowest number is best"
    assert (found["zz-apa"].periods, found["zz-ofsted"].periods) == (("2000",), ("2001",))


def test_a_period_without_a_judgement_is_left_empty(apa: JudgementScheme) -> None:
    judge(apa, "3", "2000", order=1)
    judge(apa, "2", "2001", area="Schools", order=2)

    rows = {each.area: each.cells for each in tables()["zz-apa"].histories}

    assert [cell and cell.code for cell in rows["Children"]] == ["3", None]
    assert [cell and cell.code for cell in rows["Schools"]] == [None, "2"]


def test_a_judgement_that_names_strengths_stands_with_them(apa: JudgementScheme) -> None:
    row = judge(apa, "3", "2001", area="Being healthy")
    for kind, text in (("strength", "Low conception rates"), ("improvement", "Waiting times")):
        JudgementPoint.objects.create(judgement=row, kind=kind, order=1, text=text)

    (outcome,) = tables()["zz-apa"].outcomes

    assert (outcome.area, outcome.grade.words) == ("Being healthy", "3: good")
    assert outcome.strengths == ("Low conception rates",)
    assert outcome.improvements == ("Waiting times",)


def test_a_judgement_is_known_from_the_day_of_its_paper(apa: JudgementScheme) -> None:
    judge(apa, "3", "2001", paper=make_paper(published_on=DAY))

    assert tables(as_of=DAY - timedelta(days=1)) == {}
    assert list(tables(as_of=DAY)) == ["zz-apa"]


def test_a_kind_of_setting_without_a_grade_keeps_its_columns(ofsted: JudgementScheme) -> None:
    paper = make_paper()
    for area, counted in (("Primary", {"1": 3, "2": 5, "3": 1, "4": 2}), ("Special", {"2": 4})):
        for code, count in counted.items():
            GradeCount.objects.create(
                grade=ofsted.grades.get(code=code), area=area, count=count, paper=paper
            )

    rows = {each.area: (each.counts, each.total) for each in tables()["zz-ofsted"].counts}

    assert rows["Primary"] == ((3, 5, 1, 2), 11)
    assert rows["Special"] == ((None, 4, None, None), 4)


def test_a_threshold_is_held_against_the_last_outturn_by_the_way_that_is_good() -> None:
    low = moved("12", "11", polarity="low", ref="LOW")
    high = moved("88", "90", ref="HIGH")
    bare = make_indicator(ref="BARE")
    for indicator, level in ((low, 10), (high, 90), (bare, 50)):
        KeyThreshold.objects.create(
            indicator=indicator, level=level, in_force_from=date(2000, 4, 1)
        )

    found = threshold_lines(as_of=DAY)

    assert [(each.name, each.is_missed) for each in found] == [
        ("LOW: 11% against 10%", True),
        ("HIGH: 90% against 90%", False),
        ("BARE: no figure against 50%", False),
    ]


def test_the_threshold_that_came_into_force_last_is_the_one_in_force() -> None:
    indicator = moved("88", "90", ref="HIGH")
    for level, day in ((95, date(2001, 4, 1)), (80, date(2000, 4, 1)), (99, date(2003, 4, 1))):
        KeyThreshold.objects.create(indicator=indicator, level=level, in_force_from=day)

    assert [each.name for each in threshold_lines(as_of=DAY)] == ["HIGH: 90% against 95%"]


# --- The Performance Digest ----------------------------------------------------------------------


def digest(*, as_of: date = DAY) -> Any:
    """Return the Digest of the quarter."""
    return build_digest(read_period(QUARTER), as_of=as_of)


def test_the_digest_stands_under_the_priorities_then_the_rest() -> None:
    Priority.objects.create(plan="zz-plan", number=1, wording="Every child is safe")
    for ref, plan in (("P1", "zz-plan"), ("P2006", "zz-2006"), ("OTHER", "")):
        indicator = make_indicator(ref=ref)
        if plan:
            Purpose.objects.create(indicator=indicator, plan=plan, number=1)

    found = [(each.number, each.title, names(each.entries)) for each in digest().sections]

    assert found == [
        (1, "Every child is safe", ["P1"]),
        (2, OTHERS, ["OTHER"]),
        (3, PLAN_OF_2006, ["P2006"]),
    ]


def test_the_digest_counts_its_sections_as_it_counts_the_whole() -> None:
    off_target()
    moved("80", "70")
    moved("70", "80")
    make_indicator()

    found = digest()

    (section,) = found.sections
    assert found.counts == section.counts
    assert (section.worsened, section.improved, found.without_figure) == (1, 1, 1)
    assert dict(found.directions)[Direction.WORSENED] == 1


def test_the_digest_leaves_later_periods_out() -> None:
    indicator = make_indicator()
    make_outturn(indicator, QUARTER, "80")
    make_outturn(indicator, "Q1 2002/2003", "60")
    day = date(2002, 7, 15)

    (entry,) = digest(as_of=day).entries

    assert (entry.line.latest.words, entry.line.trend) == ("80%", (Decimal(80),))
    assert line_of(indicator, as_of=day).latest.words == "60%"


COMMENTARIES = {
    "nothing approved": ([(QUARTER, None)], None, 1),
    "approved on the day": ([(QUARTER, DAY)], "0", 0),
    "approved on the day after": ([(QUARTER, DAY + timedelta(days=1))], None, 1),
    "a newer one that waits": ([(QUARTER, DAY), (QUARTER, None)], "0", 1),
    "two approved": ([(QUARTER, DAY), (QUARTER, DAY)], "1", 0),
    "on an earlier period": ([(BEFORE, DAY)], "0", 0),
    "on a later period": ([("Q1 2002/2003", DAY)], None, 0),
    "approved out of order": ([(QUARTER, DAY), (BEFORE, DAY)], "0", 0),
}


@pytest.mark.parametrize(
    ("written", "shown", "waiting"), COMMENTARIES.values(), ids=COMMENTARIES.keys()
)
def test_the_digest_prints_the_newest_commentary_that_is_approved(
    written: list[tuple[str, date | None]], shown: str | None, waiting: int
) -> None:
    indicator = make_indicator()
    for number, (period, approved_on) in enumerate(written):
        make_commentary(
            indicator, period, text=f"{number}", approved_on=approved_on, written_on=DAY
        )

    found = digest()

    (entry,) = found.entries
    assert (entry.commentary and entry.commentary.text) == shown
    assert found.waiting == waiting


def test_the_digest_says_what_the_papers_say_of_an_indicator() -> None:
    indicator = make_indicator()
    paper = make_paper(title="A report")
    for slug, text, published in (("zz-1", "It is too high.", paper), ("zz-2", "It fell.", None)):
        statement = Statement.objects.create(
            slug=slug,
            text=text,
            place="page 4",
            paper=published or make_paper(published_on=DAY + timedelta(days=1)),
        )
        statement.indicators.add(indicator)

    (entry,) = digest().entries

    assert (entry.said, entry.said_in) == ("It is too high.", "A report, page 4")


@pytest.mark.parametrize(
    ("numerator", "words"),
    [
        (0, "0%"),
        (1, "Suppressed"),
        (5, "Suppressed"),
        (6, "6%"),
        (94, "94%"),
        (95, "Suppressed"),
        (99, "Suppressed"),
        (100, "100%"),
    ],
)
def test_a_small_count_and_what_would_tell_it_are_kept_out_of_the_digest(
    numerator: int, words: str
) -> None:
    indicator = make_indicator()
    make_outturn(indicator, QUARTER, f"{numerator}", numerator=numerator, denominator=100)

    (entry,) = digest().entries

    assert entry.line.latest.words == words
    assert line_of(indicator).latest.words == f"{numerator}%"
    if words == "Suppressed":
        assert (entry.line.latest.cohort, entry.line.trend) == ("", (None,))
        assert f"{numerator}%" not in entry.line.why


def test_a_small_count_is_kept_out_of_the_figure_before_and_the_direction() -> None:
    indicator = make_indicator()
    make_outturn(indicator, BEFORE, "3", numerator=3, denominator=100)
    make_outturn(indicator, QUARTER, "20", numerator=20, denominator=100)

    (entry,) = digest().entries

    assert entry.line.previous is None
    assert entry.line.movement.direction is Direction.NONE
    assert entry.line.trend == (None, 20)


# --- The RADAR sheet and the corporate exceptions ------------------------------------------------


def in_radar(**fields: Any) -> Indicator:
    """Make an indicator of the monthly set."""
    indicator = make_indicator(frequency="monthly", **fields)
    indicator.sets.add(IndicatorSet.objects.get(slug="radar"))
    return indicator


def test_the_radar_sheet_holds_the_ten_of_its_set_and_no_other() -> None:
    refs = [in_radar(ref=f"R {number}").ref for number in range(10)]
    make_indicator()

    assert names(build_radar(read_period("March 2002"), as_of=DAY).lines) == refs


@pytest.mark.parametrize("as_of", [DAY, date(2002, 7, 20)], ids=["at once", "months later"])
def test_the_radar_sheet_names_what_is_missing_of_its_own_month(as_of: date) -> None:
    for ref, period in (("THERE", "March 2002"), ("MISSING", "February 2002")):
        make_outturn(in_radar(ref=ref), period)

    assert names(build_radar(read_period("March 2002"), as_of=as_of).missing) == ["MISSING"]


def exceptions(*, as_of: date = DAY) -> Any:
    """Return the corporate exceptions of the quarter."""
    return build_corporate_exceptions(read_period(QUARTER), as_of=as_of)


def test_the_corporate_exceptions_hold_what_needs_attention(
    one_of_each: dict[str, list[str]],
) -> None:
    found = exceptions()

    assert names(found.off_target) == one_of_each["off-target"]
    assert names(found.worsening) == one_of_each["worsening"]
    assert names(found.behind) == one_of_each["behind"]
    assert names(found.weaker) == one_of_each["weaker"]
    assert ("EMPTY", "2001-2002-q4") in [
        (each.head.ref, each.period.slug) for each in found.missing
    ]
    assert not found.is_empty


@pytest.mark.parametrize("as_of", [DAY, date(2002, 11, 20)], ids=["at once", "quarters later"])
def test_the_corporate_exceptions_miss_only_what_had_ended_with_the_quarter(as_of: date) -> None:
    indicator = make_indicator(ref="ZZ 1")
    for period in (QUARTER, YEAR, "Q1 2002/2003", "Q2 2002/2003"):
        make_outturn(indicator, period)
    make_outturn(make_indicator(ref="ZZ 2"), YEAR)

    missing = [(each.head.ref, each.period.slug) for each in exceptions(as_of=as_of).missing]

    assert missing == [("ZZ 2", "2001-2002-q4")]


def test_the_corporate_exceptions_miss_nothing_of_an_indicator_that_was_succeeded() -> None:
    make_indicator(ref="OLD", succeeded_by=make_indicator(ref="NEW", frequency="annual"))

    assert names(exceptions().missing) == ["NEW"]


def test_nothing_to_report_is_said_to_be_nothing() -> None:
    indicator = make_indicator(frequency="annual")
    make_outturn(indicator, YEAR)

    assert exceptions().is_empty


def test_a_small_count_is_kept_out_of_the_corporate_exceptions() -> None:
    indicator = make_indicator(ref="ZZ 1")
    make_outturn(indicator, QUARTER, "3", numerator=3, denominator=100)
    make_target(indicator, QUARTER, "90")

    assert names(build_performance(as_of=DAY).attention("off-target").lines) == ["ZZ 1"]
    assert exceptions().off_target == ()
