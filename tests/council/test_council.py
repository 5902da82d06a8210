"""The council's record: every page, paper and feed says what it says, and nothing else."""

import io
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import IntegrityError
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from PIL import Image
from pypdf import PdfReader

from actionplan.presenters.documents import LAYOUT
from actionplan.presenters.summary import build_summary_report
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.council.forms import CouncilForm
from herefordshire_cs.council.models import BackupSeen, Council, CouncilLogo
from herefordshire_cs.council.services import keep_council
from herefordshire_cs.lib.colours import contrast
from herefordshire_cs.lib.council import council_words, forget
from herefordshire_cs.lib.files import pictures
from herefordshire_cs.lib.files.documents import contents_hash, layout_hash
from herefordshire_cs.lib.pdf import printing
from tests.conftest import user_in

pytestmark = pytest.mark.django_db

MADE_AT = datetime(2006, 5, 22, 9, tzinfo=UTC)
EXAMPLE = {
    "name": "Borough of Example",
    "area": "Example",
    "service": "Children and Families",
    "application_name": "Improvement",
    "government": "leader",
    "clerks_serve": "every",
    "executive": "Executive",
    "chair": "Chair",
    "address": "Town Hall\nExample",
    "papers_contact": "Democratic Services, 01632 960000",
    "accessibility_contact": "access@example.gov.uk",
    "accent_colour": "#5b2a6e",
    "footer": "Printed on request",
    "question_days": "5",
    "question_source": "Constitution, part 4",
    "call_in_days": "3",
    "call_in_source": "",
    "decisions_days": "2",
    "decisions_source": "",
}


@pytest.fixture
def administrator(client: Client) -> Client:
    client.force_login(user_in(Role.ADMINISTRATOR))
    return client


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def png(width: int = 60, height: int = 40, **options: Any) -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", (width, height), "purple").save(kept, "PNG", **options)
    return kept.getvalue()


def test_every_page_is_headed_and_titled_as_the_record_says(administrator: Client) -> None:
    administrator.post("/council/edit/", EXAMPLE)

    page = read(administrator, "/council/")

    assert "<title>The council - Improvement - Borough of Example</title>" in page
    assert "Borough of Example, Children and Families. Printed on request" in page
    assert "/council/style/5b2a6e.css" in page
    assert "Herefordshire" not in read(administrator, "/people/").replace("herefordshire", "")


def test_before_a_record_is_entered_no_council_is_named(administrator: Client) -> None:
    Council.objects.all().delete()
    forget()

    page = read(administrator, "/council/")

    assert "<title>The council - Children’s services improvement</title>" in page
    assert "No record is entered yet" in page
    assert "Herefordshire" not in page


def test_the_public_reads_the_name_on_its_pages_and_feeds(client: Client) -> None:
    keep_council(EXAMPLE)

    page = read(client, "/papers/")
    assert "Borough of Example" in page
    assert "Democratic Services, 01632 960000" in page
    assert "Town Hall<br>Example" in page
    assert "<name>Borough of Example</name>" in read(client, reverse("papers-feed"))
    calendar = read(client, reverse("papers-calendar"))
    assert "PRODID:-//Borough of Example//Public papers//EN" in calendar


def test_a_paper_names_its_council_at_its_head_and_as_its_author() -> None:
    keep_council(EXAMPLE)

    html = render_to_string("print.html")

    assert '<meta name="author" content="Borough of Example">' in html
    assert 'data-council="Borough of Example"' in html


def test_documents_are_made_again_once_the_council_is_called_otherwise() -> None:
    before = layout_hash(LAYOUT)

    keep_council(EXAMPLE)

    assert layout_hash(LAYOUT) != before


def test_a_change_stands_in_the_history_with_what_it_was(administrator: Client) -> None:
    administrator.post("/council/edit/", EXAMPLE)

    page = read(administrator, "/council/")

    assert "Name of the council: from “Herefordshire Council” to “Borough of Example”" in page
    assert "Questions from the public: working days before the meeting: from “2” to “5”" in page


def test_there_is_one_council() -> None:
    with pytest.raises(IntegrityError):
        Council.objects.bulk_create([Council(pk=2, name="Another", chair="Chair")])


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("name", "", "Type the council’s name."),
        ("chair", "  ", "Type the word, such as Chair."),
        ("accent_colour", "purple", "“purple” is no colour. Type one like #14323a."),
        ("accent_colour", "#5b2a6", "“#5b2a6” is no colour. Type one like #14323a."),
        ("accent_colour", "#ffdd00", "White words cannot be read on #ffdd00: the contrast is 1.3"),
        ("accent_colour", "#777777", "White words cannot be read on #777777: the contrast is 4.5"),
        ("question_days", "0", "Type a whole number of working days from 1 to 30."),
        ("question_days", "31", "Type a whole number of working days from 1 to 30."),
        ("call_in_days", "some", "Type a whole number of working days from 1 to 30."),
        ("executive", "", "Type what the executive is called, such as Cabinet."),
        ("government", "monarchy", "Select a valid choice."),
    ],
)
def test_what_cannot_be_kept_is_told_beside_its_field(field: str, typed: str, told: str) -> None:
    form = CouncilForm(EXAMPLE | {field: typed})

    assert told in " ".join(form.errors[field])


def test_a_committee_system_has_no_executive() -> None:
    form = CouncilForm(EXAMPLE | {"government": "committees"})
    assert "has no executive" in form.errors["executive"][0]
    assert CouncilForm(EXAMPLE | {"government": "committees", "executive": ""}).is_valid()


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21.0), ("#767676", "#ffffff", 4.54), ("#14323a", "#14323a", 1.0)],
)
def test_contrast_is_that_of_the_guidelines(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.005)


def test_a_picture_is_kept_smaller_as_pixels_alone(administrator: Client) -> None:
    sent = SimpleUploadedFile("crest.png", png(1_200, 900), "image/png")

    answer = administrator.post("/council/logo/", {"file": sent})

    row = CouncilLogo.objects.get()
    assert answer.status_code == 302
    assert (row.width, row.height) == (400, 300)
    page = read(administrator, "/council/")
    assert f"/council/logo/{row.sha256}.png" in page
    picture = Client().get(f"/council/logo/{row.sha256}.png")
    assert picture["Content-Type"] == "image/png"
    assert "immutable" in picture["Cache-Control"]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("crest.svg", b"<svg onload='alert(1)'/>", "can hold scripts"),
        ("crest.png", b"<?xml version='1.0'?><svg/>", "can hold scripts"),
        ("crest.png", b"no picture at all", "could not be opened as a picture"),
        ("crest.gif", b"GIF89a" + bytes(40), "could not be opened as a picture"),
        ("crest.png", png()[:60], "could not be opened as a picture"),
        ("crest.png", png(4_001, 10), "4001 by 10 pixels"),
        ("crest.png", bytes(pictures.LARGEST_BYTES + 1), "over 1 MB"),
        ("crest.png", b"", "The file is empty"),
    ],
)
def test_a_picture_that_is_none_is_refused_and_the_one_before_stays(
    administrator: Client, name: str, content: bytes, told: str
) -> None:
    administrator.post("/council/logo/", {"file": SimpleUploadedFile("a.png", png())})
    before = CouncilLogo.objects.get().sha256

    answer = administrator.post("/council/logo/", {"file": SimpleUploadedFile(name, content)})

    assert told in answer.content.decode()
    assert CouncilLogo.objects.get().sha256 == before


def test_a_picture_taken_away_is_there_no_more(administrator: Client) -> None:
    administrator.post("/council/logo/", {"file": SimpleUploadedFile("a.png", png())})
    address = f"/council/logo/{CouncilLogo.objects.get().sha256}.png"

    administrator.post("/council/logo/discarding/")

    assert Client().get(address).status_code == 404
    assert council_words().logo == ""


def test_a_colour_on_which_nothing_can_be_read_is_no_style(client: Client) -> None:
    assert "--council-accent: #5b2a6e" in read(client, "/council/style/5b2a6e.css")
    assert client.get("/council/style/ffdd00.css").status_code == 404


def test_the_demonstration_never_takes_the_place_of_what_somebody_entered() -> None:
    keep_council(EXAMPLE)

    call_command("load_herefordshire", plans=["jar-2005"], verbosity=0)

    assert Council.objects.get().name == "Borough of Example"


@pytest.mark.parametrize(
    ("day", "told"),
    [("", "Say on which day"), ("1 January 2099", "has not come yet"), ("soon", "is not a day")],
)
def test_a_backup_is_seen_on_a_day_that_has_been(
    administrator: Client, day: str, told: str
) -> None:
    answer = administrator.post("/council/backups/new/", {"seen_on": day, "words": "All there"})

    assert told in answer.content.decode()
    assert "All there" in answer.content.decode()
    assert not BackupSeen.objects.exists()


def test_a_backup_seen_is_said_with_who_saw_it(administrator: Client) -> None:
    sent = {"seen_on": "19 May 2006", "words": "The minutes of March were there"}
    administrator.post("/council/backups/new/", sent)

    row = BackupSeen.objects.get()

    assert row.seen_on == date(2006, 5, 19)
    assert "The minutes of March were there" in read(administrator, "/council/backups/new/")


def test_the_crest_stands_on_the_front_of_a_print_and_only_there(administrator: Client) -> None:
    def drawn() -> list[int]:
        """Return how many pictures each of the first two pages draws."""
        found = printing.render("actionplan/print/summary.html", context, made_at=MADE_AT)
        pages = PdfReader(io.BytesIO(found.content)).pages[:2]
        return [page.get_contents().get_data().count(b" Do") for page in pages]  # type: ignore[union-attr]

    report = build_summary_report("jar-2005", as_of=date(2006, 5, 22))
    context = {"report": report, "made_at": MADE_AT}
    hash_before = contents_hash(report, LAYOUT)
    first, second = drawn()

    administrator.post("/council/logo/", {"file": SimpleUploadedFile("crest.png", png())})

    assert drawn() == [first + 1, second]
    assert contents_hash(report, LAYOUT) != hash_before


def test_a_print_of_a_crest_that_is_gone_is_no_print(administrator: Client) -> None:
    html = '<html lang="en"><title>T</title><img src="https://static.invalid/council/0" alt="">'
    with pytest.raises(printing.AddressRefused):
        printing.print_html(html, made_at=MADE_AT)
