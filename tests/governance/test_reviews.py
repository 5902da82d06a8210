"""Scrutiny reviews: the statement as the paper has it, its timetable, and who may read it."""

from collections.abc import Callable
from datetime import date

import pytest
from django.template.loader import render_to_string
from django.test import Client

from governance.exempt.reader import reader_of
from governance.models import Appendix, Meeting, Report, ReviewStep, ScrutinyReview
from governance.presenters.reviews import build_review, late_in_words, readable_reviews, reviews_on
from governance.presenters.scoping import scoping
from governance.services.reviews import change_step
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from tests.conftest import DEMONSTRATION_DAY

pytestmark = pytest.mark.django_db

SLUG = "behaviour-and-discipline-2006"
PAGE = f"/reviews/{SLUG}/"
MAY = "childrens-services-scrutiny-2006-05-31"
REPORT = f"/meetings/{MAY}/reports/behaviour-review-2006-05-31/"
BACKEND = "herefordshire_cs.accounts.backends.EmailBackend"
QUESTION = "What means of measurement can be used to judge the success or otherwise of any policy."


@pytest.fixture
def clerk(sign_in: Callable[[User], Client], make_user: Callable[..., User]) -> Client:
    return sign_in(make_user(Role.COMMITTEE_CLERK))


@pytest.fixture
def reader(make_user: Callable[..., User]) -> Client:
    """Somebody who may read what is public, and drafts not."""
    client = Client()
    client.force_login(make_user(Role.PARTNER), BACKEND)
    return client


def step(order: int) -> ReviewStep:
    return ReviewStep.objects.get(review__slug=SLUG, order=order)


@pytest.mark.parametrize(
    ("due_on", "done_on", "words"),
    [
        (None, None, ""),
        (date(2006, 5, 22), None, ""),
        (date(2006, 5, 21), None, "Late by 1 day"),
        (date(2006, 5, 12), None, "Late by 10 days"),
        (date(2006, 5, 12), date(2006, 5, 12), ""),
        (date(2006, 5, 12), date(2006, 5, 19), "Done 7 days late"),
        (date(2006, 5, 12), date(2006, 5, 30), "Late by 10 days"),
    ],
    ids=["no day", "the day itself", "a day", "ten", "in time", "done late", "done later on"],
)
def test_a_late_step_is_said_in_words(
    due_on: date | None, done_on: date | None, words: str
) -> None:
    found = ReviewStep(activity="Collect data", due_on=due_on, done_on=done_on)

    assert late_in_words(found, as_of=DEMONSTRATION_DAY) == words


def test_what_the_paper_leaves_blank_is_said_to_be_blank(reader: Client) -> None:
    page = reader.get(PAGE).content.decode()

    # The chair, the members, both kinds of support officers, and eleven of fifteen timescales.
    assert page.count("Left blank") == 4 + 11
    assert QUESTION in page


def test_print_says_that_nothing_is_given_where_the_paper_is_blank() -> None:
    review = ScrutinyReview.objects.get(slug=SLUG)

    printed = render_to_string(
        "governance/reviews/scoping_body.html",
        {"report": scoping(review, review.steps.all())},
    )

    # Both kinds of support officers, the chair, the members, and eleven of fifteen timescales.
    assert printed.count("Not given") == 4 + 11
    assert "in the paper" not in printed


def test_a_moved_timescale_keeps_the_one_before_it(clerk: Client) -> None:
    clerk.post(f"{PAGE}steps/1/", {"timescale": "7th July 2006", "due_on": "7 July 2006"})

    page = clerk.get(PAGE).content.decode()
    assert "7th July 2006" in page
    assert "Before: 23rd June 2006" in page


def test_a_step_loaded_before_its_history_was_kept_has_its_first_timescale_all_the_same() -> None:
    ReviewStep.history.all().delete()

    change_step(step=step(1), timescale="7 July 2006", due_on=date(2006, 7, 7), done_on=None)

    found = reviews_on(ScrutinyReview.objects.filter(slug=SLUG), as_of=DEMONSTRATION_DAY)
    page = build_review(found[0], as_of=DEMONSTRATION_DAY)
    assert page.steps[0].earlier == ("23rd June 2006",)


def test_a_day_alone_is_told_in_words(clerk: Client) -> None:
    clerk.post(f"{PAGE}steps/2/", {"due_on": "12/05/06"})

    assert step(2).timescale == "12\u00a0May 2006"
    assert "Late by 10 days" in clerk.get(PAGE).content.decode()


def test_a_step_is_marked_done_with_its_day(clerk: Client) -> None:
    clerk.post(f"{PAGE}steps/2/", {"done_on": "19 May 2006"})

    assert step(2).done_on == date(2006, 5, 19)
    assert "Done 19\u00a0May 2006" in clerk.get(PAGE).content.decode()
    before = clerk.get(f"{PAGE}?as_at=2006-05-18").content.decode()
    assert "Done 19\u00a0May 2006" not in before


@pytest.mark.parametrize(
    ("posted", "words"),
    [
        ({"due_on": "31 02 06"}, "is not a day in the calendar"),
        ({"done_on": "23 May 2006"}, "23\u00a0May 2006 has not come yet."),
        ({"timescale": "x" * 81}, "Use at most 80 characters."),
        (
            {"timescale": "23rd June 2006", "due_on": "7 July 2006"},
            "It still says “23rd June 2006”.",
        ),
        (
            {"timescale": "7th July 2006", "due_on": "23 June 2006"},
            "The day is still 23\u00a0June 2006.",
        ),
    ],
    ids=["no day", "a day to come", "too long", "the day alone moved", "the words alone moved"],
)
def test_a_bad_timescale_is_refused_in_words(
    posted: dict[str, str], words: str, clerk: Client
) -> None:
    page = clerk.post(f"{PAGE}steps/1/", posted).content.decode()

    assert words in page
    assert step(1).timescale == "23rd June 2006"


def test_a_clerk_says_how_it_stands_and_who_does_it(clerk: Client) -> None:
    posted = {"status": "under way", "members": "Councillor A. Example\n\n Councillor B. Example"}

    clerk.post(f"{PAGE}change/", posted)

    row = ScrutinyReview.objects.get(slug=SLUG)
    assert (row.status, row.members) == (
        "under way",
        ["Councillor A. Example", "Councillor B. Example"],
    )
    refused = clerk.post(f"{PAGE}change/", {"status": ""}).content.decode()
    assert "Say in a few words how the review stands." in refused


def test_the_report_shows_the_whole_scoping_statement(reader: Client) -> None:
    page = reader.get(REPORT).content.decode()

    assert QUESTION in page
    assert "15th December 2006" in page


def test_the_public_reads_the_scoping_statement_with_its_report() -> None:
    Meeting.objects.filter(slug=MAY).update(state="published")
    Report.objects.filter(meeting__slug=MAY).update(state="locked")

    page = Client().get(f"/papers{REPORT}").content.decode()

    assert QUESTION in page


def hide_report() -> None:
    Report.objects.filter(slug="behaviour-review-2006-05-31").update(
        exempt_paragraph=1, exempt_reason="Pupils are named."
    )


def hide_appendix() -> None:
    Appendix.objects.filter(document=SLUG).update(
        exempt_paragraph=1, exempt_reason="Pupils are named."
    )


def make_draft() -> None:
    Report.objects.filter(slug="behaviour-review-2006-05-31").update(state="draft")


@pytest.mark.parametrize("hide", [hide_report, hide_appendix, make_draft])
def test_a_review_of_what_may_not_be_read_is_not_there(
    hide: Callable[[], None], reader: Client
) -> None:
    assert reader.get(PAGE).status_code == 200
    hide()

    assert reader.get(PAGE).status_code == 404
    assert "Behaviour and Discipline" not in reader.get("/reviews/").content.decode()
    page = reader.get(REPORT)
    assert QUESTION not in page.content.decode()
    Meeting.objects.filter(slug=MAY).update(state="published")
    assert QUESTION not in Client().get(f"/papers{REPORT}").content.decode()


def test_those_who_may_read_what_is_exempt_read_its_review(director: User) -> None:
    hide_appendix()

    assert readable_reviews(reader_of(director)).filter(slug=SLUG).exists()
