"""From an empty database to a council at work: its name, scheme, people, bodies, agenda and plan.

Nobody edits a file or opens Django’s administration pages, and no page names another council.
"""

from collections.abc import Callable
from typing import Any

from django.core.management import call_command
from playwright.sync_api import Page, Response, expect

from governance.models import Committee, Meeting
from herefordshire_cs.accounts.models import User
from herefordshire_cs.council.models import Council
from herefordshire_cs.front.presenters.setting_up import missing_of, steps
from herefordshire_cs.lib import clock, council
from tests.conftest import superuser
from tests.tools.axe import violations

DIRECTOR = "director@borough.example"
ROLES = {
    "Clerk": "Committee clerk",
    "Second clerk": "Committee clerk",
    "Performance manager": "Performance officer",
    "Director": "Director",
    "Second director": "Director",
    "Head of Placements": "Officer",
    "Head of Schools": "Officer",
    "Chair of the board": "Member",
    "Internal audit": "Auditor",
    "Health lead": "Partner",
}
HEAD = "Ref,Theme,Action,Lead officer,By when,RAG,Progress"
ROWS = [
    f"{number}.1,Theme {number}: Practice,Do the {number}th thing,Head of Placements,"
    f'{number} July 2006,Amber,"01/05/06: Begun."'
    for number in range(1, 21)
]


def list_of_people() -> str:
    """Return ten people as a spreadsheet pastes them."""
    rows = [
        f"{title}\t{title.lower().replace(' ', '.')}@borough.example\t{title}\tCare\t{role}"
        for title, role in ROLES.items()
    ]
    return "\n".join(["Name\tE-mail address\tJob title\tTeam\tRoles", *rows])


def no_other_council(page: Page, found: list[str]) -> None:
    """Note each page that the browser is sent in which another council is named."""

    def look(response: Response) -> None:
        if "text/html" in response.headers.get("content-type", "") and response.status < 300:
            words = response.text()
            found.extend([response.url] * ("Hereford" in words))

    page.on("response", look)


def account(email: str) -> User:
    return User.objects.get(email=email)


def enter_the_council(page: Page) -> None:
    page.goto("/setting-up/")
    expect(page.get_by_role("main")).to_contain_text("Missing: its name, its short name")
    assert violations(page) == []
    page.get_by_role("link", name="The council").click()
    page.get_by_role("button", name="Enter the council").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Enter the council")
    assert violations(page) == []
    page.get_by_label("Name of the council").fill("Borough of Example")
    page.get_by_label("Short name").fill("Example")
    page.get_by_label("Service that keeps the plans").fill("Children and Families")
    page.get_by_label("Address").fill("Town Hall, Example")
    page.get_by_label("Whom to ask about papers").fill("Democratic Services, 01632 960000")
    page.get_by_label("Whom to ask for large print").fill("access@borough.example")
    page.get_by_label("Colour of the head of each page").fill("#ffdd00")
    page.get_by_role("button", name="Keep the record").click()
    expect(page.get_by_role("alert")).to_contain_text("White words cannot be read on #ffdd00")
    expect(page.get_by_label("Short name")).to_have_value("Example")
    page.get_by_label("Colour of the head of each page").fill("#5b2a6e")
    page.get_by_role("button", name="Keep the record").click()
    expect(page.get_by_role("banner")).to_contain_text("Borough of Example")
    assert violations(page) == []


def make_a_scheme(page: Page) -> None:
    page.goto("/setting-up/")
    page.get_by_role("link", name="How plans are rated").click()
    page.get_by_role("link", name="Make a scheme").click()
    page.get_by_label("Name").fill("BRAG of the board")
    page.get_by_label("Blue, red, amber, green").check()
    page.get_by_role("button", name="Make it").click()
    expect(page.get_by_role("main")).to_contain_text("BRAG of the board")


def add_the_people(page: Page) -> None:
    page.goto("/setting-up/")
    page.get_by_role("link", name="People and their roles").click()
    page.get_by_role("button", name="Add a list of people").click()
    page.get_by_label("Or paste the rows").fill(list_of_people())
    page.get_by_role("button", name="Read the list").click()
    page.get_by_role("button", name="Add 10 people").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Links to hand over")


def make_a_board_and_a_committee(page: Page) -> None:
    page.goto("/committees/")
    page.get_by_role("link", name="Add a body").click()
    page.get_by_label("Name").fill("Improvement Board")
    page.get_by_label("Board", exact=True).check()
    page.get_by_label("Its members and officers alone").check()
    page.get_by_role("button", name="Add the body").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Improvement Board")
    page.goto("/committees/")
    page.get_by_role("link", name="Add a body").click()
    page.get_by_label("Name").fill("Children’s Scrutiny Committee")
    page.get_by_label("Scrutiny committee", exact=True).check()
    page.get_by_label("Anybody: its agendas").check()
    page.get_by_role("button", name="Add the body").click()
    page.get_by_role("link", name="Add a member").click()
    page.get_by_label("Name").fill("A. Example")
    page.get_by_label("In which capacity").select_option("Councillor")
    page.get_by_label("First day").fill("1 May 2006")
    page.get_by_role("button", name="Add the member").click()
    page.get_by_role("link", name="Plan a meeting").click()
    page.get_by_label("Day", exact=True).fill("12 June 2006")
    page.get_by_role("button", name="Plan the meeting").click()
    page.get_by_role("link", name="Add an item").click()
    page.get_by_label("Title").fill("THE IMPROVEMENT PLAN")
    page.get_by_role("button", name="Put it on the agenda").click()
    expect(page.get_by_role("main")).to_contain_text("THE IMPROVEMENT PLAN")
    assert violations(page) == []


def bring_the_plan_in(page: Page) -> None:
    page.goto("/setting-up/")
    page.get_by_role("link", name="A plan").click()
    content = "\n".join((HEAD, *ROWS)).encode()
    file = {"name": "plan.csv", "mimeType": "text/csv", "buffer": content}
    page.get_by_label("File", exact=True).set_input_files(file)  # type: ignore[arg-type]
    page.get_by_label("Title").fill("Improvement plan")
    page.get_by_label("It begins on").fill("1 April 2006")
    page.get_by_role("button", name="Read the file").click()
    page.get_by_role("button", name="See every row").click()
    unknown = page.get_by_role("button", name="All unknown leads are new")
    if unknown.count():
        unknown.click()
    page.get_by_role("button", name="Load 20 actions").click()
    expect(page.get_by_role("main")).to_contain_text("20 actions loaded into “Improvement plan”")


def test_a_council_begins_with_an_empty_database_and_is_at_work(
    visit: Callable[..., Page], sign_in: Callable[[Page, Any], None], transactional_db: None
) -> None:
    call_command("unload_demonstration", verbosity=0)
    Council.objects.all().delete()  # where the run of the tests has another council’s
    Council.history.all().delete()
    council.forget()
    naming_another: list[str] = []

    def at_the_desk_of(user: User) -> Page:
        page = visit(viewport={"width": 1280, "height": 900})
        no_other_council(page, naming_another)
        sign_in(page, user)
        return page

    page = at_the_desk_of(superuser())
    page.goto("/people/new/")
    page.get_by_label("Name").fill("Systems administrator")
    page.get_by_label("E-mail address").fill("systems@borough.example")
    page.get_by_label("Administrator", exact=True).check()
    page.get_by_role("button", name="Add the person and make their link").click()

    page = at_the_desk_of(account("systems@borough.example"))
    enter_the_council(page)
    make_a_scheme(page)
    add_the_people(page)

    make_a_board_and_a_committee(at_the_desk_of(account("clerk@borough.example")))
    bring_the_plan_in(at_the_desk_of(account("performance.manager@borough.example")))

    page = at_the_desk_of(account(DIRECTOR))
    page.goto("/")
    expect(page.get_by_role("main")).to_contain_text("Improvement plan")
    assert violations(page) == []
    left = missing_of(steps(as_of=clock.today()))
    assert [step.title for step in left] == ["Indicators", "A backup seen"]
    assert Meeting.objects.get().items.filter(title="THE IMPROVEMENT PLAN").exists()
    assert not Committee.objects.get(name="Improvement Board").is_open_to_public
    assert naming_another == []
