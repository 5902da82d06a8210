"""Evidence: asked for, supplied, accepted, shown to those who may open it, and its pack."""

import csv
import hashlib
import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from actionplan.exports import EVIDENCE_COLUMNS
from actionplan.loading import load_documents
from actionplan.loading.evidence import load_evidence_wanted
from actionplan.loading.rows import Loading
from actionplan.models import Action, Evidence, EvidenceRequest, EvidenceVersion, Plan, Standing
from actionplan.models.evidence import has_evidence
from actionplan.presenters.action_page import build_action_page
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.lib import clock
from tests.actionplan.test_exports import table
from tests.conftest import user_in
from tests.factories import make_evidence
from tests.travelling import read_out

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

ALL = "/plans/jar-2005/evidence/"
TODAY, YESTERDAY = date(2006, 5, 22), date(2006, 5, 21)
PDF = b"%PDF-1.4\n%%EOF"
TYPED = {
    "title": "Bid to the CWDC",
    "kind": "message",
    "stands_for": "24 February 2006",
    "actions": "3.1",
    "held_by": "Margaret Smith",
    "sensitivity": "open",
    "retention": "Six years after the plan ends",
}


def sent(name: str = "bid.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def body(response: HttpResponse) -> bytes:
    return b"".join(response)


@pytest.fixture
def as_director(director: User, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(director)


@pytest.fixture
def other(db: None) -> User:
    """Another director, who supplies."""
    return user_in(Role.DIRECTOR, email="other.director@test.example")


def test_the_notes_ask_for_three_pieces_of_evidence_that_have_not_come(
    jar: Plan, as_director: Client
) -> None:
    asked = EvidenceRequest.objects.filter(plan=jar)

    assert sorted(row.action.reference for row in asked) == ["3.1", "7.6", "8.1"]
    for row in asked:
        assert row.words in row.action.progress_as_written
        assert row.officer is not None
        assert row.officer.initials == row.asked_of == "SD"
    page = as_director.get(ALL).content.decode()
    assert page.count("Has not come; no day is set") == 3
    assert "Has not come" not in as_director.get(f"{ALL}?as_at=2006-03-23").content.decode()
    shown = as_director.get("/plans/jar-2005/actions/3.1/").content.decode()
    assert "Asked for: A copy of the bid" in shown


def test_what_was_asked_for_is_supplied_accepted_and_shows_a_completed_action(
    officer: User, other: User, sign_in: Callable[[User], Client], jar: Plan
) -> None:
    keeper = sign_in(other)
    wanted = {"action": "5.6", "what": "The vacancies list", "asked_of": "HL"}
    late = keeper.post(f"{ALL}asked/new/", wanted | {"wanted_by": "21 May 2006"})
    assert "is past" in late.content.decode()
    keeper.post(f"{ALL}asked/new/", wanted | {"wanted_by": "29 May 2006"})
    asked = EvidenceRequest.objects.latest("pk")
    assert "Has not come yet" in keeper.get(ALL).content.decode()
    as_at = keeper.get("/plans/jar-2005/evidence/").content.decode()
    assert "The vacancies list" in as_at

    lead = sign_in(officer)
    address = f"{ALL}new/?asked={asked.pk}"
    form = lead.get(address)
    assert form.context["form"]["actions"].value() == "5.6"
    typed = TYPED | {"actions": "5.6", "title": "Vacancies of May", "file": sent()}
    assert lead.post(address, typed).status_code == 302
    row = Evidence.objects.get()
    asked.refresh_from_db()
    assert (asked.evidence, asked.supplied_on) == (row, TODAY)
    action = Action.objects.get(plan=jar, reference="5.6")
    assert has_evidence(action, on=TODAY)
    assert not has_evidence(action, on=YESTERDAY)
    assert Standing.objects.on(TODAY).get(action=action).is_evidenced
    own = lead.post(f"{ALL}{row.pk}/acceptance/")
    assert own.status_code == 403
    typed["file"] = sent()
    assert "came meanwhile" in lead.post(address, typed).content.decode()

    keeper = sign_in(other)
    assert "Accept it" in keeper.get(f"{ALL}{row.pk}/").content.decode()
    keeper.post(f"{ALL}{row.pk}/acceptance/")
    assert "By Director on 22" in keeper.get(f"{ALL}{row.pk}/").content.decode()
    line = build_action_page("jar-2005", "5.6", as_of=TODAY).evidence[0]
    assert (line.title, line.filename) == ("Vacancies of May", "bid.pdf")
    assert line.accepted.startswith("accepted by Director")
    assert build_action_page("jar-2005", "5.6", as_of=YESTERDAY).evidence == ()

    # A newer file is not accepted by whom the one before was.
    newer = {"file": sent("bid 2.pdf", PDF + b"2")}
    assert keeper.post(f"{ALL}{row.pk}/versions/new/", newer).status_code == 302
    assert [each.number for each in row.versions.all()] == [1, 2]
    shown = keeper.get(f"{ALL}{row.pk}/").content.decode()
    assert "Not yet, in its newest version" in shown
    assert "Accept it" not in shown  # the newest is one's own
    newer = {"file": sent("copy.pdf", PDF)}
    same = keeper.post(f"{ALL}{row.pk}/versions/new/", newer).content.decode()
    assert "The same file is a version of it already" in same

    taken = keeper.post(f"{ALL}{row.pk}/withdrawal/", {"reason": "Another month's"})
    assert taken.status_code == 302
    assert not has_evidence(action, on=TODAY)
    assert not Standing.objects.on(TODAY).get(action=action).is_evidenced
    assert "Has not come yet" in keeper.get(ALL).content.decode()
    file = row.versions.all()[0]
    assert keeper.get(f"{ALL}files/{file.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"title": " "}, "Type what it is called"),
        ({"kind": "parcel"}, "Choose one of the kinds shown"),
        ({"sensitivity": "secret"}, "Choose one of those shown"),
        ({"stands_for": "23 May 2006"}, "has not come yet"),
        ({"stands_for": "31 02 06"}, "is not a day"),
        ({"actions": ""}, "Type the reference of an action, a recommendation or a risk"),
        ({"actions": "3.1 and 99.9"}, "“99.9” is not in the plan"),
        ({"recommendations": "18, x, \u0663"}, "“18”, “x” and “\u0663” are not in the plan"),
        ({"risks": "R1"}, "“R1” is in no register of this plan"),
        ({"file": None}, "Choose a file, or say below where it is held"),
        ({"file": ("mail.msg", b"\xd0\xcf\x11\xe0")}, "Print it to PDF in Outlook"),
        ({"file": ("mail.eml", b"From: x")}, "is an e-mail. Print it to PDF"),
        ({"file": ("photo.heic", b"\0\0\0\x18ftypheic")}, "Save or share it as JPEG"),
        ({"file": ("photo.jpg", b"\0\0\0\x18ftypheic" + bytes(40))}, "share it as JPEG"),
        ({"file": ("files.zip", b"PK\x03\x04")}, "Add the files in it one by one"),
        ({"file": ("list.csv", b"a,b\0")}, "is not a PDF, Word, Excel"),
        ({"file": ("page.html", b"<script>")}, "is not a PDF, Word, Excel"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_what_to_do_instead(
    as_director: Client, typed: dict[str, Any], said: str
) -> None:
    given = {"file": ("bid.pdf", PDF), **TYPED, **typed}
    file = given.pop("file")
    answer = as_director.post(f"{ALL}new/", given | ({"file": sent(*file)} if file else {}))

    page = answer.content.decode()
    assert said in page
    assert not Evidence.objects.exists()
    assert "Six years after the plan ends" in page


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("list.csv", "Post;Filled\nDuty £;1\n".encode("cp1252"), "text/csv"),
        ("notes.txt", b"Supervision took place\r\n", "text/plain"),
        ("board.png", b"\x89PNG\r\n\x1a\n" + bytes(20), "image/png"),
    ],
)
def test_tables_notes_and_pictures_are_taken_and_come_back_as_downloads(
    as_director: Client, name: str, content: bytes, kind: str
) -> None:
    assert as_director.post(f"{ALL}new/", TYPED | {"file": sent(name, content)}).status_code == 302

    version = EvidenceVersion.objects.get()
    assert version.sha256 == hashlib.sha256(content).hexdigest()
    answer = as_director.get(f"{ALL}files/{version.pk}/")
    assert body(answer) == content
    assert answer["Content-Type"].startswith(kind)
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Cache-Control"] == "private, no-store"


def test_what_is_held_elsewhere_needs_no_file(as_director: Client, jar: Plan) -> None:
    typed = TYPED | {"reference": "Registry, box 4", "actions": "", "recommendations": "3"}
    assert as_director.post(f"{ALL}new/", typed).status_code == 302

    columns, rows = table("evidence")
    assert columns == EVIDENCE_COLUMNS
    assert rows == [
        {
            "plan": "jar-2005",
            "references": "recommendation 3",
            "title": "Bid to the CWDC",
            "kind": "Letter or e-mail",
            "stands_for": "2006-02-24",
            "held_by": "Margaret Smith",
            "file_or_reference": "Registry, box 4",
            "sha256": "",
            "sensitivity": "open",
            "retention": "Six years after the plan ends",
            "accepted_by": "",
            "accepted_on": "",
        }
    ]
    assert table("evidence", as_at="2006-05-21")[1] == []


@pytest.mark.parametrize(
    ("role", "initials", "opens"),
    [
        (Role.DIRECTOR, "", {"open", "restricted", "confidential"}),
        (Role.AUDITOR, "", {"open", "restricted"}),
        (Role.PERFORMANCE_OFFICER, "", {"open", "restricted"}),
        (Role.OFFICER, "", {"open", "restricted"}),
        (Role.OFFICER, "HL", {"open", "restricted", "confidential"}),
        (Role.PARTNER, "HL", {"open", "restricted", "confidential"}),
        (Role.PARTNER, "", {"open"}),
        (Role.MEMBER, "", {"open"}),
        (Role.COMMITTEE_CLERK, "", {"open"}),
        (Role.ADMINISTRATOR, "", {"open"}),
    ],
)
def test_who_may_not_open_evidence_reads_neither_title_nor_file(
    other: User, sign_in: Callable[[User], Client], role: Role, initials: str, opens: set[str]
) -> None:
    rows = {
        kind: make_evidence("5.6", author=other, sensitivity=kind, held_by=f"Held {kind}")
        for kind in ("open", "restricted", "confidential")
    }
    Evidence.objects.filter(sensitivity="confidential").update(title="Case of a child")
    client = sign_in(user_in(role, email="reader@test.example", initials=initials))

    listed = client.get(ALL).content.decode()
    assert {kind for kind in rows if f"Held {kind}" in listed} == opens
    assert (f"{3 - len(opens)} that you may not open" in listed) is (len(opens) < 3)
    for kind, row in rows.items():
        expected = 200 if kind in opens else 404
        assert client.get(f"{ALL}{row.pk}/").status_code == expected
        answer = client.get(f"{ALL}files/{row.versions.get().pk}/")
        read_out(answer)
        assert answer.status_code == expected
    page = client.get("/plans/jar-2005/actions/5.6/").content.decode()
    assert "Confidential evidence" in page
    assert "Case of a child" not in page
    out = body(client.get(f"{ALL}?_export=csv")).decode()
    assert ("Case of a child" in out) is ("confidential" in opens)
    pack = client.get("/plans/jar-2005/recommendations/5/evidence.zip")
    names = zipfile.ZipFile(io.BytesIO(body(pack))).namelist()
    assert len([name for name in names if name.startswith("files/")]) == len(opens)


def test_sensitivity_counts_at_once_for_earlier_days_too(
    other: User, as_director: Client, member: User, sign_in: Callable[[User], Client]
) -> None:
    row = make_evidence("5.6", author=other)
    typed = {"held_by": "HL", "sensitivity": "confidential", "retention": ""}
    assert as_director.post(f"{ALL}{row.pk}/handling/", typed).status_code == 302

    page = sign_in(member).get("/plans/jar-2005/actions/5.6/?as_at=2006-05-01").content.decode()
    assert "Audit of files" not in page
    assert "Confidential evidence" in page


def test_officers_add_to_their_own_actions_alone(
    officer: User, sign_in: Callable[[User], Client], other: User
) -> None:
    client = sign_in(officer)
    typed = TYPED | {"reference": "Box 4"}
    refused = client.post(f"{ALL}new/", typed | {"actions": "5.6, 6.1"}).content.decode()
    assert "6.1: which you neither lead nor support" in refused
    refused = client.post(f"{ALL}new/", typed | {"actions": "5.6", "recommendations": "5"})
    assert "Ask the performance officer" in refused.content.decode()
    row = make_evidence("5.6", author=other)
    assert client.post(f"{ALL}{row.pk}/withdrawal/", {"reason": "x"}).status_code == 403
    assert client.get(f"{ALL}new/?asked=0x").status_code == 404


def test_evidence_is_named_for_more_and_taken_off_again(other: User, as_director: Client) -> None:
    row = make_evidence("5.6", author=other)
    assert as_director.post(f"{ALL}{row.pk}/attaching/", {"actions": "8.1"}).status_code == 302
    again = as_director.post(f"{ALL}{row.pk}/attaching/", {"actions": "8.1"}).content.decode()
    assert "It is for that already" in again
    link = row.links.get(action__reference="8.1")
    address = f"{ALL}links/{link.pk}/withdrawal/"
    assert as_director.post(address, {"reason": "Not of this"}).status_code == 302
    assert not has_evidence(Action.objects.get(plan__slug="jar-2005", reference="8.1"), on=TODAY)
    late = as_director.post(address, {"reason": "x"}).content.decode()
    assert "took it back meanwhile" in late


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 2),
        ("words=AUDIT", 2),
        ("words=audit.pdf", 2),
        ("action=5.6", 1),
        ("action=5.60", 0),
        ("kind=audit", 1),
        ("accepted=yes", 1),
        ("accepted=no", 1),
        ("sensitivity=restricted", 0),
        ("since=1+May+2006", 1),
        ("kind=parcel", 0),
    ],
)
def test_the_list_is_narrowed(other: User, as_director: Client, query: str, count: int) -> None:
    row = make_evidence("5.6", author=other, kind="audit", stands_for=date(2006, 5, 2))
    make_evidence("6.1", author=other)
    as_director.post(f"{ALL}{row.pk}/acceptance/")

    answer = as_director.get(f"{ALL}?{query}")
    assert len(answer.context["table"].data) == count


def test_a_pack_holds_an_index_and_each_file_once(other: User, as_director: Client) -> None:
    row = make_evidence("5.6", author=other)
    as_director.post(f"{ALL}{row.pk}/attaching/", {"actions": "5.7", "recommendations": "5"})
    EvidenceVersion.objects.update(filename="../..\\a: <b>.pdf")

    answer = as_director.get("/plans/jar-2005/recommendations/5/evidence.zip")
    with zipfile.ZipFile(io.BytesIO(body(answer))) as archive:
        names = archive.namelist()
        index = archive.read("index.htm").decode()
        saved = archive.read("index.csv")
        assert saved[:3] == b"\xef\xbb\xbf"  # or Excel, by a double click, shows â€™ for ’
        sheet = list(csv.reader(io.StringIO(saved.decode("utf-8-sig"))))
        content = archive.read(names[2])
    version = row.versions.get()
    assert names[:2] == ["index.htm", "index.csv"]
    assert len(names) == 3
    assert not any(".." in Path(name).parts or "\\" in name for name in names)
    assert hashlib.sha256(content).hexdigest() == version.sha256
    assert sheet[0] == EVIDENCE_COLUMNS
    assert sheet[1][1] == "5.6;5.7;recommendation 5"
    assert index.count(version.sha256) == 3
    assert "No evidence." in index


def test_loading_again_leaves_what_came_and_what_is_not_wanted(
    jar: Plan, as_director: Client
) -> None:
    first, second = EvidenceRequest.objects.order_by("pk")[:2]
    as_director.post(f"{ALL}asked/{first.pk}/withdrawal/", {"reason": "It was not sent"})
    as_director.post(f"{ALL}new/?asked={second.pk}", TYPED | {"actions": "7.6", "file": sent()})
    before = list(EvidenceRequest.objects.order_by("pk").values())

    loading = Loading(folder=Path(settings.BASE_DIR, "fixtures/jar-2005"), recorded_at=clock.now())
    load_documents(loading)
    loading.officers["SD"] = first.officer
    load_evidence_wanted(loading, jar, loading.read("evidence-wanted.json"))

    assert list(EvidenceRequest.objects.order_by("pk").values()) == before
