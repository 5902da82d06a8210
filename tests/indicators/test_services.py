"""The writing verbs: what each records, what it refuses, and what it leaves as it was."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from indicators.measures import NoValue
from indicators.models import Commentary, Indicator, Outturn, OutturnFile, Target
from indicators.outturn_cells import read_file
from indicators.outturn_columns import InRow
from indicators.periods import read_period
from indicators.presenters.digest import build_corporate_exceptions, build_digest
from indicators.presenters.indicator_list import Wanted, build_list
from indicators.presenters.indicator_page import build_indicator_page
from indicators.presenters.performance import build_performance
from indicators.services import commentaries, outturn_files, outturns, targets
from indicators.services.commentaries import AlreadyApproved, OwnCommentary
from indicators.services.outturn_files import FaultyFile, FileLoaded
from indicators.services.outturns import NewFigure, Recorded
from tests.factories import make_commentary, make_indicator, make_outturn, make_target

pytestmark = pytest.mark.django_db

# Before any paper of the council, so that only what is made here is in use.
DAY = date(2002, 4, 15)
LATER = date(2002, 5, 20)
QUARTER = "Q4 2001/2002"


def noon(day: date) -> datetime:
    """Return noon of a day, as something is recorded."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@pytest.fixture
def author(make_user: Callable[..., User]) -> User:
    """Somebody who writes."""
    return make_user(Role.PERFORMANCE_OFFICER)


@pytest.fixture
def director(make_user: Callable[..., User]) -> User:
    """Somebody who approves."""
    return make_user(Role.DIRECTOR)


@pytest.fixture
def indicator() -> Indicator:
    """A percentage that is reported by quarter; high is good."""
    return make_indicator(ref="ZZ 1")


def figure(indicator: Indicator, value: str | None = "80", **fields: Any) -> NewFigure:
    """Return what is said of an indicator's quarter."""
    defaults = {
        "period": read_period(QUARTER),
        "value": None if value is None else Decimal(value),
        "as_written": value or "",
    }
    return NewFigure(indicator=indicator.pk, **defaults | fields)


def record(author: User, *figures: NewFigure, day: date = DAY) -> Recorded:
    """Record figures on a day."""
    return outturns.record_outturns(
        figures=figures, author=author, published_on=day, recorded_at=noon(day)
    )


def receive(author: User, *lines: str, head: str = "reference,period,value,note") -> OutturnFile:
    """Keep the lines of a file."""
    content = "\n".join([head, *lines]).encode()
    return outturn_files.receive_file(
        found=read_file(content, "quarter.csv"),
        filename="quarter.csv",
        sha256="0" * 64,
        is_provisional=False,
        sender=author,
        sent_at=noon(DAY),
    )


def load(file: OutturnFile, author: User, *, day: date = DAY) -> OutturnFile:
    """Load a file on a day."""
    return outturn_files.load_file(file=file, author=author, loaded_on=day, recorded_at=noon(day))


def values_of(indicator: Indicator) -> list[Decimal | None]:
    """Return every value ever recorded of an indicator, oldest first."""
    return list(indicator.outturns.order_by("pk").values_list("value", flat=True))


# --- Outturns ------------------------------------------------------------------------------------


def test_an_outturn_is_kept_with_its_numbers_its_author_its_day_and_the_instant_of_recording(
    indicator: Indicator, author: User
) -> None:
    said = figure(
        indicator,
        "81.5",
        numerator=Decimal(163),
        denominator=Decimal(200),
        note="Two cases are in dispute",
        is_provisional=True,
    )

    assert record(author, said) == Recorded(added=1)
    row = Outturn.objects.get(indicator=indicator)
    assert (row.value, row.numerator, row.denominator) == (Decimal("81.5"), 163, 200)
    assert row.period.span == read_period(QUARTER)
    assert (row.note, row.as_written) == ("Two cases are in dispute", "81.5")
    assert row.is_provisional
    assert (row.recorded_by, row.published_on, row.recorded_at) == (author, DAY, noon(DAY))


def test_another_value_restates_the_figure_in_a_row_of_its_own(
    indicator: Indicator, author: User
) -> None:
    record(author, figure(indicator, "80"))

    assert record(author, figure(indicator, "78"), day=LATER) == Recorded(restated=1)
    assert values_of(indicator) == [80, 78]
    assert indicator.outturns.order_by("pk").first().published_on == DAY


def test_a_figure_restated_twice_on_one_day_is_the_one_recorded_last(
    indicator: Indicator, author: User
) -> None:
    for value in ("80", "78", "79"):
        record(author, figure(indicator, value))

    line = build_indicator_page(indicator.slug, as_of=DAY).line
    assert (line.latest.words, line.latest.restated) == ("79%", 2)


def test_the_value_that_was_in_force_before_a_restatement_can_be_said_again(
    indicator: Indicator, author: User
) -> None:
    record(author, figure(indicator, "80"))
    record(author, figure(indicator, "78"))

    assert record(author, figure(indicator, "80")) == Recorded(restated=1)
    assert values_of(indicator) == [80, 78, 80]


UNCHANGED = {
    "the very same": {},
    "the same number written otherwise": {"value": Decimal("80.00"), "as_written": "80.00%"},
    "a note left out": {"note": ""},
}


@pytest.mark.parametrize("fields", UNCHANGED.values(), ids=UNCHANGED.keys())
def test_a_figure_that_is_in_force_already_writes_nothing(
    fields: dict[str, Any], indicator: Indicator, author: User
) -> None:
    record(author, figure(indicator, note="As audited"))

    repeated = figure(indicator, **{"note": "As audited"} | fields)
    assert record(author, repeated, day=LATER) == Recorded(unchanged=1)
    assert values_of(indicator) == [80]


CHANGED = {
    "another note": {"note": "Audited since"},
    "a numerator": {"numerator": Decimal(8)},
    "a denominator": {"denominator": Decimal(10)},
    "final no more": {"is_provisional": True},
    "a reason instead of the value": {"value": None, "reason": NoValue.NO_SURVEY},
}


@pytest.mark.parametrize("fields", CHANGED.values(), ids=CHANGED.keys())
def test_anything_else_said_of_a_period_is_a_restatement(
    fields: dict[str, Any], indicator: Indicator, author: User
) -> None:
    record(author, figure(indicator))

    assert record(author, figure(indicator, **fields), day=LATER) == Recorded(restated=1)
    assert indicator.outturns.count() == 2


def test_a_reason_is_recorded_where_there_is_no_value(indicator: Indicator, author: User) -> None:
    record(author, figure(indicator, None, reason=NoValue.NO_SURVEY))

    row = Outturn.objects.get(indicator=indicator)
    assert (row.value, row.no_value_reason) == (None, "no survey")


def test_figures_of_several_indicators_are_added_restated_and_left_in_one_go(
    author: User,
) -> None:
    new, moved, same = (make_indicator() for _ in range(3))
    record(author, figure(moved, "70"), figure(same, "60"))

    recorded = record(author, figure(new), figure(moved, "71"), figure(same, "60"), day=LATER)

    assert recorded == Recorded(added=1, restated=1, unchanged=1)
    assert recorded.changed == 2


@pytest.mark.parametrize(
    "wrong",
    [{"value": None}, {"denominator": Decimal(0)}, {"value": Decimal("1e10")}],
    ids=["neither value nor reason", "a share of nothing", "more than a column holds"],
)
def test_one_figure_that_cannot_be_kept_keeps_all_the_others_out(
    wrong: dict[str, Any], indicator: Indicator, author: User
) -> None:
    faulty = make_indicator()

    with pytest.raises((ValidationError, IntegrityError)):
        record(author, figure(indicator), figure(faulty, **wrong))

    assert not Outturn.objects.filter(indicator__in=[indicator, faulty]).exists()


# --- As at an earlier day ------------------------------------------------------------------------


def test_a_later_restatement_leaves_every_earlier_report_as_it_was(
    indicator: Indicator, author: User
) -> None:
    make_target(indicator, QUARTER, "75")
    record(author, figure(indicator, "80"))
    before = reports_of(indicator, as_of=DAY)
    record(author, figure(indicator, "60"), day=LATER)

    assert reports_of(indicator, as_of=DAY) == before
    ratings = [build_performance(as_of=day).counts for day in (DAY, LATER)]
    assert [(each.green, each.red) for each in ratings] == [(1, 0), (0, 1)]


def reports_of(indicator: Indicator, *, as_of: date) -> list[object]:
    """Return every report as at a day; on which later day more is known is no part of it."""
    return [
        replace(build_performance(as_of=as_of), next_known_on=None),
        build_digest(read_period(QUARTER), as_of=as_of),
        build_corporate_exceptions(read_period(QUARTER), as_of=as_of),
        build_indicator_page(indicator.slug, as_of=as_of),
        build_list(Wanted(), as_of=as_of).lines,
    ]


def test_a_commentary_approved_later_leaves_an_earlier_digest_as_it_was(
    indicator: Indicator, director: User
) -> None:
    commentary = make_commentary(indicator, QUARTER)
    before = build_digest(read_period(QUARTER), as_of=DAY)
    commentaries.approve_commentary(commentary=commentary, approver=director, approved_on=LATER)

    assert build_digest(read_period(QUARTER), as_of=DAY) == before
    assert before.waiting == 1
    assert build_digest(read_period(QUARTER), as_of=LATER).waiting == 0


def test_a_target_set_later_is_not_known_before(indicator: Indicator, author: User) -> None:
    record(author, figure(indicator, "80"))
    targets.set_target(
        indicator=indicator,
        period=read_period(QUARTER),
        value=Decimal(90),
        note="",
        author=author,
        set_on=LATER,
        recorded_at=noon(LATER),
    )

    known = [build_indicator_page(indicator.slug, as_of=day).line for day in (DAY, LATER)]
    assert [line.rating.rag for line in known] == ["none", "red"]


# --- Files ---------------------------------------------------------------------------------------


def test_a_file_is_kept_as_it_was_sent(author: User) -> None:
    file = receive(author, "ZZ 1,Q4 2001/02,eighty,", "ZZ 9,,80,Late")

    assert [InRow(**row) for row in file.rows] == [
        InRow(line=2, reference="ZZ 1", period="Q4 2001/02", value="eighty"),
        InRow(line=3, reference="ZZ 9", period="", value="80", note="Late"),
    ]
    assert (file.sent_by, file.sent_by_name, file.loaded_on) == (author, author.name, None)


def test_a_file_is_loaded_whole_and_says_what_came_of_it(
    indicator: Indicator, author: User
) -> None:
    other = make_indicator(ref="ZZ 2")
    make_outturn(other, QUARTER, "70")
    file = receive(author, "ZZ 1,Q4 2001/02,80%,As audited", "ZZ 2,Q4 2001/02,71,")

    loaded = load(file, author)

    assert (loaded.added, loaded.restated, loaded.unchanged) == (1, 1, 0)
    assert (loaded.loaded_on, loaded.loaded_by_name) == (DAY, author.name)
    row = Outturn.objects.get(indicator=indicator)
    assert (row.value, row.as_written, row.note) == (80, "80%", "As audited")
    assert values_of(other) == [70, 71]


def test_the_same_file_twice_changes_nothing(indicator: Indicator, author: User) -> None:
    line = "ZZ 1,Q4 2001/02,80,As audited"
    load(receive(author, line), author)
    before = list(Outturn.objects.filter(indicator=indicator).values())

    again = load(receive(author, line), author, day=LATER)

    assert (again.added, again.restated, again.unchanged) == (0, 0, 1)
    assert list(Outturn.objects.filter(indicator=indicator).values()) == before


@pytest.mark.parametrize(
    "faulty",
    ["ZZ 404,Q4 2001/02,80,", "ZZ 2,2001,80,", "ZZ 2,Q4 2001/02,101,", "ZZ 2,Q4 2001/02,n/a,"],
    ids=["an unknown reference", "another kind of period", "over 100", "a word"],
)
def test_a_file_with_one_faulty_line_loads_nothing(
    faulty: str, indicator: Indicator, author: User
) -> None:
    make_indicator(ref="ZZ 2")
    file = receive(author, "ZZ 1,Q4 2001/02,80,", faulty)

    with pytest.raises(FaultyFile):
        load(file, author)

    assert values_of(indicator) == []
    file.refresh_from_db()
    assert (file.loaded_on, file.added) == (None, 0)


def test_a_value_of_more_decimals_than_are_kept_is_no_surprise_to_the_loader(
    indicator: Indicator, author: User
) -> None:
    file = receive(author, "ZZ 1,Q4 2001/02,81.16666667,")

    load(file, author)

    row = Outturn.objects.get(indicator=indicator)
    assert (row.value, row.as_written) == (Decimal("81.1667"), "81.16666667")
    again = load(receive(author, "ZZ 1,Q4 2001/02,81.16666667,"), author, day=LATER)
    assert again.unchanged == 1


def test_a_file_is_loaded_once(indicator: Indicator, author: User) -> None:
    file = receive(author, "ZZ 1,Q4 2001/02,80,")
    load(file, author)

    with pytest.raises(FileLoaded):
        load(file, author, day=LATER)

    file.refresh_from_db()
    assert file.loaded_on == DAY
    assert values_of(indicator) == [80]


def test_a_correction_is_noted_with_the_words_that_were_there(
    indicator: Indicator, author: User
) -> None:
    file = receive(author, "ZZ 1,Q4 2001/02,eighty,Late", "ZZ 1,Q3 2001/02,79,")

    corrected = outturn_files.correct_file(
        file=file, cells={(2, "value"): "80", (2, "note"): "Late", (3, "value"): "79"}
    )

    assert corrected.corrections == [
        {"line": 2, "column": "value", "before": "eighty", "after": "80"}
    ]
    assert [row["value"] for row in corrected.rows] == ["80", "79"]
    assert load(corrected, author).added == 2


def test_a_second_correction_of_a_cell_leaves_the_first_on_record(author: User) -> None:
    file = receive(author, "ZZ 1,Q4 2001/02,eighty,")
    for words in ("80 or so", "80"):
        outturn_files.correct_file(file=file, cells={(2, "value"): words})

    file.refresh_from_db()
    assert [(each["before"], each["after"]) for each in file.corrections] == [
        ("eighty", "80 or so"),
        ("80 or so", "80"),
    ]


def test_a_loaded_file_is_corrected_no_more(indicator: Indicator, author: User) -> None:
    file = receive(author, f"{indicator.ref},Q4 2001/02,80,")
    load(file, author)

    with pytest.raises(FileLoaded):
        outturn_files.correct_file(file=file, cells={(2, "value"): "90"})

    file.refresh_from_db()
    assert (file.rows[0]["value"], file.corrections) == ("80", [])


# --- Targets -------------------------------------------------------------------------------------


def set_target(indicator: Indicator, author: User, value: str, *, day: date = DAY) -> Target:
    """Set a target on a day."""
    return targets.set_target(
        indicator=indicator,
        period=read_period("2002/2003"),
        value=Decimal(value),
        note="Agreed by the board",
        author=author,
        set_on=day,
        recorded_at=noon(day),
    )


def test_a_target_is_kept_with_its_author_and_its_day(indicator: Indicator, author: User) -> None:
    target = set_target(indicator, author, "90")
    target.refresh_from_db()

    assert (target.value, target.note) == (90, "Agreed by the board")
    assert target.period.span == read_period("2002/2003")
    assert (target.recorded_by, target.published_on) == (author, DAY)
    assert target.recorded_at == noon(DAY)


def test_another_target_for_the_year_holds_from_its_day_and_leaves_the_first_on_record(
    indicator: Indicator, author: User
) -> None:
    set_target(indicator, author, "90")
    set_target(indicator, author, "85", day=LATER)

    pages = [build_indicator_page(indicator.slug, as_of=day) for day in (DAY, LATER)]
    assert [page.line.next_target.words for page in pages] == ["90%", "85%"]
    assert indicator.targets.count() == 2


def test_a_target_larger_than_any_figure_is_refused(indicator: Indicator, author: User) -> None:
    with pytest.raises(ValidationError):
        set_target(indicator, author, "1e10")
    assert not indicator.targets.exists()


# --- Commentaries --------------------------------------------------------------------------------


def write(indicator: Indicator, author: User, text: str = "It rose.") -> Commentary:
    """Write a commentary on the quarter."""
    return commentaries.write_commentary(
        indicator=indicator,
        period=read_period(QUARTER),
        text=text,
        author=author,
        written_on=DAY,
        recorded_at=noon(DAY),
    )


def test_a_commentary_is_written_and_waits(indicator: Indicator, author: User) -> None:
    row = write(indicator, author)
    row.refresh_from_db()

    assert (row.text, row.written_by, row.written_by_name) == ("It rose.", author, author.name)
    assert (row.written_on, row.recorded_at) == (DAY, noon(DAY))
    assert (row.approved_on, row.approved_by, row.approved_by_name) == (None, None, "")


def test_another_version_leaves_the_first_on_record(indicator: Indicator, author: User) -> None:
    for text in ("It rose.", "It rose by two."):
        write(indicator, author, text)

    page = build_indicator_page(indicator.slug, as_of=DAY)
    assert [each.text for each in page.commentaries] == ["It rose by two.", "It rose."]


def test_a_commentary_without_words_is_refused(indicator: Indicator, author: User) -> None:
    with pytest.raises(ValidationError):
        write(indicator, author, "")
    assert not Commentary.objects.filter(indicator=indicator).exists()


def test_an_approval_names_who_and_when(
    indicator: Indicator, author: User, director: User
) -> None:
    row = commentaries.approve_commentary(
        commentary=write(indicator, author), approver=director, approved_on=LATER
    )
    row.refresh_from_db()

    assert (row.approved_by, row.approved_by_name, row.approved_on) == (
        director,
        director.name,
        LATER,
    )
    assert row.text == "It rose."


def test_nobody_approves_what_they_wrote(indicator: Indicator, director: User) -> None:
    row = write(indicator, director)

    with pytest.raises(OwnCommentary):
        commentaries.approve_commentary(commentary=row, approver=director, approved_on=LATER)

    row.refresh_from_db()
    assert row.approved_on is None


def test_a_commentary_is_approved_once(
    indicator: Indicator, author: User, director: User, make_user: Callable[..., User]
) -> None:
    row = write(indicator, author)
    commentaries.approve_commentary(commentary=row, approver=director, approved_on=DAY)
    second = make_user(Role.DIRECTOR, email="second.director@test.example")

    with pytest.raises(AlreadyApproved, match=director.name):
        commentaries.approve_commentary(commentary=row, approver=second, approved_on=LATER)

    row.refresh_from_db()
    assert (row.approved_by, row.approved_on) == (director, DAY)
