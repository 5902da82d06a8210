"""What officers send in that cannot be taken: a clear message for each, in their own words."""

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from actionplan.forms.actions import ReasonForm
from actionplan.forms.by_whens import ByWhenForm
from actionplan.forms.evidence import EVIDENCE_LIMIT
from actionplan.forms.moderations import ModerationForm
from actionplan.forms.updates import ProgressUpdateForm
from actionplan.rag import Scheme
from actionplan.rating_levels import READY_MADE
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib.rag import Rag, Scale

STARTS_ON = date(2006, 1, 2)
# Words of a term are read by the terms that the council published.
pytestmark = pytest.mark.django_db
TODAY = date(2006, 5, 22)
SCHEME = Scheme(
    meanings={
        Rag.RED: "past its date, not complete",
        Rag.AMBER: "in progress and on target but not fully completed",
        Rag.GREEN: "completed",
        Rag.NONE: "nothing reported",
    },
    lapses_after_days=35,
)
ON_TRACK = Scheme(
    meanings=SCHEME.meanings | {Rag.GREEN: "on track"},
    lapses_after_days=35,
    scale=Scale(READY_MADE["rag"].levels),
)
UPDATE = {"narrative": "Two posts were filled.", "reported_on": "19 May 2006", "rating": "amber"}
MOVE = {
    "by_when": "30 June 2006",
    "reason": "Two posts are vacant",
    "approver": "1",
}
LAST = date(2007, 3, 31)  # the last by-when that the plan set


def update_form(
    *, scheme: Scheme = SCHEME, evidence: SimpleUploadedFile | None = None, **typed: str
) -> ProgressUpdateForm:
    """Return an update as sent in; what is not typed is right."""
    files = {"evidence": evidence} if evidence else {}
    return ProgressUpdateForm(
        UPDATE | typed, files, scheme=scheme, starts_on=STARTS_ON, today=TODAY
    )


def by_when_form(*, present: date | None = date(2006, 5, 31), **typed: str) -> ByWhenForm:
    """Return a request for a by-when as sent in; what is not typed is right, but for who is asked.

    Who may be asked stands in the database.
    """
    form = ByWhenForm(
        MOVE | typed, today=TODAY, present=present, last=LAST, approvers=User.objects.none()
    )
    if "approver" not in typed:
        del form.fields["approver"]
    return form


def told(form: forms.Form, field: str) -> list[str]:
    """Return what is said beside a field, day and month joined by a plain space."""
    assert set(form.errors) <= {field}, "only this field is wrong"
    return [
        words.replace("\N{NO-BREAK SPACE}", " ")
        for words in form.errors.get(field, forms.utils.ErrorList())
    ]


# --- Days ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        "19 May 2006",
        "19 may 2006",
        " 19 May 2006 ",
        "19\N{NO-BREAK SPACE}May 2006",
        "19 May 06",
        "19/05/2006",
        "19/5/06",
        "19.05.06",
        "19 05 06",
        "19th May 2006",
        "2006-05-19",
    ],
)
def test_a_day_is_read_however_it_is_written(typed: str) -> None:
    form = update_form(reported_on=typed)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["reported_on"] == date(2006, 5, 19)


@pytest.mark.parametrize(
    "typed",
    [
        "31 02 06",
        "30.02.06",
        "30 February 2006",
        "29 February 2006",
        "31 April 2006",
        "2006-02-30",
        "19/13/2006",
        "05/19/2006",
        "0 May 2006",
        "May 2006",
        "soon",
        "19 May 2006\x00",
        "<script>alert(1)</script>",
    ],
)
def test_a_day_that_cannot_be_is_named_back_and_never_rolls_over(typed: str) -> None:
    form = update_form(reported_on=typed)
    assert not form.is_valid()
    assert told(form, "reported_on") == [
        f"“{typed}” is not a day in the calendar. Type one like 22 May 2006."
    ]
    assert "reported_on" not in form.cleaned_data


def test_a_leap_day_is_a_day() -> None:
    form = ProgressUpdateForm(
        UPDATE | {"reported_on": "29 February 2008"},
        scheme=SCHEME,
        starts_on=STARTS_ON,
        today=date(2008, 3, 1),
    )
    assert form.is_valid(), form.errors


LATER_THAN_PRESENT = "It is due by 31 May 2006 already. The new by-when must be later."


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        pytest.param("30 May 2006", [LATER_THAN_PRESENT], id="the day before the one it has"),
        pytest.param("31 May 2006", [LATER_THAN_PRESENT], id="the day it has"),
        pytest.param("May 2006", [LATER_THAN_PRESENT], id="its month"),
        pytest.param("1 June 2006", [], id="the day after the one it has"),
        pytest.param("", ["Type the new by-when"], id="nothing"),
    ],
)
def test_a_new_by_when_is_later_than_the_one_it_has(typed: str, message: list[str]) -> None:
    assert told(by_when_form(by_when=typed), "by_when") == message


@pytest.mark.parametrize(
    ("typed", "message"),
    [("21 May 2006", ["21 May 2006 has gone already."]), ("22 May 2006", [])],
    ids=["yesterday", "today"],
)
def test_a_new_by_when_is_not_past(typed: str, message: list[str]) -> None:
    assert told(by_when_form(by_when=typed, present=date(2006, 4, 30)), "by_when") == message


@pytest.mark.parametrize(
    ("typed", "why", "is_asked"),
    [
        ("31 March 2007", "", False),
        ("1 April 2007", "", True),
        ("2099", "", True),
        ("2099", "The estate is rebuilt by then", False),
    ],
    ids=["the last by-when", "the day after", "2099", "2099, and why"],
)
def test_a_by_when_past_the_last_of_the_plan_says_why(
    typed: str, why: str, is_asked: bool
) -> None:
    refused = told(by_when_form(by_when=typed, beyond_reason=why), "beyond_reason")
    assert any("Say why it runs past that" in message for message in refused) == is_asked


def test_an_action_without_a_by_when_can_be_given_any() -> None:
    assert told(by_when_form(present=None), "by_when") == []


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ("reason", "Say why the by-when has to move"),
        ("approver", "Choose who is asked to agree"),
    ],
)
def test_a_request_says_why_and_asks_somebody(field: str, message: str) -> None:
    assert told(by_when_form(**{field: ""}), field) == [message]


# --- Moderations and reasons ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        (
            {"rating": "red", "reason": " "},
            "reason",
            "Say why: a rating is not changed without a reason",
        ),
        ({"rating": "", "reason": "Nothing was seen"}, "rating", "Choose a rating"),
    ],
    ids=["no reason", "no rating"],
)
def test_a_moderation_has_a_rating_and_a_reason(
    typed: dict[str, str], field: str, message: str
) -> None:
    assert told(ModerationForm(typed, scheme=SCHEME), field) == [message]


@pytest.mark.parametrize("rag", Rag)
def test_a_director_may_set_any_rating_of_the_scheme(rag: Rag) -> None:
    assert ModerationForm({"rating": rag.value, "reason": "So it is"}, scheme=SCHEME).is_valid()


def test_a_decision_needs_a_reason() -> None:
    assert told(ReasonForm({"reason": "\N{ZERO WIDTH SPACE}"}), "reason") == ["Say why"]


# --- Evidence ------------------------------------------------------------------------------------

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 40
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"\x00" * 40
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00" + b"\x00" * 200
KINDS_TAKEN = "is not a PDF, Word, Excel, PowerPoint, CSV or text file or a picture."


def zipped(*names: str) -> bytes:
    """Return an archive of small files."""
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return found.getvalue()


def workbook() -> bytes:
    """Return an Excel file."""
    found = io.BytesIO()
    Workbook().save(found)
    return found.getvalue()


WORD = zipped("[Content_Types].xml", "_rels/.rels", "word/document.xml")
SLIDES = zipped("[Content_Types].xml", "_rels/.rels", "ppt/presentation.xml")


def uploaded(name: str, content: bytes) -> SimpleUploadedFile:
    """Return a file as it is sent in, said to be a PDF whatever it is."""
    return SimpleUploadedFile(name, content, content_type="application/pdf")


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("audit.pdf", PDF, "application/pdf"),
        (
            "audit.docx",
            WORD,
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (
            "audit.xlsx",
            workbook(),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        (
            "audit.pptx",
            SLIDES,
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        ),
        ("board.png", PNG, "image/png"),
        ("board.jpg", JPEG, "image/jpeg"),
        ("no name to go by", PDF, "application/pdf"),
        ("picture.pdf", PNG, "image/png"),
    ],
    ids=["pdf", "word", "excel", "powerpoint", "png", "jpeg", "no extension", "png named pdf"],
)
def test_evidence_is_what_its_first_bytes_say(name: str, content: bytes, media_type: str) -> None:
    form = update_form(evidence=uploaded(name, content))
    assert form.is_valid(), form.errors
    assert form.attachment is not None
    assert (form.attachment.filename, form.attachment.media_type) == (name, media_type)
    assert form.attachment.content == content


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("audit.pdf", PROGRAM),
        ("audit.exe", PROGRAM),
        ("audit.pdf", b"%PDX-1.4"),
        ("audit.docx", zipped("virus.js", "readme.txt")),
        ("audit.html", b"<html><script>alert(1)</script></html>"),
        ("audit.png", b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'),
        ("audit.pdf", b"x"),
    ],
    ids=[
        "a program renamed",
        "a program",
        "nearly a PDF",
        "an archive renamed",
        "a web page",
        "a drawing with a script",
        "one byte",
    ],
)
def test_evidence_of_a_wrong_kind_is_refused_by_its_name(name: str, content: bytes) -> None:
    form = update_form(evidence=uploaded(name, content))
    assert told(form, "evidence") == [f"{name} {KINDS_TAKEN}"]


@pytest.mark.parametrize(
    ("size", "message"),
    [
        pytest.param(EVIDENCE_LIMIT, [], id="just the most"),
        pytest.param(
            EVIDENCE_LIMIT + 1, ["scan.pdf has 21 MB; the most is 20 MB."], id="one byte more"
        ),
        pytest.param(
            3 * EVIDENCE_LIMIT, ["scan.pdf has 60 MB; the most is 20 MB."], id="three times that"
        ),
    ],
)
def test_evidence_too_large_is_refused_with_its_size(size: int, message: list[str]) -> None:
    evidence = uploaded("scan.pdf", PDF)
    evidence.size = size
    assert told(update_form(evidence=evidence), "evidence") == message


def test_an_empty_file_is_no_evidence() -> None:
    form = update_form(evidence=uploaded("audit.pdf", b""))
    assert told(form, "evidence") == ["The file is empty. Choose another."]


def test_a_file_with_an_endless_name_is_refused() -> None:
    form = update_form(evidence=uploaded("x" * 197 + ".pdf", PDF))
    assert told(form, "evidence") == ["The file’s name has 201 characters. Shorten it to 200."]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Audit of files.pdf", "Audit of files"),
        ("../../etc/Audit.v2.pdf", "Audit.v2"),
        ("Audit", "Audit"),
        (".pdf", ".pdf"),
    ],
)
def test_evidence_is_titled_by_its_name(name: str, title: str) -> None:
    form = update_form(evidence=uploaded(name, PDF))
    assert form.is_valid(), form.errors
    assert form.attachment is not None
    assert form.attachment.title == title


def test_an_update_needs_no_evidence() -> None:
    form = update_form()
    assert form.is_valid()
    assert form.attachment is None


def test_what_is_wrong_in_one_field_leaves_what_is_right_in_the_others() -> None:
    typed: dict[str, Any] = {"narrative": "‘Done’ – at last", "rating": "amber"}
    form = update_form(**typed, reported_on="31 02 06")
    assert told(form, "reported_on")
    assert {name: form[name].value() for name in typed} == typed
    assert form["reported_on"].value() == "31 02 06"
