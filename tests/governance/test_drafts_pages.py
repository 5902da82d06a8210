"""The pages on which reports are written: who reads what, and nothing typed is lost."""

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext

from governance.models import AgendaItem, Clearance, Meeting, Report
from governance.models.clearance import fetched
from governance.presenters.drafts import build_draft_page
from governance.presenters.register import NotPublic, public_report
from governance.services import clearance
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from tests.governance.rows_of_drafts import (
    begin,
    cast,
    cleared_report,
    may_meeting,
    say,
    text_of,
    write,
)
from tests.pastes import PASTES, STRUCK

pytestmark = pytest.mark.django_db

MARK = "zzsecret"


@pytest.fixture
def people(make_user: Callable[..., User]) -> dict[str, User]:
    return cast(make_user)


def words(response: Any) -> str:
    return unescape(response.content.decode())


def typed(**fields: Any) -> dict[str, Any]:
    """Return what a browser without scripts sends of a Scrutiny report."""
    sent = {"title": "A report", "purpose": "To note.", "considerations": "", "lead_in": "THAT"}
    sent |= {"limbs": "it be noted", "background_papers": "None identified", "seen": "0"}
    return sent | {"own_0_heading": "", "own_0": ""} | fields


# --- Who reads a draft ------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.PARTNER, Role.MEMBER, Role.AUDITOR])
@pytest.mark.parametrize("state", ["draft", "clearance"])
def test_a_draft_is_nowhere_for_those_who_do_not_work_on_drafts(
    state: str,
    role: Role,
    people: dict[str, User],
    make_user: Callable[..., User],
    sign_in: Callable[[User], Client],
) -> None:
    meeting = may_meeting()
    report = begin(people["author"], title="Planned", meeting=meeting)
    write(report, people["author"], text_of(MARK))
    Report.objects.filter(pk=report.pk).update(state=state)
    AgendaItem.objects.create(meeting=meeting, order=99, title="X", kind="report", report=report)
    client = sign_in(make_user(role))
    page = client.get(f"/meetings/{meeting.slug}/")

    assert report.slug not in words(page)
    assert client.get(f"/meetings/{meeting.slug}/reports/{report.slug}/").status_code == 404
    for address in ("", "edit/", "versions/1/"):
        assert client.get(f"/reports/{report.slug}/{address}").status_code == 403
    assert MARK not in words(page)


def test_those_who_work_on_drafts_find_it_at_its_meeting(
    people: dict[str, User], sign_in: Callable[[User], Client]
) -> None:
    meeting = may_meeting()
    report = begin(people["author"], meeting=meeting)
    AgendaItem.objects.create(meeting=meeting, order=99, title="X", kind="report", report=report)

    assert report.slug in words(sign_in(people["other"]).get(f"/meetings/{meeting.slug}/"))


SETTLED = {"draft": False, "clearance": False, "cleared": False, "locked": True}


@pytest.mark.parametrize(("state", "is_open"), SETTLED.items())
def test_the_public_reads_a_report_that_no_pack_holds_only_when_it_is_locked(
    state: str, is_open: bool, people: dict[str, User], client: Client
) -> None:
    meeting = may_meeting()
    report = cleared_report(people, meeting=meeting)
    Report.objects.filter(pk=report.pk).update(state=state)
    AgendaItem.objects.create(meeting=meeting, order=99, title="X", kind="report", report=report)
    Meeting.objects.filter(pk=meeting.pk).update(state="published")

    assert (report.slug in words(client.get(f"/papers/meetings/{meeting.slug}/"))) is is_open
    if is_open:
        assert public_report(meeting.slug, report.slug).title == "A report"
    else:
        with pytest.raises(NotPublic):
            public_report(meeting.slug, report.slug)


# --- Exempt reports ----------------------------------------------------------------------------


def exempt_report(people: dict[str, User]) -> Report:
    """Return an exempt draft with a secret in each part, of which much was said."""
    report = begin(people["author"], title=f"{MARK} title", meeting=may_meeting())
    write(report, people["author"], text_of(f"{MARK} words", limbs=(f"{MARK} limb",)))
    Report.objects.filter(pk=report.pk).update(exempt_paragraph=3, exempt_reason=MARK)
    Clearance.objects.create(
        report=report,
        version=report.versions.get(),
        kind="finance",
        verdict="returned",
        note=MARK,
        given_at=report.versions.get().saved_at,
    )
    return report


@pytest.mark.parametrize("address", ["", "edit/", "versions/1/"])
@pytest.mark.parametrize(
    ("who", "answer"),
    [("author", 200), ("colleague", 404), ("finance", 200), ("director", 200), ("clerk", 200)],
)
def test_an_exempt_draft_is_there_for_its_author_and_those_who_read_exempt_papers(
    who: str,
    answer: int,
    address: str,
    people: dict[str, User],
    sign_in: Callable[[User], Client],
) -> None:
    report = exempt_report(people)
    client = sign_in(people[who])

    page = client.get(f"/reports/{report.slug}/{address}", follow=True)

    assert page.status_code == answer
    assert (f"{MARK} title" in words(page)) is (answer == 200)
    assert (MARK in words(client.get("/reports/"))) is (answer == 200)


@pytest.mark.parametrize("door", ["send", "clearance", "withdraw"])
def test_nobody_else_finds_a_door_of_an_exempt_draft(
    door: str, people: dict[str, User], sign_in: Callable[[User], Client]
) -> None:
    report = exempt_report(people)

    assert sign_in(people["colleague"]).post(f"/reports/{report.slug}/{door}/").status_code == 404


def test_the_author_is_told_no_more_of_an_exempt_appendix_than_the_public(
    people: dict[str, User], sign_in: Callable[[User], Client]
) -> None:
    report = begin(people["author"], meeting=may_meeting())
    write(report, people["author"])
    report.appendices.create(
        order=1,
        label="Appendix 1",
        title=MARK,
        kind="text",
        text=MARK,
        note=MARK,
        exempt_paragraph=1,
        exempt_reason=MARK,
        public_title="Figures",
    )
    client = sign_in(people["author"])

    for address in ("", "versions/1/"):
        page = words(client.get(f"/reports/{report.slug}/{address}"))
        assert "Appendix 1" in page
        assert MARK not in page


# --- Writing ------------------------------------------------------------------------------------


def test_a_report_is_begun_written_and_sent_without_scripts(
    people: dict[str, User], sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(people["author"])
    begun = client.post("/reports/new/", {"title": "Attendance", "form": "scrutiny"})
    assert begun["location"] == "/reports/attendance/edit/"

    saved = client.post(
        "/reports/attendance/edit/",
        typed(considerations="It rose:\n- here\n- there\n\n| a | b |\n| 1 | 2 |"),
        follow=True,
    )
    assert "Version 1 is saved." in words(saved)
    sent = client.post("/reports/attendance/send/", {"seen": "1"}, follow=True)

    assert "It is sent" in words(sent)
    paper = words(client.get("/reports/attendance/versions/1/"))
    assert '<th scope="col">a</th>' in paper
    assert "<li>here</li>" in paper


def test_a_refused_form_shows_what_was_typed(
    people: dict[str, User], sign_in: Callable[[User], Client]
) -> None:
    report = begin(people["author"])
    address = f"/reports/{report.slug}/edit/"
    client = sign_in(people["author"])

    plain = words(client.post(address, typed(title="", purpose="  As | typed\n\n- a")))
    rich = words(client.post(address, typed(title="", purpose_html="<p>It <b>rose</b></p>")))

    assert "The report needs a title." in plain
    assert "  As | typed\n\n- a</textarea>" in plain
    assert 'data-rich="<p>It <strong>rose</strong></p>"' in rich
    assert not report.versions.exists()


def test_what_no_page_can_hold_is_refused_beside_its_box_and_shown_again(
    people: dict[str, User], sign_in: Callable[[User], Client]
) -> None:
    report = begin(people["author"])
    wide = f"<table><tr>{''.join(f'<td>c{place} </td>' for place in range(1, 32))}</tr></table>"

    shown = words(
        sign_in(people["author"]).post(
            f"/reports/{report.slug}/edit/", typed(considerations_html=f"<s>gone</s>{wide}")
        )
    )

    assert "more than 30 columns: “c31” stands beyond" in shown
    assert "c30  c31" in shown
    assert 'data-rich="gone<table><tbody><tr><td>c1 </td>' in shown
    assert "Left out" not in shown  # nothing was kept
    assert not report.versions.exists()


def test_what_was_left_out_is_said_beside_its_box_and_when_it_is_saved(
    people: dict[str, User], sign_in: Callable[[User], Client]
) -> None:
    report = begin(people["author"])
    address = f"/reports/{report.slug}/edit/"
    client = sign_in(people["author"])
    paste = PASTES["words struck out and put in with change tracking"]
    sent = typed(considerations_html=paste.clipboard, own_0_heading="Money")
    sent |= {"own_0_html": paste.clipboard}

    refused = words(client.post(address, sent | {"title": ""}))
    assert f'id="id_considerations_helptext">{STRUCK}</div>' in refused
    assert refused.count(STRUCK) == 2

    saved = words(client.post(address, sent, follow=True))
    assert f"Considerations. {STRUCK}" in saved
    assert f"Money. {STRUCK}" in saved
    paper = words(client.get(f"/reports/{report.slug}/versions/1/"))
    assert "The Cabinet is now minded to approve the budget." in paper


def test_a_table_with_spans_heads_and_a_caption_is_read_as_it_was_pasted(
    people: dict[str, User], sign_in: Callable[[User], Client]
) -> None:
    report = begin(people["author"])
    client = sign_in(people["author"])
    merged = PASTES["merged heads of Word"]
    captioned = PASTES["a page of the web with scripts, a caption and heads of rows"]
    sent = typed(considerations_html=merged.clipboard + captioned.clipboard)

    client.post(f"/reports/{report.slug}/edit/", sent)

    paper = words(client.get(f"/reports/{report.slug}/versions/1/"))
    for paste in (merged, captioned):
        assert paste.kept[paste.kept.index("<table>") :] in paper


def test_two_who_save_at_once_both_keep_their_words(
    people: dict[str, User], sign_in: Callable[[User], Client]
) -> None:
    report = begin(people["author"])
    address = f"/reports/{report.slug}/edit/"
    write(report, people["other"], text_of("Their words."))
    client = sign_in(people["author"])

    told = client.post(address, typed(considerations="My words."))
    assert told.status_code == 409
    page = words(told)
    assert "Version 1 was saved while you wrote" in page
    assert people["other"].name in page
    assert "Their words." in page
    assert "My words.</textarea>" in page
    assert report.versions.count() == 1

    seen = told.context["form"]["seen"].value()
    client.post(address, typed(considerations="My words.", seen=seen))
    assert report.versions.count() == 2


def test_nothing_of_a_script_that_was_posted_is_on_any_page(
    people: dict[str, User], sign_in: Callable[[User], Client]
) -> None:
    report = begin(people["author"])
    client = sign_in(people["author"])
    nasty = '<p onclick="zz()">a<script>zz()</script><img src=x onerror=zz()></p>'
    client.post(f"/reports/{report.slug}/edit/", typed(purpose_html=nasty, seen="0"))

    for address in ("edit/", "versions/1/"):
        assert "zz()" not in words(client.get(f"/reports/{report.slug}/{address}"))


def test_a_report_that_waits_is_not_written_on(
    people: dict[str, User], sign_in: Callable[[User], Client]
) -> None:
    report = begin(people["author"])
    write(report, people["author"])
    clearance.send(report=report, seen=1)
    client = sign_in(people["other"])

    assert "not open for writing" in words(
        client.get(f"/reports/{report.slug}/edit/", follow=True)
    )
    sent = typed(seen="1", purpose_html="<p>What took an hour to write.</p>")
    page = client.post(f"/reports/{report.slug}/edit/", sent)

    assert "not open for writing" in words(page)
    assert "What took an hour to write." in page.content.decode()
    assert report.versions.count() == 1


# --- Clearing -----------------------------------------------------------------------------------


def test_a_return_without_a_note_is_refused_and_keeps_what_was_chosen(
    people: dict[str, User], sign_in: Callable[[User], Client]
) -> None:
    report = begin(people["author"])
    write(report, people["author"])
    clearance.send(report=report, seen=1)
    sent = {"seen": "1", "kind": "finance", "verdict": "returned", "note": ""}

    page = sign_in(people["finance"]).post(f"/reports/{report.slug}/clearance/", sent)

    assert "Say what its author is to mend." in words(page)
    assert not Clearance.objects.exists()


def test_a_note_is_kept_where_the_verdict_on_an_earlier_version_is_refused(
    people: dict[str, User], sign_in: Callable[[User], Client]
) -> None:
    report = begin(people["author"])
    write(report, people["author"])
    clearance.send(report=report, seen=1)
    note = "The costs are those of last year."
    sent = {"seen": "0", "kind": "finance", "verdict": "returned", "note": note}
    address = f"/reports/{report.slug}/clearance/"
    client = sign_in(people["finance"])

    told = client.post(address, sent)
    assert "was saved meanwhile" in words(told)
    assert note in words(told)
    assert not Clearance.objects.exists()

    assert (
        client.post(address, sent | {"seen": told.context["form"]["seen"].value()}).status_code
        == 302
    )
    assert Clearance.objects.get().note == note


def test_a_note_on_what_waits_no_more_is_shown_again(
    people: dict[str, User], sign_in: Callable[[User], Client]
) -> None:
    report = begin(people["author"])
    write(report, people["author"])
    note = "The costs are those of last year."
    sent = {"seen": "1", "kind": "finance", "verdict": "returned", "note": note}

    told = sign_in(people["finance"]).post(f"/reports/{report.slug}/clearance/", sent, follow=True)

    assert f"It was: “{note}”" in words(told)


def test_the_list_says_what_waits_for_whom(
    people: dict[str, User], sign_in: Callable[[User], Client]
) -> None:
    report = begin(people["author"], title="Attendance")
    write(report, people["author"])
    clearance.send(report=report, seen=1)
    lists = {
        name: sign_in(people[name]).get("/reports/").context["drafts"]
        for name in ("author", "other", "finance", "director")
    }

    def titles(lines: Any) -> list[str]:
        return [line.title for line in lines if line.title == "Attendance"]

    assert titles(lists["author"].mine) == titles(lists["other"].others) == ["Attendance"]
    assert titles(lists["finance"].for_me) == titles(lists["director"].for_me) == ["Attendance"]
    assert titles(lists["other"].for_me) == titles(lists["finance"].others) == []


def test_the_clerk_locks_and_unlocks(
    people: dict[str, User], sign_in: Callable[[User], Client]
) -> None:
    report = cleared_report(people)
    client = sign_in(people["clerk"])

    locked = words(client.post(f"/reports/{report.slug}/lock/", follow=True))
    assert "The report is locked" in locked
    unlocked = words(client.post(f"/reports/{report.slug}/unlock/", follow=True))
    assert "The report is unlocked" in unlocked


# --- Cost ----------------------------------------------------------------------------------------

ONE = "one-2006-05-31"
PAGES = ["/reports/", f"/reports/{ONE}/", f"/reports/{ONE}/edit/", f"/reports/{ONE}/versions/1/"]


def add_reports(people: dict[str, User], *, how_many: int) -> None:
    """Add reports that wait, and as many versions, verdicts and appendices to one of them."""
    one = Report.objects.filter(slug=ONE).first()
    if one is None:
        one = begin(people["author"], title="One", meeting=may_meeting())
        write(one, people["author"])
    for _ in range(how_many):
        report = begin(people["author"], title="Another", meeting=may_meeting())
        write(report, people["author"])
        clearance.send(report=report, seen=1)
        seen = one.versions.count()
        write(one, people["author"], text_of(*(["A line."] * (seen + 1))), seen=seen)
        clearance.send(report=one, seen=seen + 1)
        say(one, people["finance"], "finance", cleared=False, seen=seen + 1)
        one.appendices.create(order=seen, label=f"Appendix {seen}", title="T", kind="text")
        AgendaItem.objects.create(
            meeting=may_meeting(), order=90 + seen, title="X", kind="report", report=one
        )


@pytest.mark.parametrize("who", ["author", "finance"])
def test_a_page_costs_the_same_for_two_reports_and_for_twelve(
    who: str, people: dict[str, User], sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(people[who])
    costs = []
    for how_many in (2, 10):
        add_reports(people, how_many=how_many)
        costs.append({page: statements(client, page) for page in PAGES})

    assert costs[1] == costs[0]


def statements(client: Client, page: str) -> int:
    """Return how many statements a page sends."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(page, follow=True).status_code == 200
    return len(captured)


def test_its_templates_look_nothing_up(
    people: dict[str, User], django_assert_num_queries: Any
) -> None:
    add_reports(people, how_many=2)
    row = fetched(Report.objects.filter(slug=ONE)).prefetch_related("appendices").get()
    page = build_draft_page(row, people["clerk"])

    with django_assert_num_queries(0):
        render_to_string("governance/drafts/_beside.html", {"page": page, "line": page.line})
        render_to_string("governance/drafts/_said.html", {"verdicts": page.verdicts})
        render_to_string("governance/drafts/_state.html", {"page": page, "line": page.line})
