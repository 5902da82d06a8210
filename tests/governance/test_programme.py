"""The work programme: what is put into it, moved to a meeting, and who sees what of it."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.template.loader import render_to_string
from django.test import Client

from governance.exempt.reader import MEMBERS, PUBLIC
from governance.loading import load_governance
from governance.models import (
    AgendaItem,
    Committee,
    Meeting,
    Pack,
    ProgrammeItem,
    PublicSubmission,
)
from governance.presenters.packs.building import build_pack
from governance.presenters.programme import build_programme, build_programmes, programme_of
from governance.services.agendas import PackUnderWay
from governance.services.programme import (
    AgendaClosed,
    AlreadyLinked,
    HasQuestion,
    HasReport,
    IsDone,
    StillOnAgenda,
    add_item,
    finish_item,
    link_item,
    place_item,
)
from governance.sources import source_in_words
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.lib import clock
from tests.conftest import DEMONSTRATION_DAY
from tests.governance.rows_of_an_exempt_meeting import MARK, SLUG, make_exempt_meeting, marked
from tests.loaded import LOADED_AT

pytestmark = pytest.mark.django_db

SCRUTINY = "childrens-services-scrutiny"
MAY = "childrens-services-scrutiny-2006-05-31"
PAGE = f"/programme/{SCRUTINY}/"


@pytest.fixture
def committee() -> Committee:
    return Committee.objects.get(slug=SCRUTINY)


@pytest.fixture
def may() -> Meeting:
    return Meeting.objects.get(slug=MAY)


@pytest.fixture
def autumn(committee: Committee) -> Meeting:
    """A later meeting of the same committee."""
    return Meeting.objects.create(
        slug="childrens-services-scrutiny-2006-10-06",
        committee=committee,
        held_on=date(2006, 10, 6),
    )


@pytest.fixture
def work(committee: Committee) -> ProgrammeItem:
    """A piece of work that is placed on no meeting."""
    return add_item(committee=committee, title="School transport", purpose="To look at fares.")


@pytest.fixture
def clerk(sign_in: Callable[[User], Client], make_user: Callable[..., User]) -> Client:
    return sign_in(make_user(Role.COMMITTEE_CLERK))


# --- The papers ----------------------------------------------------------------------------------


def test_the_resolution_of_march_2006_is_in_the_programme() -> None:
    found = ProgrammeItem.objects.get()

    assert found.resolution is not None
    assert (found.resolution.minute.number, found.resolution.letter) == (27, "c")
    assert found.resolution.text in found.note
    assert found.source == "minutes-2006-03-13: minute 27 c)"
    assert source_in_words(found.source) == "Minutes of 13 March 2006, minute 27 c)"
    assert (found.lead, found.meeting) == ("", None)


def test_loading_again_leaves_what_a_clerk_changed(settings: object) -> None:
    found = ProgrammeItem.objects.get()
    found.title = "A shorter name"
    found.save()

    load_governance(settings.BASE_DIR / "fixtures" / "governance", recorded_at=LOADED_AT)  # type: ignore[attr-defined]

    assert ProgrammeItem.objects.get().title == "A shorter name"


def test_the_list_of_programmes_counts_what_is_placed_and_what_is_not(
    work: ProgrammeItem, may: Meeting
) -> None:
    place_item(item=work, meeting=may, at=LOADED_AT)

    line = next(line for line in build_programmes(reader=MEMBERS) if line.slug == SCRUTINY)

    assert (line.not_placed, line.placed) == (1, 1)


# --- Placing, moving, taking back ----------------------------------------------------------------


def test_placed_on_a_meeting_it_stands_last_on_its_agenda_without_a_report(
    work: ProgrammeItem, may: Meeting
) -> None:
    row = place_item(item=work, meeting=may, at=LOADED_AT)

    item = may.items.order_by("order").last()
    assert row.agenda_item == item
    assert item is not None
    assert (item.title, item.purpose) == ("School transport", "To look at fares.")
    assert (item.kind, item.report) == (AgendaItem.Kind.REPORT, None)


def test_moved_it_takes_its_agenda_item_with_it(
    work: ProgrammeItem, may: Meeting, autumn: Meeting
) -> None:
    item = place_item(item=work, meeting=may, at=LOADED_AT).agenda_item

    row = place_item(item=work, meeting=autumn, at=LOADED_AT)

    assert row.agenda_item == item
    assert [each.title for each in autumn.items.all()] == ["School transport"]
    assert may.items.count() == 8


def test_taken_back_it_leaves_the_agenda(work: ProgrammeItem, may: Meeting) -> None:
    place_item(item=work, meeting=may, at=LOADED_AT)

    row = place_item(item=work, meeting=None, at=LOADED_AT)

    assert (row.meeting, row.agenda_item) == (None, None)
    assert may.items.count() == 8


def test_placed_twice_it_stands_there_once(work: ProgrammeItem, may: Meeting) -> None:
    place_item(item=work, meeting=may, at=LOADED_AT)
    place_item(item=work, meeting=may, at=LOADED_AT)

    assert may.items.count() == 9


def test_what_a_clerk_took_off_the_agenda_can_be_placed_again(
    work: ProgrammeItem, may: Meeting
) -> None:
    place_item(item=work, meeting=may, at=LOADED_AT)
    may.items.filter(title="School transport").delete()

    place_item(item=work, meeting=may, at=LOADED_AT)

    assert may.items.filter(title="School transport").count() == 1


@pytest.mark.parametrize("state", ["published", "held", "minutes draft", "minutes approved"])
def test_nothing_is_placed_on_a_meeting_whose_agenda_is_published(
    state: str, work: ProgrammeItem, may: Meeting
) -> None:
    Meeting.objects.filter(pk=may.pk).update(state=state)

    with pytest.raises(AgendaClosed):
        place_item(item=work, meeting=may, at=LOADED_AT)

    assert may.items.count() == 8


def test_nothing_joins_or_leaves_an_agenda_while_a_pack_of_it_is_being_built(
    work: ProgrammeItem, may: Meeting, clerk: Client
) -> None:
    Pack.objects.create(
        meeting=may,
        version=1,
        as_of=DEMONSTRATION_DAY,
        asked_at=clock.now(),
        state=Pack.State.MAKING,
        alive_at=clock.now(),
    )

    told = clerk.post(f"/programme-items/{work.pk}/place/", {"meeting": MAY}, follow=True)

    assert "A pack of the meeting is being built." in told.content.decode()
    assert may.items.count() == 8
    with pytest.raises(PackUnderWay):
        place_item(item=work, meeting=may, at=clock.now())


def test_nothing_leaves_an_agenda_that_is_published(
    work: ProgrammeItem, may: Meeting, autumn: Meeting
) -> None:
    place_item(item=work, meeting=may, at=LOADED_AT)
    Meeting.objects.filter(pk=may.pk).update(state="published")

    with pytest.raises(AgendaClosed):
        place_item(item=work, meeting=autumn, at=LOADED_AT)
    with pytest.raises(AgendaClosed):
        place_item(item=work, meeting=None, at=LOADED_AT)


def test_what_has_a_report_stays_on_its_agenda(
    work: ProgrammeItem, may: Meeting, autumn: Meeting
) -> None:
    link_item(item=work, agenda_item=may.items.get(number=7))

    with pytest.raises(HasReport):
        place_item(item=work, meeting=autumn, at=LOADED_AT)
    with pytest.raises(HasReport):
        place_item(item=work, meeting=None, at=LOADED_AT)


def test_what_somebody_asked_a_question_on_stays_on_its_agenda(
    work: ProgrammeItem, may: Meeting
) -> None:
    item = place_item(item=work, meeting=may, at=LOADED_AT).agenda_item
    PublicSubmission.objects.create(
        kind="question",
        committee=may.committee,
        meeting=may,
        item=item,
        text="What do they cost?",
        received_on=DEMONSTRATION_DAY,
    )

    with pytest.raises(HasQuestion):
        place_item(item=work, meeting=None, at=LOADED_AT)


def test_one_item_of_an_agenda_belongs_to_one_piece_of_work(
    work: ProgrammeItem, committee: Committee, may: Meeting
) -> None:
    item = may.items.get(number=8)
    link_item(item=work, agenda_item=item)

    with pytest.raises(AlreadyLinked):
        link_item(item=add_item(committee=committee, title="Another"), agenda_item=item)


def test_what_stands_on_an_open_agenda_without_a_report_is_taken_back_before_it_is_dropped(
    work: ProgrammeItem, may: Meeting
) -> None:
    place_item(item=work, meeting=may, at=LOADED_AT)
    with pytest.raises(StillOnAgenda):
        finish_item(item=work, is_done=True)

    place_item(item=work, meeting=None, at=LOADED_AT)
    assert finish_item(item=work, is_done=True).is_done

    with pytest.raises(IsDone):
        place_item(item=work, meeting=may, at=LOADED_AT)


# --- The page ------------------------------------------------------------------------------------


def test_the_page_has_a_column_for_what_is_not_placed_and_for_each_meeting_to_come(
    work: ProgrammeItem, may: Meeting, autumn: Meeting
) -> None:
    place_item(item=work, meeting=autumn, at=LOADED_AT)

    page = build_programme(SCRUTINY, as_of=DEMONSTRATION_DAY, reader=MEMBERS)

    assert [column.key for column in page.columns] == ["", may.slug, autumn.slug]
    assert [len(column.cards) for column in page.columns] == [1, 0, 1]
    card = page.columns[2].cards[0]
    assert (card.agenda_number, card.state_words) == (1, "On the agenda, no report yet")


def test_what_was_placed_on_a_meeting_that_is_over_is_still_there(
    work: ProgrammeItem, may: Meeting
) -> None:
    place_item(item=work, meeting=may, at=LOADED_AT)

    page = build_programme(SCRUTINY, as_of=date(2006, 6, 1), reader=MEMBERS)

    assert [card.title for card in page.held] == ["School transport"]


def test_who_places_it_after_another_did_is_told_and_moves_nothing(
    clerk: Client, work: ProgrammeItem, may: Meeting, autumn: Meeting
) -> None:
    page = clerk.get(f"/programme/{work.committee.slug}/").content.decode()
    [form] = re.findall(rf"/programme-items/{work.pk}/place/.*?</form>", page, re.DOTALL)
    seen = re.findall(r'name="seen" value="([^"]*)"', form)
    assert seen == [""]
    place_item(item=work, meeting=may, at=clock.now())

    sent = {"meeting": autumn.slug, "seen": seen[0]}
    told = clerk.post(f"/programme-items/{work.pk}/place/", sent, follow=True)

    assert "Somebody placed it elsewhere" in told.content.decode()
    assert ProgrammeItem.objects.get(pk=work.pk).meeting == may


def test_a_clerk_adds_changes_places_and_drops(clerk: Client, may: Meeting) -> None:
    clerk.post(f"{PAGE}new/", {"title": "School transport", "lead": "Director"})
    row = ProgrammeItem.objects.get(title="School transport")
    clerk.post(f"/programme-items/{row.pk}/", {"title": "School buses", "wanted_for": "autumn"})
    clerk.post(f"/programme-items/{row.pk}/place/", {"meeting": MAY})

    row.refresh_from_db()
    assert (row.title, row.wanted_for, row.meeting) == ("School buses", "autumn", may)

    page = clerk.post(f"/programme-items/{row.pk}/done/", {"is_done": "yes"}, follow=True)
    assert "Take it back first" in page.content.decode()
    clerk.post(f"/programme-items/{row.pk}/place/", {"meeting": ""})
    clerk.post(f"/programme-items/{row.pk}/done/", {"is_done": "yes"})
    row.refresh_from_db()
    assert row.is_done
    clerk.post(f"/programme-items/{row.pk}/done/", {"is_done": "no"})
    row.refresh_from_db()
    assert not row.is_done


def test_a_title_is_needed_and_what_was_typed_stays(clerk: Client) -> None:
    page = clerk.post(f"{PAGE}new/", {"title": " ", "lead": "The Director"}).content.decode()

    assert "Say what is to be done." in page
    assert 'value="The Director"' in page


def test_what_stands_on_an_agenda_by_hand_is_linked(clerk: Client, may: Meeting) -> None:
    item = may.items.get(number=8)

    clerk.post(f"{PAGE}new/", {"title": "Behaviour", "agenda_item": item.pk})

    assert ProgrammeItem.objects.get(title="Behaviour").agenda_item == item


def test_a_meeting_of_another_committee_is_not_there_to_place_it_on(
    clerk: Client, work: ProgrammeItem
) -> None:
    answer = clerk.post(f"/programme-items/{work.pk}/place/", {"meeting": "cabinet-2005-02-17"})

    assert answer.status_code == 404


def test_readers_see_the_programme_without_the_tools(
    client: Client, member: User, clerk: Client
) -> None:
    assert "Done or dropped" in clerk.get(PAGE).content.decode()
    reader = Client()
    reader.force_login(member, "herefordshire_cs.accounts.backends.EmailBackend")

    page = reader.get(PAGE).content.decode()

    assert "Performance monitoring report" in page
    assert "gv-place" not in page
    assert "Done or dropped" not in page


# --- The pack, and what is exempt ----------------------------------------------------------------


def test_an_item_for_the_programme_puts_it_into_the_pack(may: Meeting) -> None:
    AgendaItem.objects.create(
        meeting=may, order=9, title="WORK PROGRAMME", kind=AgendaItem.Kind.PROGRAMME
    )

    parts = build_pack(MAY, as_of=DEMONSTRATION_DAY).parts

    part = next(part for part in parts if part.kind == "work programme")
    html = render_to_string(part.template, {"report": part.report, "part": part})
    assert "Performance monitoring report" in html
    assert "Minute 27 (c) of 13\u00a0March 2006" in html


def test_nothing_of_an_exempt_report_is_in_the_programme_but_its_public_title(
    make_user: Callable[..., User],
) -> None:
    meeting = make_exempt_meeting()
    work = add_item(
        committee=meeting.committee,
        title=marked("worktitle"),
        purpose=marked("workpurpose"),
        lead=marked("worklead"),
        note=marked("worknote"),
    )
    link_item(item=work, agenda_item=meeting.items.get(order=1))

    slug = meeting.committee.slug
    shown = {
        is_privileged: repr(
            build_programme(
                slug,
                as_of=DEMONSTRATION_DAY,
                reader=MEMBERS if is_privileged else PUBLIC,
            )
        )
        for is_privileged in (True, False)
    }
    assert marked("worktitle") in shown[True]
    assert MARK not in shown[False].replace(SLUG, "")
    assert "A contract" in shown[False]
    assert MARK not in repr(programme_of(meeting.committee, as_of=DEMONSTRATION_DAY))

    officer = Client()
    backend = "herefordshire_cs.accounts.backends.EmailBackend"
    officer.force_login(make_user(Role.OFFICER), backend)
    for address in ("/programme/", f"/programme/{slug}/"):
        assert MARK not in officer.get(address).content.decode()
