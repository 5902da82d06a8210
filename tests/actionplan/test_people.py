"""The people of the council: whole lists, who stands for which name, deputies, organisations."""

import io
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from actionplan.models import Action, Deputy, JobShare, Officer, Organisation, Plan, ProgressUpdate
from actionplan.models.corrections import Recording
from actionplan.presenters.action_page import build_action_page
from actionplan.presenters.my_actions import build_my_actions
from actionplan.presenters.officers import build_officer_page, build_register
from actionplan.rag import Status
from actionplan.services.organisations import merge_organisation, rename_organisation
from actionplan.services.people import organisations_called
from actionplan.services.updates import post_progress_update
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.plan_roles import EVERY_PLAN
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.lib import clock
from tests.conftest import user_in
from tests.factories import RECORDED_AT, make_action, make_lead, make_plan, make_recommendation
from tests.tools.controls import typed_in

pytestmark = pytest.mark.django_db

SEND = "/people/list/"
HEADS = "Name\tE-mail address\tJob title\tTeam\tRoles\n"
GOOD = (
    HEADS
    + "A. Person\tA.Person@c.example\tClerk\tPlacements\tOfficer\n"
    + "B. Person\tb@c.example\tManager\tPlacements\tOfficer, Performance officer\n"
)


@pytest.fixture
def administrator(make_user: Callable[..., User]) -> User:
    return make_user(Role.ADMINISTRATOR)


@pytest.fixture
def browser(administrator: User) -> Client:
    return browser_of(administrator)


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user, "herefordshire_cs.accounts.backends.EmailBackend")
    return client


def send(browser: Client, words: str, **more: Any) -> Any:
    return browser.post(SEND, {"words": words, "usual_role": "", **more})


def press(browser: Client, page: Any, **typed: Any) -> Any:
    """Press the button that adds the people, with what was typed and ticked."""
    sent = typed_in(page) | {"add": "1"} | typed
    return browser.post(SEND, sent, follow=True)


def said(page: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


# --- A list --------------------------------------------------------------------------------------


def test_nobody_is_added_until_it_is_pressed_and_then_each_has_a_link(browser: Client) -> None:
    shown = send(browser, GOOD)
    assert "2 rows: 2 to be added" in said(shown)
    assert not User.objects.filter(email__endswith="@c.example").exists()

    links = press(browser, shown)

    assert links.redirect_chain[-1][0] == "/people/links/"
    assert links.content.decode().count("/password/") == 2
    first, second = User.objects.filter(email__endswith="@c.example").order_by("email")
    assert (first.name, first.email) == ("A. Person", "a.person@c.example")
    assert {group.name for group in second.groups.all()} == {"Officer", "Performance officer"}
    assert not first.has_usable_password()
    assert first.workplace.post == "Clerk"
    assert first.workplace.organisation == second.workplace.organisation
    assert "/password/" not in browser.get("/people/links/").content.decode()


def test_a_link_of_a_list_lets_its_person_choose_a_password(browser: Client) -> None:
    page = press(browser, send(browser, GOOD)).content.decode()
    link = re.findall(r"http://testserver(/password/[^<]+)", page)[0]

    visitor = Client()
    form = visitor.get(link, follow=True).redirect_chain[-1][0]
    password = "medlars and quinces 1806"
    visitor.post(form, {"new_password1": password, "new_password2": password})

    assert User.objects.get(email="a.person@c.example").check_password(password)


def test_a_list_with_faults_adds_nobody_and_is_put_right_on_the_page(browser: Client) -> None:
    words = (
        HEADS
        + "A. Person\tsame@c.example\t\t\tOfficer\n"
        + "B. Person\tSame@c.example\t\t\tOfficer\n"
        + "\tnameless@c.example\t\t\tOfficer\n"
        + "D. Person\td@c.example\t\t\tGardener\n"
    )
    shown = send(browser, words)
    assert "4 rows have faults" in said(shown)

    again = press(browser, shown)
    assert "4 rows have faults" in said(again)
    assert not User.objects.filter(email__endswith="@c.example").exists()

    typed = {"leave_out": ["3"], "r4-name": "C. Person", "r5-roles": "auditor"}
    press(browser, again, **typed)

    assert sorted(
        User.objects.filter(email__endswith="@c.example").values_list("name", flat=True)
    ) == ["A. Person", "C. Person", "D. Person"]


def test_an_address_that_has_an_account_is_offered_the_roles_and_given_them_if_ticked(
    browser: Client,
) -> None:
    there = user_in(Role.OFFICER, email="there@c.example")
    words = HEADS + "Somebody\tthere@c.example\t\t\tOfficer, Auditor\n" + GOOD.split("\n")[1]

    shown = send(browser, words)
    assert "Has an account already" in said(shown)
    assert "Give it Auditor too" in said(shown)

    press(browser, send(browser, words.replace("A.Person", "other")))
    assert {group.name for group in there.groups.all()} == {"Officer"}

    press(browser, shown, give="2")
    assert {group.name for group in there.groups.all()} == {"Officer", "Auditor"}


def test_nobody_gives_themselves_a_role_with_a_list(browser: Client, administrator: User) -> None:
    words = f"{HEADS}Me\t{administrator.email}\t\t\tDirector\n"
    shown = send(browser, words)
    assert "It is your own account" in said(shown)

    press(browser, shown, give="2")

    assert {group.name for group in administrator.groups.all()} == {"Administrator"}


def test_an_address_taken_meanwhile_adds_nobody_of_the_list(browser: Client) -> None:
    shown = send(browser, GOOD)
    user_in(Role.OFFICER, email="b@c.example")

    page = press(browser, shown)

    # Looked at again, the row is one that is there already; the other is added.
    assert User.objects.filter(email__endswith="@c.example").count() == 2
    assert "1 person added" in said(page)


def test_a_workbook_and_a_csv_file_are_read_alike(browser: Client) -> None:
    book = Workbook()
    book.active.append(["Name", "Email", "Role"])
    book.active.append(["A. Person", "a@c.example", "Officer"])
    content = io.BytesIO()
    book.save(content)
    for name, data in (
        ("people.xlsx", content.getvalue()),
        ("people.csv", b"Name;Email;Role\r\nA. Person;a@c.example;Officer\r\n"),
    ):
        file = io.BytesIO(data)
        file.name = name
        shown = browser.post(SEND, {"file": file, "usual_role": ""})
        assert "1 row: 1 to be added" in said(shown), name


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("Name\tE-mail address", "It names nobody"),
        ("A\ta@c.example\n" * 301, "Send 300 people at a time at most"),
        ("", "Choose a file, or paste the rows below"),
    ],
)
def test_what_is_no_list_is_refused_in_words(words: str, why: str, browser: Client) -> None:
    assert why in said(send(browser, words))


def test_a_page_that_did_not_come_back_whole_asks_for_the_list_again(browser: Client) -> None:
    assert "did not come back whole" in said(browser.post(SEND, {"list": "{", "add": "1"}))


def test_the_columns_can_be_said_otherwise(browser: Client) -> None:
    shown = send(browser, "Clerk\ta@c.example\tA. Person")
    sent = typed_in(shown) | {"holds-0": "post", "holds-2": "name", "usual_role": "Officer"}

    again = browser.post(SEND, sent | {"again": "1"})
    press(browser, again)

    person = User.objects.get(email="a@c.example")
    assert (person.name, person.workplace.post) == ("A. Person", "Clerk")


def test_the_template_has_heads_that_are_read(browser: Client) -> None:
    page = browser.get("/people/list/template/")
    sheet = load_workbook(io.BytesIO(page.content)).active
    heads = "\t".join(cell.value for cell in sheet[1])

    shown = send(browser, f"{heads}\nA\ta@c.example\tClerk\tPlacements\tOfficer\n")

    assert "1 row: 1 to be added" in said(shown)


def test_links_are_made_again_for_all_who_chose_no_password(browser: Client) -> None:
    press(browser, send(browser, GOOD))
    user_in(Role.OFFICER, email="has.one@c.example")

    page = browser.post("/people/links/", follow=True)

    assert page.content.decode().count("/password/") == 2


def test_adding_many_costs_as_many_statements_as_adding_few(
    browser: Client, django_assert_max_num_queries: Any
) -> None:
    rows = [f"P. {number}\tp{number}@c.example\t\tPlacements\tOfficer\n" for number in range(200)]
    shown = send(browser, HEADS + "".join(rows))

    with django_assert_max_num_queries(60):
        press(browser, shown)

    assert User.objects.filter(email__endswith="@c.example").count() == 200


# --- The list of people --------------------------------------------------------------------------


def test_the_list_says_where_people_work_what_they_lead_and_who_is_dormant(
    browser: Client,
) -> None:
    lead = user_in(Role.OFFICER, email="lead@c.example", initials="HL")
    User.objects.filter(pk=lead.pk).update(
        name="L. Lead", last_login=timezone.now() - timedelta(days=91)
    )
    browser.post(
        f"/people/{lead.pk}/",
        {
            "name": "L. Lead",
            "email": lead.email,
            "roles": ["Officer"],
            "is_active": "on",
            "post": "Head of Care",
            "organisation": "Children’s Services",
        },
    )

    page = browser.get("/people/?state=dormant&words=care")
    sheet = browser.get("/people/?_export=csv&words=lead@c")

    assert [row.name for row in page.context["page_obj"]] == ["L. Lead"]
    assert "Dormant: no sign-in for 90 days" in said(page)
    line = b"".join(sheet).decode().splitlines()[1]
    assert line.startswith("L. Lead,lead@c.example,Head of Care,Children’s Services,Officer,")
    assert "JAR Performance Improvement Action Plan" in line


def test_an_account_that_was_used_lately_is_not_dormant(browser: Client) -> None:
    recent = user_in(Role.OFFICER)
    User.objects.filter(pk=recent.pk).update(last_login=timezone.now() - timedelta(days=89))

    page = browser.get("/people/?state=dormant")

    assert recent.name not in [row.name for row in page.context["page_obj"]]


# --- Who stands for which name -------------------------------------------------------------------


def test_names_are_tied_to_accounts_and_a_job_share_to_two(browser: Client, jar: Plan) -> None:
    officer = Officer.objects.get(initials="HL")
    first = user_in(Role.OFFICER, email="first@c.example")
    second = user_in(Role.PARTNER, email="second@c.example")
    page = browser.get("/people/names/jar-2005/")
    typed = {f"officer-{officer.pk}": "first@c.example; second@c.example"}

    browser.post("/people/names/jar-2005/", typed_in(page) | typed)

    officer.refresh_from_db()
    assert officer.user == first
    assert [share.user for share in officer.shares.all()] == [second]
    on = jar.starts_on
    assert set(Action.objects.led_by(first, on=on)) == set(Action.objects.led_by(second, on=on))
    assert build_my_actions(second, as_of=on) is not None
    assert "Stands for HL" in said(browser.get(f"/people/{first.pk}/"))


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("nobody@c.example", "Nobody whose account is open is called “nobody@c.example”"),
        ("Twin", "Several are called “Twin”. Type the address"),
    ],
)
def test_who_cannot_be_told_is_said_beside_the_name_and_nothing_changes(
    words: str, why: str, browser: Client
) -> None:
    User.objects.create_user("one@c.example", name="Twin")
    User.objects.create_user("two@c.example", name="Twin")
    lead = user_in(Role.OFFICER, initials="HL")
    officer = Officer.objects.get(initials="HL")
    page = browser.get("/people/names/jar-2005/")

    refused = browser.post(
        "/people/names/jar-2005/", typed_in(page) | {f"officer-{officer.pk}": words}
    )

    assert why in said(refused)
    assert words in refused.content.decode()
    officer.refresh_from_db()
    assert officer.user == lead


def test_a_name_that_agrees_is_suggested_and_tied_only_once_it_is_kept(browser: Client) -> None:
    person = User.objects.create_user("henry@c.example", name="Henry Lewis")
    officer = Officer.objects.get(initials="HL")
    assert officer.user is None

    plain = browser.get("/people/names/jar-2005/")
    filled = browser.get("/people/names/jar-2005/?suggested=1")

    assert "Suggested: Henry Lewis &lt;henry@c.example&gt;, since the name agrees" in said(plain)
    assert typed_in(plain)[f"officer-{officer.pk}"] == ""
    assert Officer.objects.get(initials="HL").user is None
    browser.post("/people/names/jar-2005/", typed_in(filled))
    assert Officer.objects.get(initials="HL").user == person


def test_a_form_of_names_without_a_name_leaves_it_as_it_is(browser: Client) -> None:
    lead = user_in(Role.OFFICER, initials="HL")

    browser.post("/people/names/jar-2005/", {})

    assert Officer.objects.get(initials="HL").user == lead


# --- Deputies ------------------------------------------------------------------------------------


def appoint(person: User, deputy: User, from_on: date, until_on: date) -> Deputy:
    return Deputy.objects.create(person=person, deputy=deputy, from_on=from_on, until_on=until_on)


def test_a_deputy_updates_what_a_person_leads_from_a_day_to_a_day_and_the_record_says_for_whom(
    jar: Plan,
) -> None:
    lead = user_in(Role.OFFICER, email="lead@c.example", initials="HL")
    deputy = user_in(Role.OFFICER, email="deputy@c.example")
    User.objects.filter(pk=deputy.pk).update(name="D. Deputy")
    User.objects.filter(pk=lead.pk).update(name="L. Lead")
    deputy.refresh_from_db()
    today = clock.today()
    appoint(lead, deputy, today, today)

    mine = build_my_actions(deputy, as_of=today)
    assert mine is not None
    assert "L. Lead, as deputy to" in mine.officer
    assert not Action.objects.led_by(deputy, on=today - timedelta(days=1)).exists()
    assert not Action.objects.led_by(deputy, on=today + timedelta(days=1)).exists()

    address = "/plans/jar-2005/actions/5.6/updates/new/"
    client = browser_of(deputy)
    typed = typed_in(client.get(address)) | {"narrative": "Under way.", "state": "open"}
    assert client.post(address, typed).status_code == 302

    found = ProgressUpdate.objects.filter(action__reference="5.6", author=deputy)
    assert [row.author_for for row in found] == [lead]
    shown = build_action_page("jar-2005", "5.6", as_of=today)
    assert "D. Deputy for L. Lead" in [entry.author for entry in shown.history]


def test_who_leads_an_action_too_says_it_for_nobody_else() -> None:
    action = make_action(make_recommendation(make_plan()))
    lead = user_in(Role.OFFICER, email="lead@c.example")
    both = user_in(Role.OFFICER, email="both@c.example")
    Officer.objects.filter(pk=make_lead(action, "ZY").pk).update(user=lead)
    Officer.objects.filter(pk=make_lead(action, "ZX").pk).update(user=both)
    on = action.plan.starts_on
    appoint(lead, both, on, on)

    update = post_progress_update(
        action=action,
        author=both,
        reported_on=on,
        recorded_on=on,
        recorded_at=RECORDED_AT,
        narrative="Mine",
        status=Status.IN_PROGRESS,
    )

    assert update.author_for is None


def test_a_deputy_for_a_job_share_acts_for_it() -> None:
    action = make_action(make_recommendation(make_plan()))
    sharer = user_in(Role.OFFICER, email="sharer@c.example")
    deputy = user_in(Role.OFFICER, email="deputy@c.example")
    JobShare.objects.create(officer=make_lead(action, "ZY"), user=sharer)
    on = action.plan.starts_on
    appoint(sharer, deputy, on, on)

    assert Action.objects.led_by(deputy, on=on).get() == action


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"deputy": "", "from_on": "today", "until_on": "today"}, "Say who stands in"),
        ({"from_on": "1 June 2036", "until_on": "1 May 2036"}, "The last day is before the first"),
        ({"from_on": "1 May 1999", "until_on": "1 June 1999"}, "This day has gone"),
        ({"deputy": "person@c.example"}, "Nobody stands in for themselves"),
    ],
)
def test_a_deputy_is_refused_in_words(typed: dict[str, str], why: str, browser: Client) -> None:
    person = user_in(Role.OFFICER, email="person@c.example")
    user_in(Role.PARTNER, email="deputy@c.example")
    plain = {"deputy": "deputy@c.example", "from_on": "1 May 2036", "until_on": "2 May 2036"}

    page = browser.post(f"/people/{person.pk}/deputies/new/", plain | typed)

    assert why in said(page)
    assert not Deputy.objects.exists()


def test_a_deputy_is_ended_from_today_on(browser: Client) -> None:
    person = user_in(Role.OFFICER, email="person@c.example")
    deputy = user_in(Role.PARTNER, email="deputy@c.example")
    today = clock.today()
    row = appoint(person, deputy, today - timedelta(days=3), today + timedelta(days=3))

    browser.post(f"/people/{person.pk}/deputies/{row.pk}/end/")

    assert not Deputy.objects.on(today).exists()
    assert Deputy.objects.on(today - timedelta(days=1)).get() == row


# --- Organisations and teams ---------------------------------------------------------------------


def recording(administrator: User, on: date) -> Recording:
    return Recording(author=administrator, on=on, at=RECORDED_AT)


def test_a_renamed_organisation_has_its_earlier_name_on_earlier_days(
    administrator: User, jar: Plan
) -> None:
    row = Officer.objects.exclude(organisation=None)[0].organisation
    assert row is not None
    before, on = row.name, jar.starts_on + timedelta(days=30)

    rename_organisation(row, name="A new name", kind="team", by=recording(administrator, on))

    def names(as_of: date) -> set[str]:
        return {line.name for line in build_register(as_of=as_of, access=EVERY_PLAN).organisations}

    assert before in names(on - timedelta(days=1))
    assert "A new name" not in names(on - timedelta(days=1))
    assert "A new name" in names(on)


def test_two_organisations_that_are_one_are_merged_from_a_day_on(
    administrator: User, jar: Plan
) -> None:
    action = make_action(make_recommendation(make_plan()))
    twice, once = (Organisation.objects.create(code=code, name=code) for code in ("zz-a", "zz-b"))
    action.roles.create(organisation=twice, part="support")
    officer = make_lead(action, "ZY")
    Officer.objects.filter(pk=officer.pk).update(organisation=twice)
    on = action.plan.starts_on + timedelta(days=30)

    merge_organisation(twice, into=once, by=recording(administrator, on))

    def partners(as_of: date) -> set[str]:
        lines = build_register(as_of=as_of, access=EVERY_PLAN).organisations
        return {line.name for line in lines if line.plan == action.plan.slug}

    assert partners(on - timedelta(days=1)) == {"zz-a"}
    assert partners(on) == {"zz-b"}
    assert build_officer_page("ZY", as_of=on, access=EVERY_PLAN).line.organisation == "zz-b"
    assert organisations_called(["ZZ-A"])["zz-a"] == once


def test_a_name_that_another_organisation_has_is_refused(browser: Client) -> None:
    Organisation.objects.create(code="zz-a", name="Placements")

    page = browser.post("/people/organisations/", {"name": "placements", "kind": ""})

    assert "Another organisation has this name" in said(page)
    assert 'value="placements"' in page.content.decode()
