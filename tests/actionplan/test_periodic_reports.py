"""Weekly, exception and highlight reports: drafted from the record, edited, issued, kept."""

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pypdfium2
import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from actionplan.models import Action, PeriodicReport, PeriodicReportDocument, Plan
from actionplan.periodic_contents import (
    Contents,
    Given,
    GivenLine,
    GivenList,
    StandingRow,
    parts_of,
    what_changed,
)
from actionplan.periodic_json import contents_of, given_of, in_json
from actionplan.periodic_kinds import RULES, clip, usual_period
from actionplan.periodic_kinds import PeriodicKind as Kind
from actionplan.periodic_kinds import ReportPeriod as Period
from actionplan.periodic_lists import LISTS
from actionplan.periodic_lists import PeriodicPart as Part
from actionplan.periodic_paper import left_out_to_fit, lines_taken, room_left, without
from actionplan.presenters.periodic_given import build_given
from actionplan.presenters.periodic_reports import IssuedReport
from actionplan.presenters.plans import build_plan_head
from actionplan.services.standings import rebuild_standings
from actionplan.tasks import print_periodic_report
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.lib.rag import FOUR, RED
from tests.actionplan.test_exports import table
from tests.conftest import DEMONSTRATION_DAY, shared_rows, user_in
from tests.factories import (
    RECORDED_AT,
    make_action,
    make_by_when,
    make_claim,
    make_periodic_report,
    make_plan,
    make_recommendation,
    make_request,
    make_update,
)
from tests.tools.controls import typed_in
from tests.tools.verapdf import check_pdf_ua

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

REPORTS = "/plans/jar-2005/periodic-reports/"
ISSUED_AT = datetime(2006, 5, 22, 9, 15, tzinfo=UTC)
MAY = Period(first=date(2006, 5, 16), last=DEMONSTRATION_DAY)
TO = {"addressed_to": "Chief Executive", "period_from": "16 May 2006", "period_to": "22 May 2006"}


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="herefordshire_cs.accounts.backends.EmailBackend")
    return client


@pytest.fixture
def writer(director: User) -> Client:
    return browser(director)


@pytest.fixture
def reader(member: User) -> Client:
    return browser(member)


def draft(client: Client, kind: str = "weekly", **typed: str) -> PeriodicReport:
    """Draft a report on the plan of 2006, and return it."""
    answer = client.post(f"{REPORTS}new/{kind}/", TO | typed)
    assert answer.status_code == 302
    return PeriodicReport.objects.latest("pk")


def words_of(client: Client, address: str) -> str:
    """Return the words of the main part of a page, with common spaces."""
    page = client.get(address)
    assert page.status_code == 200
    return page.content.decode().replace("\N{NO-BREAK SPACE}", " ").split("<main")[1]


# Rules


@pytest.mark.parametrize(
    ("kind", "last", "begun", "found"),
    [
        (Kind.WEEKLY, None, date(2006, 1, 2), (date(2006, 5, 16), DEMONSTRATION_DAY)),
        (Kind.HIGHLIGHT, None, date(2006, 1, 2), (date(2006, 4, 22), DEMONSTRATION_DAY)),
        (
            Kind.WEEKLY,
            date(2006, 5, 12),
            date(2006, 1, 2),
            (date(2006, 5, 13), DEMONSTRATION_DAY),
        ),
        (
            Kind.WEEKLY,
            DEMONSTRATION_DAY,
            date(2006, 1, 2),
            (DEMONSTRATION_DAY, DEMONSTRATION_DAY),
        ),
        (Kind.EXCEPTION, None, date(2006, 5, 20), (date(2006, 5, 20), DEMONSTRATION_DAY)),
    ],
)
def test_the_usual_period_follows_what_was_reported_last(
    kind: Kind, last: date | None, begun: date, found: tuple[date, date]
) -> None:
    period = usual_period(kind, today=DEMONSTRATION_DAY, begun=begun, last=last)

    assert (period.first, period.last) == found


def test_the_next_period_has_as_many_days() -> None:
    assert Period(first=MAY.first, last=MAY.last).next == Period(
        first=date(2006, 5, 23), last=date(2006, 5, 29)
    )
    one = Period(first=MAY.last, last=MAY.last)
    assert (one.next.first, one.next.last) == (date(2006, 5, 23), date(2006, 5, 23))


@pytest.mark.parametrize(
    ("words", "limit", "found"),
    [
        ("Short", 10, "Short"),
        ("Two\n lines  of it", 20, "Two lines of it"),
        ("Cut between two words", 14, "Cut between…"),
        ("Unbreakableword", 8, "Unbreak…"),
        ("No stop before the cut. And more", 25, "No stop before the cut…"),
        ("", 5, ""),
    ],
)
def test_words_are_cut_between_words(words: str, limit: int, found: str) -> None:
    assert clip(words, limit) == found
    assert len(clip(words, limit)) <= limit


@pytest.mark.parametrize(
    ("words", "lines"),
    [("", 0), ("One", 1), ("a" * 92, 1), ("a" * 93, 2), ("a\n\nb", 3), ("a\n" * 5, 5)],
)
def test_how_many_lines_words_take(words: str, lines: int) -> None:
    assert lines_taken(words) == lines


def test_every_list_of_a_kind_is_known_and_every_part_has_words() -> None:
    assert {name for rule in RULES.values() for name in rule.lists} == set(LISTS)
    empty = given(lists=[])
    assert [empty.words(part) for part in Part][1:] == [
        "Nothing is recorded as done in the period.",
        "Nothing is recorded as slipped.",
        "Nothing is due in the next period.",
        "Nothing waits for an answer.",
    ]


def given(
    *, lists: list[GivenList], before: int | None = 3, taken_on: date = DEMONSTRATION_DAY
) -> Given:
    standing = tuple(StandingRow(level=level, before=before, now=3) for level in FOUR.levels)
    return Given(taken_on=taken_on, period=MAY, standing=standing, lists=tuple(lists))


def red_list(count: int = 1, **fields: str) -> GivenList:
    line = GivenLine(key="red-1.1", reference="1.1", text="Do it", said="3 days past", level=RED)
    return GivenList(name="red", count=count, lines=(replace(line, **fields),))


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        (given(lists=[red_list()]), given(lists=[red_list()]), ()),
        # Another day makes each red a day later, which is no news.
        (given(lists=[red_list()]), given(lists=[red_list(said="4 days past")]), ()),
        (given(lists=[]), given(lists=[red_list()]), ("0 then, 1 now", "new: 1.1 Do it")),
        (given(lists=[red_list()]), given(lists=[red_list(2, text="Do that")]),
         ("1 then, 2 now", "otherwise: 1.1 Do that")),
        (given(lists=[red_list()]), given(lists=[GivenList(name="red", count=0, lines=())]),
         ("1 then, 0 now", "no longer: 1.1 Do it")),
    ],
)  # fmt: skip
def test_what_changed_since_the_draft(before: Given, now: Given, said: tuple[str, ...]) -> None:
    found = what_changed(before, now, Part.SLIPPED)

    assert len(found) == len(said)
    assert all(words in line for words, line in zip(said, found, strict=True))


def test_ratings_that_changed_are_told_and_those_from_before_the_plan_are_not() -> None:
    same, later = given(lists=[]), given(lists=[], taken_on=date(2006, 5, 23))

    assert what_changed(same, same, Part.SUMMARY) == ()
    assert "On 23\N{NO-BREAK SPACE}May 2006" in what_changed(same, later, Part.SUMMARY)[0]
    assert "So it was on 15" in same.words(Part.SUMMARY)
    assert "15" not in given(lists=[], before=None).words(Part.SUMMARY)


def test_a_report_goes_into_json_and_comes_back_the_same() -> None:
    what = given(lists=[red_list()])
    report = as_read(Kind.WEEKLY, what)

    assert given_of(in_json(what)) == what
    assert contents_of(in_json(report)) == report
    assert contents_of(in_json(replace(report, issued_on=None, issued_at=None))).issued_on is None


def as_read(kind: Kind, what: Given, words: str = "Words", **fields: Any) -> Contents:
    """Return a report as it is issued on the day."""
    return Contents(
        **{"addressed_to": "The Partnership Board"} | fields,
        kind=kind,
        plan_title="The plan",
        level_name="Recommendation",
        period=what.period,
        taken_on=what.taken_on,
        issued_by="Director",
        issued_on=DEMONSTRATION_DAY,
        issued_at=ISSUED_AT,
        standing=what.standing,
        parts=parts_of(what, dict.fromkeys(Part, words), ()),
    )


# What the record gives


@pytest.fixture(scope="module")
def small(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Plan]:
    """A plan with one row for each list of a weekly report, and as many that just miss it."""
    with shared_rows(django_db_blocker):
        yield make_small()


def make_small() -> Plan:
    plan = make_plan(slug="small", starts_on=date(2006, 1, 2))
    head, other = (
        user_in(Role.DIRECTOR, email="a@test.example"),
        user_in(Role.DIRECTOR, email="b@test.example"),
    )
    whole = make_recommendation(plan)
    in_period, before = date(2006, 5, 17), date(2006, 5, 15)
    done, done_before = make_action(whole), make_action(whole)  # 1.1, 1.2
    make_update(done, reported_on=in_period, status="completed")
    make_update(done_before, reported_on=before, status="completed")
    said, said_before, taken_back = (make_action(whole) for _ in range(3))  # 1.3, 1.4, 1.5
    make_update(said, reported_on=in_period)
    make_update(said_before, reported_on=before)
    row = make_update(taken_back, reported_on=in_period)
    row.withdrawn_on, row.withdrawal_reason = in_period, "Of another action"
    row.save()
    make_action(whole, latest=date(2006, 5, 18))  # 1.6 passed in the period
    make_action(whole, latest=date(2006, 5, 15))  # 1.7 passed before it
    moved = make_action(whole, latest=date(2006, 5, 1))  # 1.8
    make_by_when(moved, latest=date(2006, 9, 30), holds_from=in_period)
    moved_before = make_action(whole, latest=date(2006, 5, 1))  # 1.9
    make_by_when(moved_before, latest=date(2006, 9, 30), holds_from=before)
    make_action(whole, latest=date(2006, 5, 23))  # 1.10 due on the first day of the next
    make_action(whole, latest=date(2006, 5, 29))  # 1.11 and on the last
    make_action(whole, latest=date(2006, 5, 30))  # 1.12 after it
    make_action(whole, latest=DEMONSTRATION_DAY)  # 1.13 due today
    asked, claimed = make_action(whole), make_action(whole)  # 1.14, 1.15
    make_request(asked, asked_by=head, approver=other)
    make_claim(claimed, asked_by=head, approver=other)
    met = make_action(whole)  # 1.16
    for text, latest, is_met in (("A", before, True), ("B", date(2006, 5, 24), False)):
        stone = met.milestones.create(
            order=1 + met.milestones.count(), text=text, latest=latest, by_when_as_written="May"
        )
        if is_met:
            stone.completions.create(
                completed_on=before, author=head, recorded_on=in_period, recorded_at=RECORDED_AT
            )
    note = make_update(make_action(whole), reported_on=date(2006, 3, 1))  # 1.17
    for order, day in enumerate((date(2006, 5, 25), date(2006, 5, 2), date(2006, 6, 9))):
        note.action.promises.create(
            update=note, order=order, words="By then", as_written="then", earliest=day, latest=day
        )
    whole.updates.create(
        reported_on=in_period, counts_from=in_period, recorded_on=in_period,
        narrative="All is well.", recorded_at=RECORDED_AT,
    )  # fmt: skip
    plan.assurance.create(
        took_place_on=in_period, kind="visit", who="SF", scope="Files", findings="None",
        recorded_on=in_period, recorded_at=RECORDED_AT,
    )  # fmt: skip
    rebuild_standings(Action.objects.filter(plan=plan))
    return plan


WEEK = {
    "completed": ["1.1"],
    "met": ["1.16"],
    "reported": ["1.3"],
    "told": [1],
    "looked": [None],
    "passed": ["1.6"],
    "moved": ["1.8"],
    "red": ["1.7", "1.6"],
    "due": ["1.10", "1.16", "1.11"],  # a milestone is a by-when too
    "milestones": ["1.16"],
    "promised": ["1.17"],
    "requests": ["1.14"],
    "claims": ["1.15"],
    "disputed": [],
    "unkept": ["1.17"],
}


@pytest.mark.parametrize("name", WEEK)
def test_a_list_holds_what_falls_into_the_period(name: str, small: Plan) -> None:
    head = build_plan_head(small.slug, as_of=DEMONSTRATION_DAY)
    lists = build_given(head, Kind.WEEKLY, MAY, as_of=DEMONSTRATION_DAY).lists
    found = {each.name: each for each in lists}

    assert list(found) == [each for each in LISTS if each in WEEK]
    lines = [line.reference or line.number for line in found[name].lines]
    assert lines == WEEK[name]
    assert found[name].count == len(WEEK[name])


def test_what_was_recorded_later_is_not_given_on_the_day_before(small: Plan) -> None:
    day = date(2006, 5, 16)
    head = build_plan_head(small.slug, as_of=day)
    what = build_given(head, Kind.WEEKLY, Period(first=day, last=day), as_of=day)

    empty = [each.name for each in what.lists if not each.count]
    assert {"completed", "met", "reported", "told", "looked", "moved"} <= set(empty)


def test_a_draft_costs_as_many_statements_however_much_there_is(small: Plan, jar: Plan) -> None:
    counted = []
    for plan in (small, jar):
        head = build_plan_head(plan.slug, as_of=DEMONSTRATION_DAY)
        with CaptureQueriesContext(connection) as captured:
            build_given(head, Kind.EXCEPTION, MAY, as_of=DEMONSTRATION_DAY)
        counted.append(len(captured))

    assert max(counted) <= 22


# Pages


def test_a_weekly_report_is_drafted_edited_issued_and_kept_as_issued(
    writer: Client,
    reader: Client,
    jar: Plan,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    page = words_of(writer, f"{REPORTS}new/weekly/")
    assert "Chief Executive and Cabinet member for Children" in page
    row = draft(writer, "highlight")
    address = row.get_absolute_url()
    assert reader.get(address).status_code == 404
    assert "In draft" not in words_of(reader, REPORTS)
    assert "In draft" in words_of(writer, REPORTS)

    form = typed_in(writer.get(f"{address}edit/"))
    given = row.what_was_given()
    shown = [
        line.key
        for each in given.of_part(Part.SLIPPED)
        for line in each.lines
        if line.reference != "10.5"
    ]
    typed = form | {"summary": "Most is in hand.\n\nMore next week.", "slipped_shown": shown}
    assert writer.post(f"{address}edit/", typed).status_code == 302
    assert writer.post(f"{address}issue/", typed_in(writer.get(address))).status_code == 302

    issued = words_of(reader, address)
    assert "Most is in hand." in issued
    assert "54 actions are red now." in issued
    slipped = issued.split('id="slipped"')[1].split('id="coming"')[0]
    assert "(4 shown: the longest past)" in slipped
    assert "10.5" not in slipped
    assert "Issued last" in words_of(reader, REPORTS)

    # The record goes on; the report does not, nor does the PDF that is made only now.
    done = Action.objects.get(plan=jar, reference="3.2")
    make_update(done, reported_on=DEMONSTRATION_DAY, status="completed")
    Plan.objects.filter(pk=jar.pk).update(title="Another title")
    with django_capture_on_commit_callbacks(execute=True):
        assert reader.post(f"{address[:-1]}.pdf").status_code == 302
    first = reader.get(f"{address[:-1]}.pdf")
    assert first["Content-Type"] == "application/pdf"
    said = text_of(first.content)
    assert "Most is in hand." in said
    assert "3.2 Draft project plan to be produced" in said
    assert "Another title" not in said
    now = words_of(reader, address)
    assert 'href="/plans/jar-2005/actions/3.2/"' in now
    assert "54 actions are red now." in now
    make_update(done, reported_on=DEMONSTRATION_DAY, narrative="Again")
    with django_capture_on_commit_callbacks(execute=True):
        reader.post(f"{address[:-1]}.pdf")
    assert reader.get(f"{address[:-1]}.pdf").content == first.content
    assert PeriodicReportDocument.objects.count() == 1

    # Nobody writes it again; who tries keeps what they typed.
    late = writer.post(f"{address}edit/", typed | {"summary": "Otherwise", "once": ""})
    assert late.status_code == 200
    again = writer.post(f"{address}edit/", typed_in(late))
    assert "stays as it was issued" in again.content.decode()
    assert "Otherwise" in again.content.decode()
    assert writer.get(f"{address}edit/")["Location"] == address
    assert "Otherwise" not in words_of(reader, address)
    assert writer.post(f"{address}discard/").status_code == 302
    assert PeriodicReport.objects.filter(pk=row.pk).exists()


def text_of(content: bytes) -> str:
    """Return the words of a PDF, in one line."""
    document = pypdfium2.PdfDocument(io.BytesIO(content))
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)


def test_the_record_is_taken_anew_and_edited_words_stay(writer: Client, jar: Plan) -> None:
    row = draft(writer, "exception")
    address = row.get_absolute_url()
    assert "The record changed" not in words_of(writer, address)
    PeriodicReport.objects.filter(pk=row.pk).update(done="By the director.")
    done = Action.objects.get(plan=jar, reference="10.5")
    make_update(done, reported_on=DEMONSTRATION_DAY, status="completed")

    changed = words_of(writer, address)
    assert "Red now: 54 then, 53 now." in changed
    assert "Red now, no longer: 10.5" in changed
    assert "Completed, new: 10.5" in changed
    assert "1 action was completed." in words_of(writer, f"{address}edit/")
    assert writer.post(f"{address}refresh/").status_code == 302

    row.refresh_from_db()
    assert row.done == "By the director."
    assert row.slipped.startswith("53 actions are red now")
    assert "The record changed" not in words_of(writer, address)


def test_a_draft_that_changed_meanwhile_is_not_issued(writer: Client) -> None:
    row = draft(writer)
    address = row.get_absolute_url()
    opened = typed_in(writer.get(address))
    PeriodicReport.objects.filter(pk=row.pk).update(summary="Otherwise")

    told = writer.post(f"{address}issue/", opened, follow=True)

    assert "Somebody changed the draft after you opened it" in told.content.decode()
    row.refresh_from_db()
    assert not row.is_issued
    writer.post(f"{address}issue/", typed_in(told))
    row.refresh_from_db()
    assert row.is_issued
    assert "Somebody issued it meanwhile" in (
        writer.post(f"{address}issue/", follow=True).content.decode()
    )


def test_a_highlight_report_that_does_not_fit_is_not_issued(
    writer: Client, director: User, jar: Plan
) -> None:
    row = make_periodic_report(jar, author=director, on=MAY.first)
    PeriodicReport.objects.filter(pk=row.pk).update(kind="highlight", summary="a\n" * 90)

    told = writer.post(f"{row.get_absolute_url()}issue/", follow=True).content.decode()

    assert "more than the page has room for" in told
    row.refresh_from_db()
    assert not row.is_issued


def test_a_withdrawn_report_stays_and_another_takes_its_place(
    writer: Client, reader: Client
) -> None:
    row = draft(writer)
    address = row.get_absolute_url()
    twin = writer.post(f"{REPORTS}new/weekly/", TO | {"addressed_to": "CHIEF executive"})
    assert "such a report to the same reader" in twin.content.decode()
    assert writer.get(f"{address}withdrawal/").status_code == 404
    writer.post(f"{address}issue/")
    assert (
        "Say what was wrong"
        in writer.post(f"{address}withdrawal/", {"reason": ""}).content.decode()
    )
    writer.post(f"{address}withdrawal/", {"reason": "A wrong figure"})

    page = words_of(reader, address)
    assert "Withdrawn 22 May 2006 by Director: A wrong figure" in page
    assert "54 actions are red now." in page
    listed = words_of(reader, REPORTS)
    assert listed.count("A wrong figure") == 1
    assert "None</span>" in listed.split("The three kinds")[1].split("</table>")[0]
    _columns, (exported,) = table("periodic-reports")
    assert exported["kind"] == "weekly"
    assert exported["slipped"] == "54 actions are red now."
    assert exported["withdrawn"].replace("\N{NO-BREAK SPACE}", " ") in page
    again = writer.post(f"{address}withdrawal/", {"reason": "Twice"})
    assert "Somebody withdrew it meanwhile" in again.content.decode()
    assert draft(writer).pk != row.pk


def test_a_report_is_not_there_before_the_day_of_its_issue(
    writer: Client, reader: Client, jar: Plan
) -> None:
    row = draft(writer)
    address = row.get_absolute_url()
    earlier = "?as_at=2006-05-21"
    assert writer.get(f"{address}{earlier}").status_code == 404
    assert "In draft" not in words_of(writer, f"{REPORTS}{earlier}")
    assert reader.get(f"{address[:-1]}.pdf").status_code == 404
    writer.post(f"{address}issue/")

    assert reader.get(f"{address}{earlier}").status_code == 404
    assert reader.get(f"{address[:-1]}.pdf{earlier}").status_code == 404
    assert "None was issued up to 21 May 2006" in words_of(reader, f"{REPORTS}{earlier}")
    last = "Last issued 22 May 2006"
    assert last in words_of(reader, "/plans/jar-2005/")
    assert last in words_of(reader, "/plans/jar-2005/actions/17.1/")
    assert "None is issued here" in words_of(reader, f"/plans/jar-2005/actions/17.1/{earlier}")
    assert "Reports it speaks of" not in words_of(reader, "/plans/jar-2005/actions/17.2/")


def test_a_draft_is_thrown_away_only_when_that_is_said(
    writer: Client, director: User, jar: Plan
) -> None:
    row = make_periodic_report(jar, author=director, on=MAY.first)
    address = row.get_absolute_url()

    assert "Nobody was given it" in words_of(writer, f"{address}discard/")
    assert PeriodicReport.objects.filter(pk=row.pk).exists()
    assert writer.post(f"{address}discard/")["Location"] == REPORTS
    assert not PeriodicReport.objects.filter(pk=row.pk).exists()
    assert writer.get(address).status_code == 404


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"addressed_to": " "}, "to whom the report is addressed"),
        ({"period_from": "23 May 2006", "period_to": "24 May 2006"}, "has not come yet"),
        ({"period_from": "1 January 2005"}, "before the plan began"),
        ({"period_from": "22 May 2006", "period_to": "16 May 2006"}, "the first day"),
        ({"period_from": "31 02 06"}, "is not a day"),
        ({"period_to": ""}, "last day of the period"),
        ({"addressed_to": "x" * 251}, "At most 250 characters fit; 251 were typed."),
    ],
)
def test_a_period_that_cannot_be_is_refused(
    typed: dict[str, str], said: str, writer: Client
) -> None:
    answer = writer.post(f"{REPORTS}new/weekly/", TO | typed)

    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert not PeriodicReport.objects.exists()


UNFIT: dict[str, list[tuple[dict[str, Any], str]]] = {
    "highlight": [
        ({"summary": "a\n" * 60 + "b"}, "more than the page has room for"),
        ({"asked": "word " * 300}, "write at most 1,000"),
    ],
    "weekly": [
        ({"done": "word " * 1000}, "write at most 4,000"),
        ({"addressed_to": ""}, "to whom the report is addressed"),
        ({"slipped_shown": ["red-99.9"]}, "other lines now"),
    ],
}


@pytest.mark.parametrize("kind", UNFIT)
def test_words_that_do_not_fit_are_refused_and_kept(kind: str, writer: Client) -> None:
    address = f"{draft(writer, kind).get_absolute_url()}edit/"
    opened = typed_in(writer.get(address))

    for typed, said in UNFIT[kind]:
        answer = writer.post(address, {**opened, "once": "", **typed})
        assert answer.status_code == 200
        assert said in answer.content.decode()
        assert all(typed_in(answer).get(name) in (value, None) for name, value in typed.items())


@pytest.mark.parametrize(
    "fields",
    [
        {"addressed_to": ""},
        {"period_to": date(2006, 5, 15)},
        {"period_to": date(2006, 5, 23)},
        {"issued_on": DEMONSTRATION_DAY},
        {"withdrawn_on": DEMONSTRATION_DAY, "withdrawal_reason": "Never issued"},
    ],
)
def test_the_database_refuses_a_report_that_cannot_be(
    fields: dict[str, Any], director: User, jar: Plan
) -> None:
    row = make_periodic_report(jar, author=director, on=date(2006, 5, 16))

    with pytest.raises(IntegrityError), transaction.atomic():
        PeriodicReport.objects.filter(pk=row.pk).update(**fields)


# On paper


@pytest.fixture(scope="module")
def on_paper(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> dict[Kind, bytes]:
    """Each kind of report on the plan of 2006, as it is printed on 22 May 2006."""
    with django_db_blocker.unblock():
        head = build_plan_head("jar-2005", as_of=DEMONSTRATION_DAY)
        found = {}
        for kind in (Kind.WEEKLY, Kind.HIGHLIGHT):  # an exception report is set as a weekly one
            period = usual_period(kind, today=DEMONSTRATION_DAY, begun=head.starts_on, last=None)
            what = build_given(head, kind, period, as_of=DEMONSTRATION_DAY)
            words = {part: what.words(part) for part in Part}
            contents = replace(as_read(kind, what), parts=parts_of(what, words, ()))
            found[kind] = printed(contents)
        return found


def printed(contents: Contents) -> bytes:
    report = IssuedReport(kind=contents.kind, contents=contents)
    return print_periodic_report(report).content


@pytest.mark.document
def test_every_kind_conforms_on_paper(on_paper: dict[Kind, bytes]) -> None:
    assert check_pdf_ua(**{kind.value: content for kind, content in on_paper.items()}) == []


def test_a_highlight_report_of_the_day_is_one_page(on_paper: dict[Kind, bytes]) -> None:
    document = pypdfium2.PdfDocument(io.BytesIO(on_paper[Kind.HIGHLIGHT]))

    assert len(document) == 1
    assert [round(size) for size in document[0].get_size()] == [595, 842]
    said = text_of(on_paper[Kind.HIGHLIGHT])
    assert "54 red, 0 amber, 41 green and 81 not rated" in said
    assert "Issued 22 May 2006 at 10:15" in said


@pytest.mark.parametrize("words", [1, 9, 25])
def test_a_highlight_report_is_one_page_whatever_it_has_to_say(words: int) -> None:
    """Every list full, every line as long as it may be, letters that are wide, a long reader."""
    contents = full_page(words)
    fitting = without(contents, left_out_to_fit(contents))

    assert room_left(fitting) in range(4)
    assert len(pypdfium2.PdfDocument(io.BytesIO(printed(fitting)))) == 1


def full_page(words: int) -> Contents:
    """Return a highlight report with some lines of words in its first part, and all its lists."""
    rule = RULES[Kind.HIGHLIGHT]
    line = GivenLine(
        key="", reference="10.10", text=long(rule.text), lead=long(rule.lead),
        said=long(rule.said),
    )  # fmt: skip
    lists = [
        GivenList(
            name=name,
            count=99_999,
            lines=tuple(replace(line, key=f"{name}-{number}") for number in range(at_most)),
        )
        for name, at_most in rule.lists.items()
    ]
    said = dict.fromkeys(Part, long(92)) | {Part.SUMMARY: "\n".join([long(92)] * words)}
    contents = as_read(Kind.HIGHLIGHT, given(lists=lists), addressed_to=long(250))
    return replace(contents, plan_title=long(200), parts=parts_of(given(lists=lists), said, ()))


def test_words_that_leave_no_room_for_lines_do_not_fit() -> None:
    contents = full_page(50)

    room = room_left(without(contents, left_out_to_fit(contents)))

    assert room is not None
    assert room < 0
    assert room_left(replace(contents, kind=Kind.WEEKLY)) is None


def long(characters: int) -> str:
    """Return words of some length, of letters that are rather wide."""
    return ("Commissioning GOWM " * characters)[:characters].strip()
