"""The agenda: items added, changed, pulled and put in order, before and after it is published."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client

from governance.exempt.reader import MEMBERS
from governance.models import (
    AgendaItem,
    Committee,
    Meeting,
    Pack,
    ProgrammeItem,
    PublicSubmission,
    Report,
)
from governance.models.issued import issued_of
from governance.presenters.meeting_page import build_meeting_page
from governance.presenters.packs.building import build_pack, with_pages
from governance.services import agendas
from governance.services.agendas import AgendaIssued, ItemWords, PackUnderWay, move_item
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.lib import clock
from tests.factories import RECORDED_AT
from tests.governance.rows_of_an_exempt_meeting import MARK, SLUG, make_exempt_meeting, make_report

pytestmark = pytest.mark.django_db

TODAY = date(2006, 5, 22)
NOW = datetime(2006, 5, 22, 10, 0, tzinfo=UTC)
YESTERDAY = datetime(2006, 5, 21, 10, 0, tzinfo=UTC)
MAY = "childrens-services-scrutiny-2006-05-31"
PAGE = f"/meetings/{MAY}/"
Kind = AgendaItem.Kind


@pytest.fixture
def may() -> Meeting:
    """The planned meeting of 31 May 2006."""
    return Meeting.objects.get(slug=MAY)


@pytest.fixture
def clerk(make_user: Callable[..., User], sign_in: Callable[[User], Client]) -> Client:
    """The browser of a clerk."""
    return sign_in(make_user(Role.COMMITTEE_CLERK))


def item(number: int) -> AgendaItem:
    """Return an item of the agenda of May 2006, by the number that the paper prints."""
    rows = AgendaItem.objects.select_related("meeting", "report", "minutes_of")
    return rows.get(meeting__slug=MAY, number=number)


def keys(meeting: Meeting) -> list[int]:
    """Return the keys of the items of an agenda in their order."""
    return list(meeting.items.order_by("order", "pk").values_list("pk", flat=True))


def publish(meeting: Meeting) -> Pack:
    """Publish an agenda as it stands, with a pack that holds every item of it."""
    contents = [
        {"key": row.pk, "number": number, "first": 0, "last": 0, "report": row.report_id}
        for number, row in enumerate(meeting.items.order_by("order"), start=1)
    ]
    Meeting.objects.filter(pk=meeting.pk).update(state=Meeting.State.PUBLISHED)
    meeting.refresh_from_db()
    return Pack.objects.create(
        meeting=meeting,
        version=meeting.packs.count() + 1,
        state=Pack.State.READY,
        as_of=TODAY,
        asked_at=RECORDED_AT,
        issued_at=RECORDED_AT,
        contents=contents,
    )


def posted(**fields: str) -> dict[str, str]:
    """Return what a form of an item sends."""
    return {"kind": "report", "title": "", "purpose": "", "report": "", "minutes_of": ""} | fields


def free_report(**fields: object) -> Report:
    """Make a report that is on no agenda."""
    defaults = {"slug": "free", "title": "A free report", "form": "scrutiny", "state": "cleared"}
    return Report.objects.create(**defaults | fields)


# --- Adding --------------------------------------------------------------------------------------


def test_an_item_is_added_at_the_end_with_the_report_that_it_puts_before_the_meeting(
    may: Meeting,
) -> None:
    report = free_report()

    added = agendas.add_item(
        meeting=may, words=ItemWords(title="VISITS", report=report, is_education=True), at=NOW
    )

    report.refresh_from_db()
    assert keys(may)[-1] == added.pk
    assert report.meeting == may
    assert added.late_reason == ""


def test_an_item_without_a_report_says_so_and_the_preview_warns_of_it(
    may: Meeting, clerk: Client
) -> None:
    clerk.post(f"{PAGE}agenda/new/", posted(title="VISITS"))

    assert "No report yet" in clerk.get(PAGE).content.decode()
    assert "Item 9 has no report." in build_pack(MAY, as_of=TODAY).warnings


def test_minutes_that_are_not_taken_yet_are_told_and_lead_nowhere_empty(clerk: Client) -> None:
    clerk.post(
        "/meetings/new/",
        {"committee": "childrens-services-scrutiny", "held_on": "10 July 2006"},
    )
    slug = "childrens-services-scrutiny-2006-07-10"

    assert "Minutes not taken yet" in clerk.get(f"/meetings/{slug}/").content.decode()
    assert "4. MINUTES: the minutes are not taken yet." in build_pack(slug, as_of=TODAY).warnings


def test_a_title_left_blank_is_that_of_the_report(may: Meeting, clerk: Client) -> None:
    free_report()

    clerk.post(f"{PAGE}agenda/new/", posted(report="free"))

    assert may.items.order_by("order").last().title == "A free report"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Give the item a title."),
        ({"title": "X", "kind": "song"}, "There is no such kind of item."),
        ({"title": "X", "kind": "apologies", "report": "free"}, "A report is chosen: choose"),
        (
            {"title": "X", "minutes_of": "childrens-services-scrutiny-2006-03-13"},
            "Minutes are chosen: choose Minutes here",
        ),
        (
            {"title": "X", "kind": "minutes", "minutes_of": "cabinet-2005-02-17"},
            "Choose an earlier meeting of the same committee.",
        ),
        (
            {"title": "X", "report": "safeguarding-report-2006-05-31"},
            "That report is not there, or is on an agenda already.",
        ),
        ({"title": "X", "report": "elsewhere"}, "That report is not there"),
        ({"title": "X" * 501}, "At most 500 characters fit; 501 were typed."),
    ],
    ids=[
        *("no title", "no such kind", "a report of another kind", "minutes of another kind"),
        *("minutes of another committee", "a report on an agenda", "another committee's report"),
        "too long",
    ],
)
def test_what_cannot_be_an_item_is_refused_in_words_and_stays_typed(
    fields: dict[str, str], words: str, may: Meeting, clerk: Client
) -> None:
    free_report()
    free_report(slug="elsewhere", meeting=Meeting.objects.get(slug="cabinet-2005-02-17"))

    refused = clerk.post(f"{PAGE}agenda/new/", posted(purpose="To see", **fields))

    assert words in refused.content.decode()
    assert "To see</textarea>" in refused.content.decode()
    assert may.items.count() == 8


def test_two_clerks_who_choose_the_same_report_put_it_on_one_agenda(may: Meeting) -> None:
    report = free_report()
    agendas.add_item(meeting=may, words=ItemWords(title="ONE", report=report), at=NOW)

    with pytest.raises(agendas.ReportTaken):
        agendas.add_item(meeting=may, words=ItemWords(title="TWO", report=report), at=NOW)

    assert not may.items.filter(title="TWO").exists()


# --- Late items ----------------------------------------------------------------------------------


def test_a_late_item_needs_the_chairmans_reason(may: Meeting, clerk: Client) -> None:
    publish(may)

    with pytest.raises(agendas.LateNeedsReason):
        agendas.add_item(meeting=may, words=ItemWords(title="FLOOD", late_reason=" "), at=NOW)
    refused = clerk.post(f"{PAGE}agenda/new/", posted(title="FLOOD"))

    assert "Give the chairman’s reason" in refused.content.decode()
    assert "section 100B(4)(b)" in refused.content.decode()
    assert may.items.count() == 8


def test_a_late_item_is_marked_with_its_reason_and_has_the_next_number(
    may: Meeting, clerk: Client
) -> None:
    publish(may)

    clerk.post(f"{PAGE}agenda/new/", posted(title="FLOOD", late_reason="The school is flooded"))

    line = build_meeting_page(MAY, as_of=TODAY, reader=MEMBERS).items[-1]
    page = clerk.get(PAGE).content.decode()
    assert (line.number, line.late_reason) == (9, "The school is flooded")
    assert "<strong>Late item.</strong>" in page
    assert "The school is flooded" in page


def test_a_late_item_and_its_reason_are_on_the_front_sheet_of_a_supplement(may: Meeting) -> None:
    publish(may)
    late = agendas.add_item(
        meeting=may, words=ItemWords(title="FLOOD", late_reason="The school is flooded"), at=NOW
    )

    pack = build_pack(MAY, as_of=TODAY, kind=Pack.Kind.SUPPLEMENT, only_items=[late.pk])

    assert [(each.number, each.late_reason) for each in pack.front.items] == [
        (9, "The school is flooded")
    ]
    assert pack.blocks == ()


def test_an_item_that_is_added_before_publication_is_not_late(may: Meeting) -> None:
    added = agendas.add_item(
        meeting=may, words=ItemWords(title="VISITS", late_reason="In haste"), at=NOW
    )

    assert added.late_reason == ""


def test_the_reason_of_a_late_exempt_item_is_for_those_who_may_read_it(
    make_user: Callable[..., User], sign_in: Callable[[User], Client]
) -> None:
    meeting = make_exempt_meeting(state=Meeting.State.PUBLISHED)
    secret = make_report(
        meeting,
        slug="late-secret",
        title=f"{MARK}late",
        exempt_paragraph=1,
        exempt_reason="Private",
        public_title="A late matter",
    )
    agendas.add_item(
        meeting=meeting,
        words=ItemWords(
            title=f"{MARK}late", report=secret, late_reason=f"{MARK}urgent", is_education=True
        ),
        at=NOW,
    )
    reader = sign_in(make_user(Role.OFFICER))

    pages = [
        reader.get(address).content.decode()
        for address in (f"/meetings/{SLUG}/", f"/meetings/{SLUG}/voting/")
    ]
    reader.logout()
    pages.append(reader.get(f"/papers/meetings/{SLUG}/").content.decode())

    assert [MARK in page for page in pages] == [False, False, False]
    assert ["A late matter" in page for page in pages] == [True, True, True]


# --- Changing ------------------------------------------------------------------------------------


def change(row: AgendaItem, *, follows: bool = False, **words: object) -> None:
    """Change an item."""
    agendas.change_item(
        item=row,
        words=ItemWords(**{"title": row.title, "report": row.report} | words),  # type: ignore[arg-type]
        correction_follows=follows,
        at=NOW,
    )


def test_the_form_of_an_item_shows_what_it_says_and_keeps_it(may: Meeting, clerk: Client) -> None:
    row = item(7)
    address = f"{PAGE}agenda/{row.pk}/"
    form = clerk.get(address).context["form"]
    shown = {each.html_name: each.value() or "" for each in form}
    del shown["is_education"]

    assert clerk.post(address, shown).status_code == 302

    kept = AgendaItem.objects.get(pk=row.pk)
    assert (kept.title, kept.report, kept.order) == (row.title, row.report, row.order)
    assert kept.purpose == row.purpose


def test_an_issued_item_changes_only_if_a_correction_follows(may: Meeting, clerk: Client) -> None:
    publish(may)
    row = item(6)

    with pytest.raises(AgendaIssued):
        change(row, title="OTHER")
    typed = posted(title="OTHER", report=row.report.slug)  # type: ignore[union-attr]
    refused = clerk.post(f"{PAGE}agenda/{row.pk}/", typed)
    assert "Say that a corrected pack will follow" in refused.content.decode()

    told = clerk.post(f"{PAGE}agenda/{row.pk}/", typed | {"will_correct": "on"}, follow=True)
    assert "Now build a pack that says what it corrects" in told.content.decode()
    assert AgendaItem.objects.get(pk=row.pk).title == "OTHER"


def test_a_late_item_that_no_issue_holds_changes_without_a_correction_and_keeps_its_reason(
    may: Meeting,
) -> None:
    publish(may)
    late = agendas.add_item(
        meeting=may, words=ItemWords(title="FLOOD", late_reason="Water"), at=NOW
    )

    with pytest.raises(agendas.LateNeedsReason):
        change(late, title="FLOODS")
    change(late, title="FLOODS", late_reason="High water")

    late.refresh_from_db()
    assert (late.title, late.late_reason) == ("FLOODS", "High water")


def test_an_exempt_report_that_is_taken_away_leaves_none_of_its_words_to_the_public(
    clerk: Client,
) -> None:
    meeting = make_exempt_meeting()
    row = meeting.items.get(order=1)
    address = f"/meetings/{SLUG}/agenda/{row.pk}/"
    typed = posted()

    refused = clerk.post(address, typed | {"title": f"The {MARK}title"})
    assert "stands in the title of the exempt report that is taken away" in (
        refused.content.decode()
    )
    assert AgendaItem.objects.get(pk=row.pk).report is not None

    assert clerk.post(address, typed | {"title": "A contract"}).status_code == 302
    assert AgendaItem.objects.get(pk=row.pk).report is None


def test_an_exempt_item_is_not_there_for_a_clerk_who_may_not_read_it(
    make_user: Callable[..., User], sign_in: Callable[[User], Client]
) -> None:
    user = make_user(Role.OFFICER)
    deputies = Group.objects.create(name="Deputy clerk")
    deputies.permissions.add(Permission.objects.get(codename="run_meetings"))
    user.groups.add(deputies)
    browser = sign_in(User.objects.get(pk=user.pk))
    meeting = make_exempt_meeting()
    exempt, public = meeting.items.order_by("order")

    for door in ("", "pull/"):
        assert browser.get(f"/meetings/{SLUG}/agenda/{exempt.pk}/{door}").status_code == 404
        assert browser.get(f"/meetings/{SLUG}/agenda/{public.pk}/{door}").status_code == 200
    assert MARK not in browser.get(f"/meetings/{SLUG}/").content.decode()
    assert MARK not in browser.get(f"/meetings/{SLUG}/agenda/new/").content.decode()


# --- Pulling -------------------------------------------------------------------------------------


def test_a_pulled_item_leaves_its_report_and_the_items_after_it_move_up(
    may: Meeting, clerk: Client
) -> None:
    row = item(6)
    report = row.report
    address = f"{PAGE}agenda/{row.pk}/pull/"

    assert "Its report stays" in clerk.get(address).content.decode()
    assert may.items.count() == 8
    clerk.post(address)

    orders = list(may.items.order_by("order").values_list("order", flat=True))
    assert orders == [1, 2, 3, 4, 5, 6, 7]
    assert Report.objects.filter(pk=report.pk).exists()  # type: ignore[union-attr]
    choices = clerk.get(f"{PAGE}agenda/new/").context["form"].fields["report"].queryset
    assert report in choices


def test_the_pages_after_a_pulled_item_are_counted_anew(may: Meeting) -> None:
    before = ranges()
    agendas.pull_item(item=item(6), correction_follows=False, at=NOW)

    after = ranges()

    assert before == [(4, "1 - 2"), (6, "3 - 4"), (7, "5 - 10"), (8, "11 - 16")]
    assert after == [(4, "1 - 2"), (6, "3 - 8"), (7, "9 - 14")]


def ranges() -> list[tuple[int, str]]:
    """Return the pages of each item of May 2006, were each of its parts two pages long."""
    contents = build_pack(MAY, as_of=TODAY)
    counted = with_pages(contents, tuple(2 for _ in contents.parts))
    return [(each.number, each.pages) for each in counted.items if each.pages]


def test_work_goes_back_to_the_programme_and_a_question_stays_with_the_meeting(
    may: Meeting,
) -> None:
    row = item(6)
    work = ProgrammeItem.objects.create(
        committee=may.committee, title="Visits", meeting=may, agenda_item=row
    )
    question = PublicSubmission.objects.create(
        kind="question",
        committee=may.committee,
        meeting=may,
        item=row,
        text="Why?",
        received_on=TODAY,
    )

    agendas.pull_item(item=row, correction_follows=False, at=NOW)

    work.refresh_from_db()
    question.refresh_from_db()
    assert (work.meeting, work.agenda_item) == (None, None)
    assert (question.meeting, question.item) == (may, None)


def test_an_issued_item_is_pulled_only_if_a_correction_follows(
    may: Meeting, clerk: Client
) -> None:
    publish(may)
    row = item(6)
    with pytest.raises(AgendaIssued):
        agendas.pull_item(item=row, correction_follows=False, at=NOW)
    address = f"{PAGE}agenda/{row.pk}/pull/"
    assert "Say that a corrected pack will follow" in clerk.post(address).content.decode()

    told = clerk.post(address, {"will_correct": "on"}, follow=True)

    assert "Now build a pack that says what it corrects" in told.content.decode()
    corrected = build_pack(MAY, as_of=TODAY, kind=Pack.Kind.CORRECTION, corrects="Item 6")
    assert [each.number for each in corrected.items] == [1, 2, 3, 4, 5, 6, 7]
    assert issued_of(may).item(row) is not None  # as it was issued, it stays in the record


def test_a_late_item_that_no_issue_holds_is_pulled_without_a_correction(may: Meeting) -> None:
    publish(may)
    late = agendas.add_item(
        meeting=may, words=ItemWords(title="FLOOD", late_reason="Water"), at=NOW
    )

    agendas.pull_item(item=late, correction_follows=False, at=NOW)

    assert may.items.count() == 8


# --- The order -----------------------------------------------------------------------------------


def test_a_whole_order_is_kept_at_once(may: Meeting, clerk: Client) -> None:
    seen = keys(may)
    order = [*seen[:3], *seen[4:], seen[3]]

    clerk.post(f"{PAGE}agenda/order/", {"order": joined(order), "seen": joined(seen)})

    assert keys(may) == order


def joined(numbers: list[int]) -> str:
    """Return keys as the page sends them."""
    return ",".join(str(each) for each in numbers)


def moved(may: Meeting) -> None:
    """Move an item."""
    move_item(item=item(8), up=True, at=NOW)


def added(may: Meeting) -> None:
    """Add an item."""
    agendas.add_item(meeting=may, words=ItemWords(title="VISITS"), at=NOW)


def pulled(may: Meeting) -> None:
    """Pull an item."""
    agendas.pull_item(item=item(2), correction_follows=False, at=NOW)


@pytest.mark.parametrize("other_clerk", [moved, added, pulled])
def test_the_second_of_two_clerks_is_told_and_nothing_is_half_applied(
    other_clerk: Callable[[Meeting], None], may: Meeting, clerk: Client
) -> None:
    seen = keys(may)
    order = [seen[1], seen[0], *seen[2:]]
    other_clerk(may)
    stored = keys(may)

    told = clerk.post(
        f"{PAGE}agenda/order/", {"order": joined(order), "seen": joined(seen)}, follow=True
    )

    assert "Another clerk moved, added or pulled an item meanwhile." in told.content.decode()
    assert keys(may) == stored
    assert [line.pk for line in told.context["page"].items] == stored


@pytest.mark.parametrize(
    "order",
    ["", "1;2", "1,2", "x", "99999999999999999999"],
    ids=["nothing", "another mark", "too few", "words", "no such key"],
)
def test_an_order_that_is_no_order_of_the_agenda_moves_nothing(
    order: str, may: Meeting, clerk: Client
) -> None:
    seen = keys(may)

    told = clerk.post(f"{PAGE}agenda/order/", {"order": order, "seen": joined(seen)}, follow=True)

    assert told.status_code == 200
    assert len(list(told.context["messages"])) == 1
    assert keys(may) == seen


def test_the_same_key_twice_moves_nothing(may: Meeting) -> None:
    seen = keys(may)

    with pytest.raises(agendas.OrderChanged):
        agendas.order_items(meeting=may, order=[*seen[:-1], seen[0]], seen=seen, at=NOW)


@pytest.mark.parametrize(
    ("state", "refused"),
    [
        ("published", AgendaIssued),
        ("held", agendas.AgendaOver),
        ("minutes draft", agendas.AgendaOver),
    ],
)
def test_an_agenda_that_is_published_or_over_keeps_its_order(
    state: str, refused: type[Exception], may: Meeting
) -> None:
    Meeting.objects.filter(pk=may.pk).update(state=state)
    seen = keys(may)

    with pytest.raises(refused):
        agendas.order_items(meeting=may, order=seen[::-1], seen=seen, at=NOW)

    assert keys(may) == seen


@pytest.mark.parametrize("state", ["held", "minutes draft", "minutes approved"])
def test_the_agenda_of_a_meeting_that_was_held_is_the_record(
    state: str, may: Meeting, clerk: Client
) -> None:
    Meeting.objects.filter(pk=may.pk).update(state=state)
    row = item(6)

    for door in ("agenda/new/", f"agenda/{row.pk}/", f"agenda/{row.pk}/pull/"):
        told = clerk.post(f"{PAGE}{door}", posted(title="X", late_reason="Y"), follow=True)
        assert "The meeting was held. Its agenda is the record" in told.content.decode()
    with pytest.raises(agendas.AgendaOver):
        agendas.pull_item(item=row, correction_follows=True, at=NOW)
    assert may.items.count() == 8


def being_built(meeting: Meeting, *, at: datetime) -> Pack:
    """Let a pack of a meeting be built, with a sign of life at an instant."""
    making = {"state": Pack.State.MAKING, "asked_at": at, "alive_at": at}
    return Pack.objects.create(meeting=meeting, version=1, as_of=TODAY, **making)


def test_nothing_changes_while_a_pack_of_it_is_being_built(may: Meeting, clerk: Client) -> None:
    being_built(may, at=NOW)
    seen = keys(may)

    with pytest.raises(PackUnderWay):
        agendas.add_item(meeting=may, words=ItemWords(title="X"), at=NOW)
    with pytest.raises(PackUnderWay):
        agendas.order_items(meeting=may, order=seen[::-1], seen=seen, at=NOW)
    with pytest.raises(PackUnderWay):
        agendas.pull_item(item=item(6), correction_follows=False, at=NOW)
    with pytest.raises(PackUnderWay):
        move_item(item=item(6), up=True, at=NOW)
    with pytest.raises(PackUnderWay):
        agendas.change_item(
            item=item(6),
            words=ItemWords(title="X"),
            correction_follows=False,
            at=NOW,
        )

    assert keys(may) == seen
    assert item(6).title != "X"


DOORS = {
    "up": ("/agenda-items/{pk}/up/", {}),
    "down": ("/agenda-items/{pk}/down/", {}),
    "dragged": (f"{PAGE}agenda/order/", {"order": "{turned}", "seen": "{seen}"}),
    "added": (f"{PAGE}agenda/new/", posted(title="X")),
    "pulled": (f"{PAGE}agenda/{{pk}}/pull/", {}),
}


@pytest.mark.parametrize(("address", "typed"), DOORS.values(), ids=DOORS.keys())
def test_a_clerk_is_told_in_words_that_a_pack_is_being_built(
    address: str, typed: dict[str, str], may: Meeting, clerk: Client
) -> None:
    with clock.chosen_day(TODAY):
        asked_at = clock.now()
        being_built(may, at=asked_at)
        seen = keys(may)
        said = {
            "pk": item(6).pk,
            "seen": ",".join(map(str, seen)),
            "turned": ",".join(map(str, seen[::-1])),
        }
        sent = {name: value.format(**said) for name, value in typed.items()}
        told = clerk.post(address.format(**said), sent, follow=True).content.decode()

    assert "A pack of the meeting is being built. Try again when it is ready." in told
    assert keys(may) == seen


@pytest.mark.parametrize("asked_at", [NOW, YESTERDAY], ids=["just asked for", "for a day"])
def test_a_pack_that_waits_is_wanted_still_when_the_agenda_changes(
    asked_at: datetime, may: Meeting
) -> None:
    Pack.objects.create(meeting=may, version=1, as_of=TODAY, asked_at=asked_at)

    agendas.add_item(meeting=may, words=ItemWords(title="X"), at=NOW)

    assert (Pack.objects.get().state, Pack.objects.get().failure) == (Pack.State.QUEUED, "")
    assert may.items.filter(title="X").exists()


def test_a_pack_whose_worker_is_gone_waits_again_when_the_agenda_changes(may: Meeting) -> None:
    being_built(may, at=YESTERDAY)

    agendas.add_item(meeting=may, words=ItemWords(title="X"), at=NOW)

    assert Pack.objects.get().state == Pack.State.QUEUED


@pytest.mark.parametrize(("direction", "expected"), [("up", "Up"), ("down", "Down")])
def test_the_button_that_moved_an_item_has_the_focus_afterwards(
    direction: str, expected: str, clerk: Client
) -> None:
    row = item(6)

    page = clerk.post(f"/agenda-items/{row.pk}/{direction}/", follow=True).content.decode()

    assert page.count(" autofocus>") == 1
    assert f" autofocus>{expected}<" in page
    assert page.index(f'id="item-{row.pk}"') < page.index(" autofocus>")


@pytest.mark.parametrize(
    ("number", "direction", "expected"), [(2, "up", "Down"), (7, "down", "Up")]
)
def test_at_an_end_the_other_button_has_the_focus(
    number: int, direction: str, expected: str, clerk: Client
) -> None:
    page = clerk.post(f"/agenda-items/{item(number).pk}/{direction}/", follow=True)

    assert f" autofocus>{expected}<" in page.content.decode()


# --- Who votes -----------------------------------------------------------------------------------


def test_an_education_matter_says_who_votes_too_and_other_items_say_nothing(
    may: Meeting, clerk: Client
) -> None:
    AgendaItem.objects.filter(pk=item(8).pk).update(is_education=True)

    page = clerk.get(PAGE).content.decode()

    assert page.count("Education matter: church and parent governor members vote too.") == 1
    assert "Church and parent governor members vote on education matters only." in page


def test_the_page_of_votes_names_the_voters_of_each_kind_of_item(
    may: Meeting, clerk: Client
) -> None:
    AgendaItem.objects.filter(pk=item(8).pk).update(is_education=True)

    votes = clerk.get(f"{PAGE}voting/").context["votes"]

    education, others = votes.groups
    assert len(education.names) == 15
    assert len(others.names) == 11
    assert ("J.D. Griffin", "Church member") in education.names
    assert ("J.D. Griffin", "Church member") not in others.names
    assert others.names[0] == ("Councillor B.F. Ashton", "Councillor")
    assert [capacity for _name, capacity in votes.silent] == [
        "Teacher representative",
        "Headteacher representative",
        "Headteacher representative",
    ]


def test_without_an_education_matter_those_who_vote_on_them_alone_are_silent(
    clerk: Client,
) -> None:
    votes = clerk.get(f"{PAGE}voting/").context["votes"]

    assert [group.title for group in votes.groups] == ["Every item"]
    assert len(votes.silent) == 7


def test_a_committee_without_such_members_says_nothing_of_votes(clerk: Client) -> None:
    Meeting.objects.create(
        slug="cabinet-2006-06-15",
        committee=Committee.objects.get(slug="cabinet"),
        held_on=date(2006, 6, 15),
    )

    assert "vote on education matters" not in (
        clerk.get("/meetings/cabinet-2006-06-15/").content.decode()
    )
