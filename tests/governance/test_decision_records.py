"""Records of decisions: what the law asks of one, when it is out, call-in, what is withheld."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from governance.exempt.reader import PUBLIC
from governance.models import AgendaItem, CallIn, Committee, DecisionRecord, ForwardPlanEntry
from governance.presenters.decision_records import (
    RecordLine,
    build_records,
    public_record_rows,
    public_records,
)
from governance.services.decision_records import (
    AlreadyPublished,
    CannotBeCalledIn,
    RecordNotPublished,
    call_in_record,
    change_record,
    correct_record,
    publish_record,
)
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from tests.conftest import DEMONSTRATION_DAY
from tests.governance.rows_of_the_loop import make_decision, make_record

pytestmark = pytest.mark.django_db

CABINET_HELD = "cabinet-2005-02-17"


def browser_of(user: User) -> Client:
    """Return a browser of its own in which somebody is signed in."""
    browser = Client()
    browser.force_login(user, "herefordshire_cs.accounts.backends.EmailBackend")
    return browser


@pytest.fixture
def clerk(make_user: Callable[..., User]) -> Client:
    return browser_of(make_user(Role.COMMITTEE_CLERK))


@pytest.fixture
def officer(make_user: Callable[..., User]) -> Client:
    return browser_of(make_user(Role.OFFICER))


def record(**changes: object) -> dict[str, object]:
    """What is posted of a decision of one officer for the executive."""
    return {
        "kind": "officer of executive",
        "committee": Committee.objects.get(slug="cabinet").pk,
        "decided_by": "Director of Children’s Services",
        "decided_on": "19 May 2006",
        "title": "Foster carers’ allowances",
        "decision": "That allowances rise by three per cent.",
        "reasons": "They had not risen for two years.",
        "alternatives": "None",
        "interests": "None",
        "background_papers": "Survey of allowances, March 2006\nNone other",
    } | changes


def words_of(client: Client, address: str) -> str:
    """Return the words of a page, without its tags."""
    response = client.get(address)
    assert response.status_code == 200, address
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(text.replace("\u00a0", " ").split())


def line_of(row: DecisionRecord, *, as_of: date = DEMONSTRATION_DAY) -> RecordLine:
    """Return a record as anybody is told of it on a day."""
    return public_records([row], as_of=as_of)[0]


# --- Written, published, found -------------------------------------------------------------------


def test_an_officer_records_a_clerk_publishes_and_anybody_finds_it_by_its_reasons(
    officer: Client, clerk: Client, client: Client
) -> None:
    officer.post("/decision-records/new/", record())
    row = DecisionRecord.objects.get()
    public = f"/papers/decision-records/{row.pk}/"
    assert client.get(public).status_code == 404
    assert "allowances" not in words_of(client, "/papers/decision-records/")
    assert officer.post(f"/decision-records/{row.pk}/publish/").status_code == 403

    clerk.post(f"/decision-records/{row.pk}/publish/")

    said = words_of(client, public)
    for words in (
        "That allowances rise by three per cent.",
        "They had not risen for two years.",
        "Alternatives considered and rejected None",
        "Conflicts of interest None",
        "Survey of allowances, March 2006",
        "Open to anybody until 18 May 2010",
        "Kept open until 18 May 2012 at least (SI 2012/2089, regulation 13)",
        "It can be called in until the end of Tuesday 30 May 2006.",
    ):
        assert words in said
    found = words_of(client, "/papers/decision-records/?words=risen")
    assert "1 record on risen" in found
    assert "Foster carers" in words_of(client, "/papers/search/?words=survey+allowances")
    assert f"papers/decision-records/{row.pk}/" in client.get("/sitemap.xml").content.decode()


@pytest.mark.parametrize(
    ("changes", "field", "told"),
    [
        ({"reasons": ""}, "reasons", "Write why it was decided."),
        ({"alternatives": " "}, "alternatives", "or “None” where nothing was"),
        ({"interests": ""}, "interests", "Write who declared a conflict of interest"),
        ({"background_papers": ""}, "background_papers", "or write “None”"),
        ({"decided_by": ""}, "decided_by", "Say which member or post decided."),
        ({"decided_on": "23 May 2006"}, "decided_on", "has not come yet"),
        ({"kind": "executive"}, "meeting", "Choose the meeting at which it was decided."),
        (
            {"kind": "officer", "no_call_in_reason": "Urgent"},
            "no_call_in_reason",
            "only decisions of the executive are called in",
        ),
    ],
)
def test_a_record_that_lacks_what_the_law_asks_is_refused_beside_the_field(
    changes: dict[str, object], field: str, told: str, officer: Client
) -> None:
    response = officer.post("/decision-records/new/", record(**changes))

    assert response.status_code == 200
    assert told in " ".join(response.context["form"].errors[field])
    assert "Foster carers" in response.content.decode()
    assert not DecisionRecord.objects.exists()


def test_a_published_record_stands_and_what_was_wrong_is_said_on_it(client: Client) -> None:
    row = make_record()
    with pytest.raises(AlreadyPublished):
        change_record(record=row, words={"title": "Another"})
    with pytest.raises(AlreadyPublished):
        publish_record(record=row, on=DEMONSTRATION_DAY)

    correct_record(record=row, words="The sum was £5,000.", on=DEMONSTRATION_DAY)

    said = words_of(client, f"/papers/decision-records/{row.pk}/")
    assert "Correction of 22 May 2006. The sum was £5,000." in said
    row.refresh_from_db()
    assert not line_of(row, as_of=date(2006, 5, 21)).correction
    with pytest.raises(RecordNotPublished):
        correct_record(record=make_record(published_on=None), words="No", on=DEMONSTRATION_DAY)


def test_publishing_tells_the_forward_plan_that_the_decision_was_taken() -> None:
    notice = make_decision()

    publish_record(record=make_record(published_on=None, notice=notice), on=DEMONSTRATION_DAY)

    notice.refresh_from_db()
    assert notice.state == ForwardPlanEntry.State.TAKEN


# --- Call-in -------------------------------------------------------------------------------------


def test_a_record_is_called_in_and_says_how_it_stands_on_each_day(
    clerk: Client, client: Client
) -> None:
    row = make_record()  # published on Wednesday 17 May: five working days end on the 24th
    address = f"/decision-records/{row.pk}/call-in/"
    said = {"called_in_on": "19 May 2006", "called_in_by": "A\nB\nC", "reason": "The costs."}
    assert line_of(row).call_in_words.endswith("until the end of Wednesday 24\u00a0May 2006.")
    assert "Nobody called it in" in line_of(row, as_of=date(2006, 5, 25)).call_in_words
    early = clerk.post(address, said | {"called_in_on": "16 May 2006"})
    assert "after this day" in str(early.context["form"].errors)

    clerk.post(address, said)

    call_in = CallIn.objects.get()
    assert (call_in.decision, call_in.published_on) == (row.decision, row.published_on)
    assert line_of(row).is_on_hold
    assert "The costs." in words_of(client, "/papers/call-ins/")
    assert (
        f"/papers/decision-records/{row.pk}/" in client.get("/papers/call-ins/").content.decode()
    )
    assert clerk.get(f"/call-ins/{call_in.pk}/").status_code == 200
    assert not line_of(row, as_of=date(2006, 5, 18)).is_on_hold


def test_what_is_urgent_or_not_of_the_executive_is_not_called_in(clerk: Client) -> None:
    urgent = make_record(no_call_in_reason="The chairman of scrutiny agreed.")
    officers = make_record(kind="officer")
    draft = make_record(published_on=None)

    for row in (urgent, officers, draft):
        assert clerk.get(f"/decision-records/{row.pk}/call-in/").status_code == 404
        with pytest.raises(CannotBeCalledIn):
            call_in_record(
                record=row, called_in_on=DEMONSTRATION_DAY, called_in_by="A", reason="No"
            )
    assert "takes effect at once" in line_of(urgent).call_in_words
    assert "not of the executive" in line_of(officers).call_in_words


# --- What is withheld ----------------------------------------------------------------------------


def test_an_exempt_record_is_listed_by_its_public_title_and_not_found_by_its_words(
    clerk: Client, client: Client
) -> None:
    row = make_record(title="Settlement with a quince grower")
    clerk.post(
        f"/decision-records/{row.pk}/exempt/",
        {
            "exempt_paragraph": 3,
            "exempt_reason": "It names a price.",
            "public_title": "An agreement",
        },
    )
    row.refresh_from_db()

    for page in ("/papers/decision-records/", f"/papers/decision-records/{row.pk}/"):
        said = words_of(client, page)
        assert "An agreement" in said
        assert "paragraph 3" in said
        for words in ("quince", "lease be agreed", "price", "Valuation"):
            assert words not in said
    assert "None found" in words_of(client, "/papers/decision-records/?words=quince")


def test_a_record_of_a_body_that_became_private_is_nowhere_in_public(client: Client) -> None:
    row = make_record()
    Committee.objects.filter(slug="cabinet").update(is_open_to_public=False)

    assert client.get(f"/papers/decision-records/{row.pk}/").status_code == 404
    assert not public_record_rows("", committee="", as_of=DEMONSTRATION_DAY)
    assert "Nothing found" in words_of(client, "/papers/search/?words=lease")


def test_a_record_of_a_withheld_item_is_withheld_with_it() -> None:
    item = AgendaItem.objects.select_related("meeting").get(meeting__slug=CABINET_HELD)
    AgendaItem.objects.filter(pk=item.pk).update(exempt_paragraph=1, exempt_reason="A child")
    row = make_record(
        kind="executive",
        decided_by="",
        meeting=item.meeting,
        item=item,
        decided_on=item.meeting.held_on,
    )

    line = build_records([row], as_of=DEMONSTRATION_DAY, reader=PUBLIC)[0]

    assert line.exemption is not None
    assert (line.title, line.decision, line.background_papers) == ("Exempt item", "", ())
