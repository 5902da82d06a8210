"""The page of a document being made: every app's own words and addresses, one form."""

from datetime import UTC, date, datetime

import pytest
from django.template.loader import render_to_string

from actionplan.models import Document
from herefordshire_cs.lib.files.documents import StoredDocument

ASKED_AT = datetime(2006, 5, 22, 9, 0, tzinfo=UTC)
ADDRESSES = {"page": "/page/", "file": "/file/", "again": "/again/?as_at=2006-05-22"}
State = StoredDocument.State


def document(state: str, **fields: object) -> Document:
    return Document(
        kind="summary", as_of=date(2006, 5, 22), asked_at=ASKED_AT, state=state, **fields
    )


def state_of(found: Document, **fields: object) -> str:
    context = {"document": found, **ADDRESSES, **fields}
    return render_to_string("components/document_state.html", context)


@pytest.mark.parametrize("state", [State.QUEUED, State.MAKING])
def test_a_document_being_made_asks_its_own_page_again(state: str) -> None:
    shown = state_of(document(state))

    assert 'data-hx-get="/page/"' in shown
    assert '<a class="govuk-link" href="/page/">Check again</a>' in shown
    assert "/file/" not in shown
    assert "/again/" not in shown


def test_a_document_that_is_ready_leads_to_its_file_and_asks_no_more() -> None:
    shown = state_of(document(State.READY, pages=1, made_at=ASKED_AT))

    assert 'href="/file/"' in shown
    assert "It is ready: 1 page, made 22 May 2006" in shown
    assert "data-hx-get" not in shown


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (
            {"state": State.FAILED, "failure": "The <b>worker</b> stopped."},
            "The &lt;b&gt;worker&lt;/b&gt; stopped.",
        ),
        ({"state": State.MAKING}, "Its making was interrupted, and it does not wait any more."),
    ],
    ids=["failed", "nobody makes it"],
)
def test_a_document_that_nobody_makes_says_why_and_can_be_asked_for_again(
    fields: dict[str, str], words: str
) -> None:
    shown = state_of(document(**fields), is_lost=True)

    assert words in shown
    assert '<form method="post" action="/again/?as_at=2006-05-22">' in shown
    assert "data-hx-get" not in shown


@pytest.mark.parametrize("silence", ["", "The printing service has not answered since 10.42 a.m."])
def test_a_document_that_waits_says_if_the_printing_service_is_silent(silence: str) -> None:
    shown = state_of(document(State.QUEUED), silence=silence)

    assert ("Your document stays wanted and will be made when it is back." in shown) is bool(
        silence
    )
    assert silence in shown
    assert f'data-hx-trigger="every {10 if silence else 1}s"' in shown


@pytest.mark.parametrize(
    ("back", "kicker"),
    [
        ("", '<p class="cs-kicker">The plan &amp; more</p>'),
        ("/plan/", '<a class="govuk-link" href="/plan/">The plan &amp; more</a>'),
    ],
    ids=["without a way back", "with one"],
)
def test_a_documents_page_says_what_it_is_of_and_leads_back(back: str, kicker: str) -> None:
    shown = render_to_string(
        "components/document_page.html",
        {
            "document": document(State.QUEUED),
            "title": "Summary",
            "about": "The plan & more",
            "back": back,
            "state": "components/document_state.html",
            **ADDRESSES,
        },
    )

    assert kicker in shown
    assert "Summary as at 22\xa0May 2006</h1>" in shown
    assert 'id="document-state"' in shown
