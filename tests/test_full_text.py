"""Words are found alike on every database, in whatever was written and however it was written."""

from contextlib import suppress

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actionplan.models import Officer, Recommendation
from herefordshire_cs.lib.full_text import AddFullText, Says
from herefordshire_cs.lib.full_text.statements import (
    COLUMN,
    INDEXED_AT_MOST,
    TRIGGERS,
    index_of,
    trigger_of,
)
from herefordshire_cs.lib.full_text.typed import pieces_of
from tests.factories import make_recommendation

pytestmark = pytest.mark.django_db

ADVOCACY = "The advocacy service for children"


def officer(post: str, initials: str = "QQ") -> Officer:
    """Make an officer whose post says something."""
    return Officer.objects.create(initials=initials, post=post)


def found(typed: str) -> list[str]:
    """Return the initials of the officers made here that say what was typed."""
    rows = Officer.objects.filter(Says(typed), initials__startswith="Q").order_by("initials")
    return list(rows.values_list("initials", flat=True))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("advoc", ADVOCACY),
        ("ADVOCACY", ADVOCACY),
        ("service advocacy", ADVOCACY),
        ("the service for", ADVOCACY),
        ("1.6", "See action 1.6."),
        ("1.6", "1.6"),
        ("NI 60", "NI 60, assessments"),
        ("18%", "It rose by 18% in a year"),
        ("18", "It rose by 18% in a year"),
        ("£20,000", "A grant of £20,000 a year"),
        ("2005/06", "in 2005/06 again"),
        ("2nd", "the 2nd quarter"),
        ("4e1xa", "part 4e1xa9 of the file"),
        ("-5", "a change of -5"),
        ("by-when", "The by-whens moved"),
        ("by when", "The by-when moved"),
        ("by-when", "say by when it is done"),
        ("e-mail", "sent by e-mail"),
        ("mail", "sent by e-mail"),
        ("CAF/ICS", "CAF/ICS together"),
        ("ics", "CAF/ICS together"),
        ("children's", "The children’s fund"),
        ("children’s", "The children's fund"),
        ("children", "The children's fund"),
        ("o'brien", "Ms O’Brien"),
        ("sian", "Siân Llŷr"),
        ("Siân", "Sian"),
        ("Siân", "Sia\u0302n"),
        ("sia\u0302n", "SIÂN"),
        ("example.org", "j.smith@example.org"),
        ("smith", "j.smith@example.org"),
        ("gov", "https://www.gov.uk/a?b=c&d=e"),
        ("a?b=c", "https://www.gov.uk/a?b=c&d=e"),
        ("bold", "<b>bold</b>"),
        ("case", "snake_case"),
        ("10 May", "10\u00a0May"),
        ("dash", "a–dash—and…more"),
        ('"advocacy service"', ADVOCACY),
        ("advocacy*", ADVOCACY),
        ("-advocacy", ADVOCACY),
        ("advocacy:service", ADVOCACY),
        ("(advocacy) & !service | 'children'", ADVOCACY),
        ("advocacy AND service", "Advocacy and service"),
        ("advocacy \\", ADVOCACY),
        ("advocacy %s", "advocacy %s"),
        ("😀 advocacy ***", ADVOCACY),
        ("advocacy\0service", ADVOCACY),
        ("Київ", "Київ, КИЇВ"),
    ],
)
def test_what_was_typed_is_found_in(typed: str, said: str) -> None:
    officer(said)

    assert found(typed) == ["QQ"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("vocacy", ADVOCACY),
        ("advocacy housing", ADVOCACY),
        ("advocacy-for", ADVOCACY),
        ("advocacy NOT service", ADVOCACY),
        ("advocacy OR housing", ADVOCACY),
        ("NEAR(advocacy service)", ADVOCACY),
        ("post:advocacy", ADVOCACY),
        ("1.6", "See action 11.6"),
        ("1.6", "See action 1.60"),
        ("1.6", "1 of 6"),
        ("6.1", "1.6"),
        ("by-when", "bywhen"),
        ("email", "e-mail"),
        ("childrens", "The children's fund"),
        ("children's", "The childrens fund"),
        ("assess", "as sessions"),
        ("running", "they run"),
        ("the", "a"),
        ("***", "***"),
        ("😀", "😀"),
        ("½", "½"),
        ("’", "children’s"),
        ("\0", "anything"),
        ("", "anything"),
    ],
)
def test_what_was_typed_is_not_found_in(typed: str, said: str) -> None:
    officer(said)

    assert found(typed) == []


# Letters with and without accents, every sign of a keyboard, and what a word processor puts in;
# but for an A with two accents, of which SQLite takes only one away.
CHARACTERS = st.characters(
    min_codepoint=1, max_codepoint=0x24F, exclude_characters="Ǡǡ"
) | st.sampled_from("\u0301’‘“”–…•€😀")


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50
)
@given(said=st.text(CHARACTERS, max_size=60))
def test_whatever_is_said_is_found_by_its_own_words(db: None, said: str) -> None:
    with transaction.atomic():
        officer(said)
        assert found(said) == (["QQ"] if pieces_of(said) else [])
        transaction.set_rollback(True)


def test_a_hundred_words_can_be_looked_for_at_once() -> None:
    officer("a b c d e f g h")

    assert found("a b c d e f g h " * 20) == ["QQ"]
    assert found("x" * 100_000) == []


def test_a_text_longer_than_an_index_holds_is_kept_and_found_by_its_beginning() -> None:
    words = " ".join(f"{number:06}" for number in range(INDEXED_AT_MOST // 5))
    make_recommendation(text=f"Medlars {words} and quinces")

    assert Recommendation.objects.filter(Says("medlar 000002")).count() == 1
    assert not Recommendation.objects.filter(Says("quinces")).exists()


# --- However it was written ----------------------------------------------------------------------


def test_a_row_is_found_by_what_it_says_now() -> None:
    row = officer("housing")

    row.post = "schools"
    row.save()
    assert (found("housing"), found("schools")) == ([], ["QQ"])
    Officer.objects.filter(pk=row.pk).update(post="health")
    assert (found("schools"), found("health")) == ([], ["QQ"])
    Officer.objects.filter(pk=row.pk).update(active_from="2006-01-01")
    assert found("health") == ["QQ"]
    row.delete()
    assert found("health") == []


def test_rows_written_together_are_found_each() -> None:
    rows = [Officer(initials=f"Q{number}", post="housing") for number in range(3)]
    Officer.objects.bulk_create(rows)
    assert found("housing") == ["Q0", "Q1", "Q2"]

    for row in rows:
        row.post = "schools"
    Officer.objects.bulk_update(rows[:2], ["post"])
    assert (found("housing"), found("schools")) == (["Q2"], ["Q0", "Q1"])

    kept = [Officer(initials="Q2", post="health"), Officer(initials="Q3", post="health")]
    Officer.objects.bulk_create(
        kept, update_conflicts=True, unique_fields=["initials"], update_fields=["post"]
    )
    assert (found("housing"), found("health")) == ([], ["Q2", "Q3"])
    Officer.objects.bulk_create([Officer(initials="Q3", post="none")], ignore_conflicts=True)
    assert (found("none"), found("health")) == ([], ["Q2", "Q3"])


def test_what_is_taken_back_is_not_found() -> None:
    officer("housing")
    with suppress(ZeroDivisionError), transaction.atomic():
        Officer.objects.filter(initials="QQ").update(post="schools")
        officer("schools", "Q1")
        assert found("schools") == ["Q1", "QQ"]
        raise ZeroDivisionError

    assert (found("schools"), found("housing")) == ([], ["QQ"])


# --- The index itself ----------------------------------------------------------------------------


def indexed() -> set[str]:
    """Return the models that migrations index, with their apps."""
    return {
        f"{migration.app_label}.{operation.model_name}"
        for migration in MigrationLoader(None).disk_migrations.values()
        for operation in migration.operations
        if type(operation) is AddFullText
    }


@pytest.mark.parametrize("model", sorted(indexed()))
def test_an_index_is_kept_after_all_migrations(model: str) -> None:
    """One that alters the table makes it anew on SQLite, without what keeps the index."""
    table = apps.get_model(model)._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE tbl_name = %s", [table])
            names = {name for (name,) in cursor.fetchall()}
            assert names >= {trigger_of(table, event) for event in TRIGGERS}
            return
        columns = connection.introspection.get_table_description(cursor, table)
        constraints = connection.introspection.get_constraints(cursor, table)
    assert COLUMN in {column.name for column in columns}
    assert constraints[index_of(table)]["type"] == "gin"
