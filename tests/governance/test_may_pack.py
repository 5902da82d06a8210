"""The pack of 31 May 2006, built from the loaded data and held against the paper.

What the paper says is written out here by hand, from its agenda.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import pypdf
import pypdfium2
import pytest
from pytest_django import DjangoDbBlocker

from governance.models import Meeting, Pack
from governance.tasks.packs import ask_for_pack, make
from herefordshire_cs.accounts.roles import Role
from tests.conftest import shared_rows, user_in
from tests.governance.issuing import AT, DAY
from tests.tools.reading_aloud import read_aloud
from tests.tools.verapdf import check_pdf_ua

pytestmark = [pytest.mark.django_db, pytest.mark.document]

MAY = "childrens-services-scrutiny-2006-05-31"
ITEMS = [
    ("1", "APOLOGIES FOR ABSENCE"),
    ("2", "NAMED SUBSTITUTES"),
    ("3", "DECLARATIONS OF INTEREST"),
    ("4", "MINUTES"),
    ("5", "SUGGESTIONS FROM MEMBERS OF THE PUBLIC ON ISSUES FOR FUTURE SCRUTINY"),
    (
        "6",
        "BRIEFING ON REVISED MANAGEMENT ARRANGEMENTS AND STRUCTURE IN CHILDREN AND YOUNG "
        "PEOPLE'S DIRECTORATE",
    ),
    ("7", "SAFEGUARDING CHILDREN IN HEREFORDSHIRE"),
    (
        "8",
        "TO CONSIDER A SCRUTINY REVIEW OF BEHAVIOUR AND DISCIPLINE MANAGEMENT IN SCHOOLS",
    ),
]
# Each councillor has the word before the name; the paper's "Chruch" is put right.
MEMBERS = {
    "Councillors": "Councillor B.F. Ashton (Chairman), Councillor J.P. Thomas (Vice-Chairman), "
    "Councillor N.J.J. Davies, Councillor G. Lucas, Councillor R.M. Manning, "
    "Councillor Mrs. J.E. Pemberton, Councillor Mrs. S.J. Robertson, Councillor D.C. Taylor, "
    "Councillor Mrs E.A. Taylor, Councillor Ms. A.M. Toon, Councillor W.J. Walling",
    "Church members": "Mr. A. Geach (Church of England), J.D. Griffin (Roman Catholic Church)",
    "Parent governor members": "Ms K. Fitch (Primary School Parent Governor Member), "
    "Mrs. C. Woolley (Secondary School Parent Governors)",
    "Teacher representative": "C. Lewandowski (Secondary School teachers)",
    "Headteacher representatives": "A Marson (Secondary Headteachers), "
    "Miss S. Peate (Primary Sector Headteachers)",
}
# Of each item with papers: what heads its first page, and what stands on its last page alone.
PAPERS = {
    "4": ("Minutes of the meeting of Children's Services Scrutiny Committee", "12.26 p.m."),
    "6": (
        "BRIEFING ON REVISED MANAGEMENT ARRANGEMENTS AND STRUCTURE IN CHILDREN & YOUNG "
        "PEOPLE'S DIRECTORATE",
        "Not with the papers: Herefordshire Council Children and Young People's Directorate",
    ),
    "7": (
        "SAFEGUARDING CHILDREN IN HEREFORDSHIRE",
        "the Children's Services Scrutiny Committee is being planned with",
    ),
    "8": (
        "TO CONSIDER A SCRUTINY REVIEW OF BEHAVIOUR AND DISCIPLINE MANAGEMENT IN SCHOOLS",
        "Exclusion Data 2003/4: Fixed Term Exclusions",
    ),
}
# Of each appendix: its bookmark, under which item, and what heads its first page.
APPENDED = [
    (
        "7",
        "The Herefordshire Council JAR Performance Improvement Action Plan: "
        "Improving Children's Services in Herefordshire",
        "JAR Performance Improvement Action Plan Action plan",
    ),
    (
        "7",
        "Herefordshire Council: JAR Performance Improvement Action Plan Summary Progress Report",
        "JAR Performance Improvement Action Plan Summary progress report",
    ),
    (
        "8",
        "Appendix 1 Behaviour and Discipline Management in Schools",
        "Appendix 1: scoping statement of a review",
    ),
    (
        "8",
        "Appendix 2 Behaviour and Discipline Management in Schools",
        "Appendix 2 Behaviour and Discipline Management in Schools",
    ),
]
ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii"]
AGENDA_PAGE = 1


def plain(words: str) -> str:
    """Return words on one line, as the keyboard has them."""
    return " ".join(words.replace("’", "'").split())


@dataclass(frozen=True)
class Link:
    """A link on a page, what it is set on, and the page on which it lands."""

    page: int
    words: str
    lands: int | None


class Copy:
    """A copy of the pack as a reader opens it; pages are counted from nought."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.sheets = pypdfium2.PdfDocument(content)
        self.reader = pypdf.PdfReader(io.BytesIO(content))

    @cached_property
    def words(self) -> list[str]:
        """The words of each page, line by line."""
        found = [sheet.get_textpage().get_text_range() for sheet in self.sheets]
        return [text.replace("\r\n", "\n") for text in found]

    @cached_property
    def stamps(self) -> list[str]:
        """What is stamped in the middle of the foot of each page."""
        return [self._at_foot(sheet) for sheet in self.sheets]

    @staticmethod
    def _at_foot(sheet: pypdfium2.PdfPage) -> str:
        middle = sheet.get_width() / 2
        box = {"left": middle - 40, "bottom": 5, "right": middle + 40, "top": 40}
        return str(sheet.get_textpage().get_text_bounded(**box)).strip()

    @cached_property
    def agenda(self) -> list[tuple[str, str, str]]:
        """The number, title and range of each item, as the agenda page prints them."""
        items = self.words[AGENDA_PAGE].partition("Item Business Pages\n")[2]
        rows = re.split(r"^(\d+)\. ", items, flags=re.MULTILINE)[1:]
        return [
            (number, plain(re.split(r"^To ", row, flags=re.MULTILINE)[0]), range_in(row))
            for number, row in zip(rows[::2], rows[1::2], strict=True)
        ]

    @cached_property
    def ranges(self) -> dict[str, tuple[int, int]]:
        """The first and last page of each item that has papers, by its number."""
        return {
            number: (self.page_of(pages.split()[0]), self.page_of(pages.split()[-1]))
            for number, _title, pages in self.agenda
            if pages
        }

    def page_of(self, stamp: str) -> int:
        return self.stamps.index(stamp)

    def first_after(self, page: int, words: str) -> int | None:
        """Return the first page after one on which words stand."""
        after = range(page + 1, len(self.words))
        return next((each for each in after if words in plain(self.words[each])), None)

    @cached_property
    def bookmarks(self) -> list[tuple[int, str, int]]:
        """The level, title and page of each bookmark."""
        found = self.sheets.get_toc()
        return [
            (each.level, plain(each.get_title()), each.get_dest().get_index()) for each in found
        ]

    @cached_property
    def links(self) -> list[Link]:
        return [link for page in range(len(self.sheets)) for link in self._links_on(page)]

    def _links_on(self, page: int) -> Iterator[Link]:
        text = self.sheets[page].get_textpage()
        for note in self.reader.pages[page].get("/Annots", []):
            left, bottom, right, top = (float(each) for each in note.get_object()["/Rect"])
            words = text.get_text_bounded(left=left, bottom=bottom, right=right, top=top)
            aim = self.reader.get_page_number(note.get_object()["/Dest"][0].get_object())
            yield Link(page, plain(words), aim)


def range_in(row: str) -> str:
    found = re.search(r"^\d+(?: - \d+)?$", row, flags=re.MULTILINE)
    return found[0] if found else ""


@pytest.fixture(scope="module")
def pack(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Pack]:
    """The pack, asked for by a clerk and built as the worker builds it."""
    with shared_rows(django_db_blocker):
        meeting, clerk = Meeting.objects.get(slug=MAY), user_in(Role.COMMITTEE_CLERK)
        asked = ask_for_pack(meeting=meeting, as_of=DAY, asked_by=clerk, asked_at=AT)
        yield make(asked, made_at=AT)


@pytest.fixture(scope="module")
def copies(pack: Pack) -> dict[str, Copy]:
    """Both copies, by whose they are."""
    assert pack.state == Pack.State.READY
    found = {"members": pack.members_pdf, "public": pack.public_pdf}
    return {whose: Copy(bytes(content or b"")) for whose, content in found.items()}


@pytest.fixture(params=["members", "public"])
def copy(request: pytest.FixtureRequest, copies: dict[str, Copy]) -> Copy:
    found: Copy = copies[request.param]
    return found


def test_the_items_are_the_eight_of_the_paper_in_its_order(copy: Copy) -> None:
    assert [(number, title) for number, title, _pages in copy.agenda] == ITEMS


def test_the_members_are_those_of_the_paper_by_capacity(copy: Copy) -> None:
    before, _to, after = copy.words[AGENDA_PAGE].partition("To:\n")

    assert plain(after.partition("Item Business")[0]) == " ".join(MEMBERS.values())
    assert before.split("\n")[: len(MEMBERS)] == list(MEMBERS)


def test_every_page_is_stamped_in_one_sequence_after_the_front_pages(copy: Copy) -> None:
    front = copy.stamps.index("1")
    numbered = len(copy.stamps) - front

    assert copy.stamps == ROMAN[:front] + [str(page) for page in range(1, numbered + 1)]
    assert copy.reader.page_labels == copy.stamps  # so that a reader's own page box says the same


def test_every_numbered_page_says_at_its_head_of_what_it_is(copy: Copy) -> None:
    of_items = {
        page: number
        for number, (first, last) in copy.ranges.items()
        for page in range(first, last + 1)
    }

    for page, number in of_items.items():
        head = f"Children's Services Scrutiny Committee, 31 May 2006: item {number}"
        assert head in plain(copy.words[page]), page
    of_plan = copy.first_after(AGENDA_PAGE, "What the ratings mean")
    assert of_plan is not None
    assert "31 May 2006: item 7, appendix" in plain(copy.words[of_plan])


def test_the_front_says_when_it_was_issued_and_whom_to_ask(copy: Copy) -> None:
    front = plain(copy.words[0])

    assert "22 May 2006" in front
    assert "Contact:" in front
    assert copy.reader.metadata is not None
    assert copy.reader.metadata.creator == "WeasyPrint"


def test_neither_the_signature_nor_a_note_stands_on_a_page_of_its_own(copy: Copy) -> None:
    signed = next(words for words in copy.words if "CHAIRMAN" in words.split("\n"))
    assert len(signed.partition("The meeting ended at")[0].split()) > 30
    lengths = {page: len(words.split()) for page, words in enumerate(copy.words)}
    assert [page for page, words in lengths.items() if page and words < 50] == []


def test_the_same_items_have_papers_as_in_the_paper_and_their_pages_leave_no_gap(
    copy: Copy,
) -> None:
    assert list(copy.ranges) == list(PAPERS)
    ranges = list(copy.ranges.values())
    assert ranges[0][0] == copy.page_of("1")
    assert [one[1] + 1 for one in ranges[:-1]] == [other[0] for other in ranges[1:]]
    assert ranges[-1][1] == len(copy.stamps) - 1


@pytest.mark.parametrize("number", PAPERS)
def test_a_range_of_the_agenda_is_where_the_papers_begin_and_end(number: str, copy: Copy) -> None:
    first, last = copy.ranges[number]
    title, ending = PAPERS[number]

    headed = [page for page, words in enumerate(copy.words) if title in plain(words)]
    ended = [page for page, words in enumerate(copy.words) if ending in plain(words)]

    assert [page for page in headed if page != AGENDA_PAGE] == [first]
    assert ended == [last]


def test_the_bookmarks_name_every_item_and_report_and_lead_to_them(copy: Copy) -> None:
    of_parts = [each for each in copy.bookmarks if each[0] == 0]
    titles = dict(ITEMS)

    assert of_parts == [
        (0, "Agenda", 0),
        *((0, f"{number}. {titles[number]}", pages[0]) for number, pages in copy.ranges.items()),
    ]


@pytest.mark.parametrize(("number", "title", "head"), APPENDED, ids=[each[1] for each in APPENDED])
def test_an_appendix_has_a_bookmark_under_its_item(
    number: str, title: str, head: str, copy: Copy
) -> None:
    [page] = [page for level, found, page in copy.bookmarks if (level, found) == (1, title)]

    first, last = copy.ranges[number]
    assert first < page <= last
    assert head in plain(copy.words[page])


def test_a_bookmark_leads_to_a_page_that_says_its_words(copy: Copy) -> None:
    lost = [
        (title, copy.stamps[page])
        for level, title, page in copy.bookmarks
        if level > 0
        and title not in [each[1] for each in APPENDED]
        and title.casefold() not in plain(copy.words[page]).casefold()
    ]

    assert len(copy.bookmarks) > 40
    assert lost == []
    pages = [page for _level, _title, page in copy.bookmarks]
    assert all(one <= other for one, other in pairwise(pages))


def test_the_agenda_links_each_item_with_papers_to_its_first_page(copy: Copy) -> None:
    found: dict[int | None, str] = {}
    for link in copy.links:
        if link.page == AGENDA_PAGE:
            found[link.lands] = f"{found.get(link.lands, '')} {link.words}".strip()

    titles = dict(ITEMS)
    assert found == {pages[0]: titles[number] for number, pages in copy.ranges.items()}


def test_every_line_of_a_contents_list_leads_to_where_its_words_stand_first(copy: Copy) -> None:
    lists = [page for page, words in enumerate(copy.words) if "\nContents\n" in words]
    listed = [link for link in copy.links if link.page in lists]
    wrong = [link for link in listed if link.lands != copy.first_after(link.page, link.words)]

    assert len(lists) == 2  # of the action plan, of the summary
    assert len(listed) > 35
    assert wrong == []


def test_no_link_lands_on_a_page_without_its_words(copy: Copy) -> None:
    lost = [
        link
        for link in copy.links
        if link.page != AGENDA_PAGE and link.words not in plain(copy.words[link.lands or 0])
    ]

    assert lost == []


def test_both_copies_have_the_same_pages(copies: dict[str, Copy]) -> None:
    members, public = copies["members"], copies["public"]

    assert members.stamps == public.stamps
    front = members.stamps.index("1")
    assert members.words[front:] == public.words[front:]  # nothing of it is exempt
    assert "Copy for the public" in public.words[0]
    assert "Copy for the public" not in members.words[0]


# Of five documents: words of each, in the order in which they are to be read aloud.
ALOUD = [
    ("H1", "Children's Services Scrutiny Committee"),
    ("LBody", "Issued:"),
    ("LBody", "22 May 2006"),
    ("H2", "AGENDA"),
    ("TH", "1."),
    ("P", "APOLOGIES FOR ABSENCE"),
    ("H1", "Minutes of the meeting of Children's Services Scrutiny Committee"),
    ("P", "CHAIRMAN"),
    ("H1", "SAFEGUARDING CHILDREN IN HEREFORDSHIRE"),
    ("H1", "Action plan"),
    ("H2", "What the ratings mean"),
    ("TH", "Rating"),
    ("H1", "Summary progress report"),
    ("H2", "What the ratings mean"),
]


def test_five_documents_are_read_aloud_in_their_order(copy: Copy) -> None:
    said = iter([(kind, plain(words)) for _page, kind, words in read_aloud(copy.content)])

    for wanted in ALOUD:  # each after the one before
        assert wanted in said, wanted


def test_both_copies_conform_to_pdf_ua(copies: dict[str, Copy], pack: Pack) -> None:
    assert pack.untagged == []
    assert check_pdf_ua(**{whose: copy.content for whose, copy in copies.items()}) == []
