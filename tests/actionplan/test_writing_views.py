"""The pages that write: what is wrong is said beside its field, what was typed is still there."""

import csv
import io
import re
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from openpyxl import load_workbook

from actionplan.models import Action, Doubt, EvidenceVersion, Plan
from actionplan.rag import Status
from actionplan.services import doubts, updates
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.rag import Rag
from tests.conftest import DEMONSTRATION_DAY
from tests.factories import make_moderation, make_plan, make_update

pytestmark = pytest.mark.usefixtures("jar")

type SignIn = Callable[[User], Client]
type MakeUser = Callable[..., User]

ACTION = "/plans/jar-2005/actions/5.6/"  # led by HL; due 30 April 2006, last update 4 January
NOT_THEIRS = "/plans/jar-2005/actions/1.1/"  # led by SF and ISM
COMPLETED = "/plans/jar-2005/actions/7.2/"  # signed off by HL; completed in January 2006
# Of an action that is past its by-when, which is asked no colour.
UPDATE = {"narrative": "Two posts were filled.", "reported_on": "19 May 2006", "state": "open"}
MOVE = {
    "by_when": "31 August 2006",
    "reason": "The consultation runs until July",
    "beyond_reason": "",
}
MODERATION = {"rating": "amber", "reason": "The draft strategy was seen"}


class Controls(HTMLParser):
    """Reads what a form's controls hold, as a browser would send them back."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.open_textarea = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        name = found.get("name", "")
        if tag == "textarea":
            self.open_textarea = name
            self.values[name] = ""
        if tag != "input" or not name or found.get("type") in {"submit", "file"}:
            return
        if found.get("type") not in {"radio", "checkbox"} or "checked" in found:
            self.values[name] = found.get("value", "")

    def handle_data(self, data: str) -> None:
        if self.open_textarea:
            self.values[self.open_textarea] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            name, self.open_textarea = self.open_textarea, ""
            self.values[name] = self.values[name].removeprefix("\r").removeprefix("\n")


def page_of(response: HttpResponse) -> str:
    """Return a page as text, each day joined to its month by a plain space."""
    return response.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def typed_in(response: HttpResponse) -> dict[str, str]:
    """Return what the controls of a page's form hold, but for its token and the page's own day."""
    values = Controls(page_of(response)).values
    aside = {"csrfmiddlewaretoken", "as_at", "once"}
    return {name: value for name, value in values.items() if name not in aside}


def said_beside(response: HttpResponse, field: str) -> str:
    """Return what is said beside one field of a page."""
    found = re.search(rf'<p [^>]*id="id_{field}_error">(.*?)</p>', page_of(response), re.DOTALL)
    assert found, f"nothing is said beside {field}"
    return words_of(found[1]).removeprefix("Error: ")


def said_above(response: HttpResponse) -> str:
    """Return what the summary of errors says."""
    found = re.search(r'govuk-error-summary__list">(.*?)</ul>', page_of(response), re.DOTALL)
    assert found, "there is no summary of errors"
    return words_of(found[1])


def words_of(markup: str) -> str:
    """Return the words that a reader sees."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", markup)).split())


def record_of(reference: str) -> list[Any]:
    """Return all that is stored of an Action, to be compared with itself."""
    action = Action.objects.get(plan__slug="jar-2005", reference=reference)
    return [
        list(rows.order_by("pk").values())
        for rows in (
            action.updates,
            action.by_whens,
            action.moderations,
            action.standings,
            action.evidence,
        )
    ]


@pytest.fixture
def as_officer(sign_in: SignIn, officer: User) -> Client:
    """The officer HL at their desk."""
    return sign_in(officer)


@pytest.fixture
def as_director(sign_in: SignIn, director: User) -> Client:
    """The director SF at their desk."""
    return sign_in(director)


# --- What cannot be taken ------------------------------------------------------------------------

LONG_NOTE = "Nine words of one sentence, over and over. " * 465 + "End."
WRONG_UPDATES = {
    "a day that is in no calendar, in figures": (
        {"reported_on": "31 02 06"},
        "reported_on",
        "“31 02 06” is not a day in the calendar. Type one like 22 May 2006.",
    ),
    "a day that is in no calendar, in words": (
        {"reported_on": "30 February 2006"},
        "reported_on",
        "“30 February 2006” is not a day in the calendar. Type one like 22 May 2006.",
    ),
    "a day before the plan": (
        {"reported_on": "30 November 2005"},
        "reported_on",
        "30 November 2005 is before the plan began on 1 December 2005.",
    ),
    "a day to come": (
        {"reported_on": "23 May 2006"},
        "reported_on",
        "23 May 2006 has not come yet. Today is 22 May 2006.",
    ),
    "a completion without a note": (
        {"narrative": "", "state": "done"},
        "narrative",
        "Say what was done: a completion needs a note",
    ),
    "a note of 20,000 characters": (
        {"narrative": LONG_NOTE},
        "narrative",
        "This has 19,999 characters; write at most 10,000. "
        "Attach a long text as evidence instead.",
    ),
    "neither open nor done": ({"state": ""}, "state", "Say whether it is still open or done"),
    "a by-when of which nobody is asked": (
        {"by_when": "31 August 2006", "needed": "A post"},
        "approver",
        "Choose who is asked to agree to the new by-when",
    ),
    "a by-when that is none": (
        {"by_when": "when we can", "needed": "A post"},
        "by_when",
        "“when we can” could not be read as a time. "
        "Type one like 22 May 2006 or May 2006, or that it is ongoing or to be confirmed.",
    ),
    "a by-when of what is done": (
        {"by_when": "31 August 2006", "needed": "A post", "state": "done"},
        "by_when",
        "All of it is done, so it needs no new by-when: clear this",
    ),
    "a day that is a script": (
        {"reported_on": "<script>alert(1)</script>"},
        "reported_on",
        "“<script>alert(1)</script>” is not a day in the calendar. Type one like 22 May 2006.",
    ),
}


@pytest.mark.parametrize(
    ("typed", "field", "message"), WRONG_UPDATES.values(), ids=WRONG_UPDATES.keys()
)
def test_what_is_wrong_in_an_update_is_said_beside_it_and_nothing_typed_is_lost(
    as_officer: Client, typed: dict[str, str], field: str, message: str
) -> None:
    before = record_of("5.6")
    sent = UPDATE | {"narrative": '‘Draft’ – <b>seen</b> & "noted"'} | typed
    response = as_officer.post(f"{ACTION}updates/new/", sent)

    assert response.status_code == 200
    assert said_beside(response, field) == message
    assert said_above(response) == message
    assert f'href="#id_{field}' in page_of(response)
    shown = typed_in(response)
    assert {name: shown.get(name, "") for name in sent} == sent
    assert "<script>alert" not in page_of(response)
    assert record_of("5.6") == before


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        pytest.param(
            {"by_when": "30 February 2006"},
            "by_when",
            "“30 February 2006” could not be read as a time. "
            "Type one like 22 May 2006 or May 2006, or that it is ongoing or to be confirmed.",
            id="a by-when that is in no calendar",
        ),
        pytest.param(
            {"by_when": "when we can"},
            "by_when",
            "“when we can” could not be read as a time. "
            "Type one like 22 May 2006 or May 2006, or that it is ongoing or to be confirmed.",
            id="a by-when that is no time",
        ),
        pytest.param(
            {"by_when": "30 April 2006"},
            "by_when",
            "It is due by 30 April 2006 already. The new by-when must be later.",
            id="the by-when that it has",
        ),
        pytest.param(
            {"by_when": "21 May 2006"},
            "by_when",
            "21 May 2006 has gone already.",
            id="a by-when that has gone",
        ),
        pytest.param(
            {"by_when": "31 December 2099"},
            "beyond_reason",
            "31 December 2099 is later than any by-when that the plan set: "
            "the last is 30 April 2007. Say why it runs past that.",
            id="a by-when of another age",
        ),
        pytest.param({"reason": " "}, "reason", "Say why the by-when has to move", id="no reason"),
        pytest.param(
            {"approver": ""}, "approver", "Choose who is asked to agree", id="nobody is asked"
        ),
    ],
)
def test_what_is_wrong_in_a_move_is_said_beside_it_and_nothing_typed_is_lost(
    as_officer: Client, director: User, typed: dict[str, str], field: str, message: str
) -> None:
    before = record_of("5.6")
    sent = MOVE | {"approver": str(director.pk)} | typed
    response = as_officer.post(f"{ACTION}by-when/", sent)

    assert response.status_code == 200
    assert said_beside(response, field) == said_above(response) == message
    asked = sent.pop("approver")
    assert typed_in(response) == sent
    assert (f'<option value="{asked}" selected>' in page_of(response)) or not asked
    assert record_of("5.6") == before


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        pytest.param(
            {"reason": ""},
            "reason",
            "Say why: a rating is not changed without a reason",
            id="no reason",
        ),
        pytest.param({"rating": ""}, "rating", "Choose a rating", id="no rating"),
    ],
)
def test_what_is_wrong_in_a_moderation_is_said_beside_it_and_nothing_typed_is_lost(
    as_director: Client, typed: dict[str, str], field: str, message: str
) -> None:
    before = record_of("5.6")
    sent = MODERATION | typed
    response = as_director.post(f"{ACTION}moderation/", sent)

    assert said_beside(response, field) == said_above(response) == message
    shown = typed_in(response)
    assert {name: shown.get(name, "") for name in sent} == sent
    assert record_of("5.6") == before


def test_a_file_that_is_no_evidence_is_refused_and_the_note_is_kept(as_officer: Client) -> None:
    before = record_of("5.6")
    program = SimpleUploadedFile("audit.pdf", b"MZ\x90\x00" + b"\x00" * 200)
    response = as_officer.post(f"{ACTION}updates/new/", UPDATE | {"evidence": program})
    assert (
        said_beside(response, "evidence")
        == "audit.pdf is not a PDF, Word, Excel, PowerPoint, CSV or text file or a picture."
    )
    assert typed_in(response)["narrative"] == UPDATE["narrative"]
    assert record_of("5.6") == before


def test_a_closed_action_is_not_updated_and_the_note_is_kept(as_officer: Client) -> None:
    before = record_of("7.2")
    seen = typed_in(as_officer.get(f"{COMPLETED}updates/new/"))
    response = as_officer.post(f"{COMPLETED}updates/new/", seen | UPDATE | {"rating": "amber"})
    assert said_above(response) == "This action was completed before that day. It is not updated."
    assert typed_in(response)["narrative"] == UPDATE["narrative"]
    assert record_of("7.2") == before


# --- What is taken -------------------------------------------------------------------------------


def post_update(client: Client, **typed: Any) -> HttpResponse:
    """Open the form of 5.6, fill it in and post it."""
    opened = typed_in(client.get(f"{ACTION}updates/new/"))
    return client.post(f"{ACTION}updates/new/", opened | UPDATE | typed)


def test_the_form_as_it_opens_can_be_posted_with_a_note(as_officer: Client, officer: User) -> None:
    opened = typed_in(as_officer.get(f"{ACTION}updates/new/"))
    assert opened["reported_on"] == "22 May 2006"
    response = as_officer.post(
        f"{ACTION}updates/new/", opened | {"narrative": "Two posts filled", "state": "open"}
    )
    assert opened["following"] == "jar-2005 13.9"
    assert (response.status_code, response["Location"]) == (
        302,
        "/plans/jar-2005/actions/13.9/updates/new/#open",
    )
    posted = Action.objects.get(plan__slug="jar-2005", reference="5.6").updates.latest("pk")
    assert (posted.narrative, posted.author, posted.reported_on) == (
        "Two posts filled",
        officer,
        DEMONSTRATION_DAY,
    )
    assert (posted.status, posted.rating) == (Status.IN_PROGRESS, "")


def test_a_new_by_when_is_asked_for_in_the_same_post_or_nothing_is_posted(
    as_officer: Client, director: User
) -> None:
    asked = {"by_when": "31 August 2006", "needed": "A second post", "approver": director.pk}
    before = record_of("5.6")
    refused = post_update(as_officer, **asked | {"needed": ""})
    assert (
        said_beside(refused, "needed") == "Say what is needed, and so why the by-when has to move"
    )
    assert record_of("5.6") == before

    assert post_update(as_officer, **asked).status_code == 302

    action = Action.objects.get(plan__slug="jar-2005", reference="5.6")
    request = action.by_when_requests.get()
    assert (request.approver, request.reason) == (director, "A second post")
    posted = action.updates.latest("pk")
    assert (posted.narrative, posted.needed) == (UPDATE["narrative"], "A second post")
    page = words_of(page_of(as_officer.get(ACTION)))
    assert "What is needed: A second post" in page
    assert "due 30 April 2006, no completion recorded" in page
    again = page_of(as_officer.get(f"{ACTION}updates/new/"))
    assert "A new by-when is asked for already" in again


def test_all_of_it_done_completes_an_action_and_its_evidence_can_be_fetched(
    as_officer: Client,
) -> None:
    content = b"%PDF-1.4\n%%EOF"
    audit = SimpleUploadedFile("Audit <of> files.pdf", content, content_type="text/html")
    post_update(as_officer, state="done", evidence=audit)
    page = page_of(as_officer.get(ACTION))
    assert "Completed 19 May 2006" in page
    assert "Audit &lt;of&gt; files" in page

    evidence = EvidenceVersion.objects.get()
    response = as_officer.get(f"/plans/jar-2005/evidence/files/{evidence.pk}/")
    assert b"".join(response.streaming_content) == content
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_note_pasted_from_word_is_kept_and_shown_as_it_was_typed(as_officer: Client) -> None:
    pasted = "‘Team’ – “plan”\r\nPost\tFilled\r\nLine\x0bbroken\x07 here\u200b"
    post_update(as_officer, narrative=pasted)
    action = Action.objects.get(plan__slug="jar-2005", reference="5.6")
    kept = action.updates.latest("pk").narrative
    assert kept == "‘Team’ – “plan”\nPost\tFilled\nLine\nbroken here"
    assert "‘Team’ – “plan”<br>Post\tFilled<br>Line<br>broken here" in page_of(
        as_officer.get(ACTION)
    )


SCRIPT = "<script>alert('ran')</script><img src=x onerror=alert(2)> {{ 7|add:1 }} </textarea>"


@pytest.mark.parametrize(
    "address",
    [
        ACTION,
        f"{ACTION}updates/new/",
        "/plans/jar-2005/recommendations/5/",
        "/plans/jar-2005/actions/?words=alert",
        "/search/?words=alert",
        "/plans/jar-2005/reports/action-plan/",
    ],
)
def test_a_script_in_a_note_is_shown_and_never_run(as_officer: Client, address: str) -> None:
    post_update(as_officer, narrative=SCRIPT)
    page = page_of(as_officer.get(address))
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    if address == ACTION:
        assert words_of(page).count(SCRIPT) == 1


def test_a_script_in_the_search_box_and_the_filters_is_never_run(as_officer: Client) -> None:
    for address in ("/search/", "/plans/jar-2005/actions/", "/plans/jar-2005/"):
        page = page_of(as_officer.get(address, {"words": SCRIPT, "as_at": SCRIPT, "lead": SCRIPT}))
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_seeing_what_will_be_read_stores_nothing(as_officer: Client) -> None:
    before = record_of("5.6")
    response = as_officer.post(f"{ACTION}updates/new/", UPDATE | {"preview": "1"})
    assert response.status_code == 200
    assert typed_in(response)["narrative"] == UPDATE["narrative"]
    assert record_of("5.6") == before


def test_a_new_by_when_is_asked_for_and_the_old_one_holds(
    as_officer: Client, director: User
) -> None:
    response = as_officer.post(f"{ACTION}by-when/", MOVE | {"approver": director.pk})
    assert (response.status_code, response["Location"]) == (302, ACTION)
    page = words_of(page_of(as_officer.get(ACTION)))
    assert "New by-when asked for: 31 August 2006" in page
    assert f"The consultation runs until July. Waits for {director.name}." in page
    assert "due 30 April 2006, no completion recorded" in page


def test_a_form_without_its_token_is_refused(officer: User) -> None:
    before = record_of("5.6")
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(officer, backend="herefordshire_cs.accounts.backends.EmailBackend")
    assert strict.post(f"{ACTION}updates/new/", UPDATE).status_code == 403
    assert record_of("5.6") == before


# --- Two at once ---------------------------------------------------------------------------------


def test_the_second_of_two_sees_the_words_of_the_first_and_loses_none_of_their_own(
    as_officer: Client, director: User
) -> None:
    opened = typed_in(as_officer.get(f"{ACTION}updates/new/"))
    action = Action.objects.get(plan__slug="jar-2005", reference="5.6")
    updates.post_progress_update(
        action=action,
        author=director,
        reported_on=DEMONSTRATION_DAY,
        recorded_on=DEMONSTRATION_DAY,
        recorded_at=clock.now(),
        narrative="The strategy went to the <board>.",
        status=Status.IN_PROGRESS,
        rating=Rag.RED,
        seen_update=int(opened["seen_update"]),
    )
    before = record_of("5.6")

    conflict = as_officer.post(f"{ACTION}updates/new/", opened | UPDATE)
    assert conflict.status_code == 409
    seen = words_of(page_of(conflict))
    assert "Another update was posted while you wrote" in seen
    assert "Director posted this 22 May 2006" in seen
    assert "The strategy went to the <board>." in seen
    shown = typed_in(conflict)
    assert {name: shown[name] for name in UPDATE} == UPDATE
    assert record_of("5.6") == before

    again = as_officer.post(f"{ACTION}updates/new/", shown)
    assert again.status_code == 302
    said = [row.narrative for row in action.updates.order_by("pk")]
    assert said[-2:] == ["The strategy went to the <board>.", UPDATE["narrative"]]


def test_a_third_who_posts_meanwhile_is_seen_too(as_officer: Client, director: User) -> None:
    opened = typed_in(as_officer.get(f"{ACTION}updates/new/"))
    action = Action.objects.get(plan__slug="jar-2005", reference="5.6")
    for words in ("The first of them", "The second of them"):
        make_update(
            action,
            reported_on=DEMONSTRATION_DAY,
            recorded_on=DEMONSTRATION_DAY,
            narrative=words,
            author=director,
            recorded_at=clock.now(),
        )
        conflict = as_officer.post(f"{ACTION}updates/new/", opened | UPDATE)
        assert conflict.status_code == 409
        assert words in page_of(conflict)
        opened = typed_in(conflict)
    assert as_officer.post(f"{ACTION}updates/new/", opened).status_code == 302


# --- Exports -------------------------------------------------------------------------------------

FORMULAS = ["=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1"]


@pytest.fixture
def formulas(jar: Plan) -> list[Action]:
    """Actions whose words a spreadsheet would run."""
    actions = list(Action.objects.filter(plan=jar, recommendation__number=1)[: len(FORMULAS)])
    for action, words in zip(actions, FORMULAS, strict=True):
        Action.objects.filter(pk=action.pk).update(text=words, lead_as_written=words)
    return actions


@pytest.mark.parametrize(
    ("kind", "reference", "words"),
    [("csv", "Action", "What is to be done"), ("record", "reference", "action")],
)
def test_cells_that_a_spreadsheet_would_run_are_words_in_csv(
    kind: str, reference: str, words: str, sign_in: SignIn, member: User, formulas: list[Action]
) -> None:
    response = sign_in(member).get(f"/plans/jar-2005/actions/?recommendation=1&_export={kind}")
    content = b"".join(response.streaming_content)
    assert content[:3] == b"\xef\xbb\xbf"  # or Excel, by a double click, shows â€™ for ’
    written = content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(written, newline="")))
    found = {row[reference]: row[words] for row in rows}
    assert [found[action.reference] for action in formulas] == [f"'{each}" for each in FORMULAS]
    risky = ("=", "+", "-", "@", "\t", "\r")
    assert not [cell for row in rows for cell in row.values() if cell.startswith(risky)]


def test_cells_that_a_spreadsheet_would_run_are_words_in_a_workbook(
    sign_in: SignIn, member: User, formulas: list[Action]
) -> None:
    response = sign_in(member).get("/plans/jar-2005/actions/?recommendation=1&_export=xlsx")
    [sheet] = load_workbook(io.BytesIO(response.content)).worksheets
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    said = {str(cell.value) for cell in cells}
    assert {"=1+1", "+1+1", "-1+1", "@SUM(1)"} <= said


def test_a_note_that_begins_like_a_formula_is_words_in_csv(as_officer: Client) -> None:
    post_update(as_officer, narrative='=HYPERLINK("http://example.org","Read me")')
    written = io.StringIO()
    call_command("export", "progress-updates", "--plan", "jar-2005", stdout=written)
    rows = list(csv.DictReader(io.StringIO(written.getvalue(), newline="")))
    said = [row["narrative"] for row in rows if "HYPERLINK" in row["narrative"]]
    assert said == ['\'=HYPERLINK("http://example.org","Read me")']


# --- Who may -------------------------------------------------------------------------------------


def test_a_director_may_moderate_and_withdraw(as_director: Client, director: User) -> None:
    response = as_director.post(f"{ACTION}moderation/", MODERATION)
    assert (response.status_code, response["Location"]) == (302, ACTION)
    action = Action.objects.get(plan__slug="jar-2005", reference="5.6")
    moderation = action.moderations.get()
    assert (moderation.author, moderation.made_on) == (director, DEMONSTRATION_DAY)
    page = words_of(page_of(as_director.get(ACTION)))
    assert "director's rating of 22 May 2006, The draft strategy was seen" in page

    response = as_director.post(f"/plans/jar-2005/moderations/{moderation.pk}/")
    assert (response.status_code, response["Location"]) == (302, ACTION)
    moderation.refresh_from_db()
    assert (moderation.withdrawn_by, moderation.withdrawn_on) == (director, DEMONSTRATION_DAY)
    page = words_of(page_of(as_director.get(ACTION)))
    assert "Due 30 April 2006, no completion recorded" in page
    assert "The draft strategy was seen" in page, "the history keeps it"


def test_a_director_settles_the_contradiction_of_a_recommendation(as_director: Client) -> None:
    address = "/plans/jar-2005/recommendations/1/"
    response = as_director.post(f"{address}moderation/", MODERATION)
    assert (response.status_code, response["Location"]) == (302, address)
    page = words_of(page_of(as_director.get(address)))
    assert "The draft strategy was seen" in page
    assert "ontradicted" not in page


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    "address",
    [
        f"{ACTION}moderation/",
        f"{COMPLETED}reopening/",
        "/plans/jar-2005/recommendations/5/moderation/",
    ],
)
def test_an_officer_may_not_moderate_or_open_again(
    as_officer: Client, address: str, method: str
) -> None:
    before = record_of("5.6"), record_of("7.2")
    response = getattr(as_officer, method)(address, MODERATION)
    assert response.status_code == 403
    assert (record_of("5.6"), record_of("7.2")) == before


def test_an_officer_may_not_withdraw(as_officer: Client, director: User) -> None:
    action = Action.objects.get(plan__slug="jar-2005", reference="5.6")
    moderation = make_moderation(action, made_on=DEMONSTRATION_DAY, author=director)
    response = as_officer.post(f"/plans/jar-2005/moderations/{moderation.pk}/")
    assert response.status_code == 403
    moderation.refresh_from_db()
    assert moderation.withdrawn_on is None


@pytest.mark.parametrize(
    ("method", "slug", "status"),
    [
        pytest.param("get", "jar-2005", 405, id="by a link"),
        pytest.param("post", "another-plan", 404, id="of another plan"),
    ],
)
def test_a_moderation_is_withdrawn_by_a_form_of_its_own_plan_only(
    as_director: Client, director: User, method: str, slug: str, status: int
) -> None:
    make_plan(slug="another-plan")
    action = Action.objects.get(plan__slug="jar-2005", reference="5.6")
    moderation = make_moderation(action, made_on=DEMONSTRATION_DAY, author=director)
    response = getattr(as_director, method)(f"/plans/{slug}/moderations/{moderation.pk}/")
    assert response.status_code == status
    moderation.refresh_from_db()
    assert moderation.withdrawn_on is None


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("form", ["updates/new/", "by-when/"])
def test_an_action_that_is_not_theirs_is_not_there_for_an_officer(
    as_officer: Client, form: str, method: str
) -> None:
    before = record_of("1.1")
    assert getattr(as_officer, method)(f"{NOT_THEIRS}{form}", UPDATE | MOVE).status_code == 404
    assert as_officer.get(NOT_THEIRS).status_code == 200, "it can be read"
    assert record_of("1.1") == before


def test_a_director_may_ask_another_for_a_new_by_when_of_any_action(
    sign_in: SignIn, make_user: MakeUser, director: User
) -> None:
    client = sign_in(make_user(Role.DIRECTOR, email="second@test.example"))
    asked = client.post(f"{ACTION}by-when/", MOVE | {"approver": director.pk})
    assert asked.status_code == 302


@pytest.mark.parametrize("role", [Role.MEMBER, Role.AUDITOR, Role.COMMITTEE_CLERK])
def test_who_only_reads_may_not_update(sign_in: SignIn, make_user: MakeUser, role: Role) -> None:
    before = record_of("5.6")
    client = sign_in(make_user(role, initials="HL"))
    for form in ("updates/new/", "by-when/"):
        assert client.post(f"{ACTION}{form}", UPDATE | MOVE).status_code == 403
    assert record_of("5.6") == before


# --- Opened again, and settled -------------------------------------------------------------------


def test_a_director_opens_a_completed_action_again_with_a_reason(
    as_director: Client, director: User
) -> None:
    reason = "The protocol was not signed"
    response = as_director.post(f"{COMPLETED}reopening/", {"reason": reason})
    assert (response.status_code, response["Location"]) == (302, COMPLETED)
    action = Action.objects.get(plan__slug="jar-2005", reference="7.2")
    assert (action.updates.latest("pk").narrative, action.updates.latest("pk").author) == (
        reason,
        director,
    )
    assert "Due 31 January 2006, no completion recorded" in words_of(
        page_of(as_director.get(COMPLETED))
    )
    earlier = words_of(page_of(as_director.get(f"{COMPLETED}?as_at=19 May 2006")))
    assert "Completed January 2006" in earlier
    assert reason not in earlier


def test_opening_again_needs_a_reason(as_director: Client) -> None:
    before = record_of("7.2")
    response = as_director.post(f"{COMPLETED}reopening/", {"reason": " "})
    assert said_beside(response, "reason") == "Say why"
    assert record_of("7.2") == before


def test_an_open_action_is_not_opened_again(as_director: Client) -> None:
    before = record_of("5.6")
    response = as_director.post(f"{ACTION}reopening/", {"reason": "By mistake"})
    assert (response.status_code, response["Location"]) == (302, ACTION)
    assert record_of("5.6") == before


@pytest.fixture
def doubt(jar: Plan) -> Doubt:
    """The doubt about a stray mark in the first Action's cell."""
    found = Doubt.objects.filter(action__reference="1.1", action__plan=jar).first()
    assert found is not None
    return found


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.PERFORMANCE_OFFICER])
def test_a_doubt_is_settled_with_words_and_keeps_its_own(
    sign_in: SignIn, make_user: MakeUser, doubt: Doubt, role: Role
) -> None:
    client = sign_in(make_user(role))
    response = client.post(
        f"/plans/jar-2005/doubts/{doubt.pk}/", {"reason": "The mark is a speck"}
    )
    assert (response.status_code, response["Location"]) == (302, NOT_THEIRS)
    page = words_of(page_of(client.get(NOT_THEIRS)))
    assert doubt.text in page
    assert f"Settled 22 May 2006 by {role.value}. The mark is a speck" in page


def test_a_doubt_settled_meanwhile_keeps_the_first_words_and_shows_them(
    as_director: Client, director: User, doubt: Doubt
) -> None:
    doubts.settle_doubt(
        doubt=doubt,
        author=director,
        settlement="The mark is a speck",
        settled_on=DEMONSTRATION_DAY,
    )
    response = as_director.post(
        f"/plans/jar-2005/doubts/{doubt.pk}/", {"reason": "It is a bullet"}
    )
    assert said_above(response) == "It is settled already: The mark is a speck"
    assert typed_in(response)["reason"] == "It is a bullet"
    doubt.refresh_from_db()
    assert doubt.settlement == "The mark is a speck"


def test_settling_a_doubt_needs_words(as_director: Client, doubt: Doubt) -> None:
    response = as_director.post(f"/plans/jar-2005/doubts/{doubt.pk}/", {"reason": ""})
    assert said_beside(response, "reason") == "Say why"
    doubt.refresh_from_db()
    assert doubt.settled_on is None


def test_an_officer_may_not_settle_a_doubt(as_officer: Client, doubt: Doubt) -> None:
    response = as_officer.post(f"/plans/jar-2005/doubts/{doubt.pk}/", {"reason": "A speck"})
    assert response.status_code == 403
    doubt.refresh_from_db()
    assert doubt.settled_on is None
