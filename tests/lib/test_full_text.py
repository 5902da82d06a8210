"""What is typed to be found, what of it a text is shown to hold, and what is cut out of it."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from herefordshire_cs.lib.full_text import excerpt, held, marked_pieces
from herefordshire_cs.lib.full_text.typed import Piece, pieces_of

FAR = "and so on at length " * 20


def marked(text: str, typed: str) -> str:
    """Return a text with brackets round what is marked in it."""
    pieces = marked_pieces(text, typed)
    return "".join(f"[{piece}]" if is_found else piece for piece, is_found in pieces)


@pytest.mark.parametrize(
    ("typed", "pieces"),
    [
        ("Advoc", [(("advoc",), True)]),
        ("two  Words", [(("two",), True), (("words",), True)]),
        ("by-when", [(("by", "when"), True)]),
        ("children’s", [(("children", "s"), True)]),
        ("1.6", [(("1", "6"), False)]),
        ("18%", [(("18",), True)]),
        ("18.5b", [(("18", "5b"), True)]),
        ("Siân", [(("sian",), True)]),
        ("Sia\u0302n", [(("sian",), True)]),
        ("(NEAR:*)", [(("near",), True)]),
        ("a\0b", [(("a",), True), (("b",), True)]),
        ("☃ 😀 ½ Ⅳ ***", []),
        ("", []),
    ],
)
def test_what_is_typed_is_read_as_pieces(
    typed: str, pieces: list[tuple[tuple[str, ...], bool]]
) -> None:
    assert pieces_of(typed) == tuple(Piece(*piece) for piece in pieces)


@given(typed=st.text())
def test_no_piece_holds_what_a_database_could_take_for_an_operator(typed: str) -> None:
    for piece in pieces_of(typed):
        assert piece.words
        for word in piece.words:
            assert not set(word) & set(" \t\n\0'\"*:()&|!<>-^+{}\\")


@pytest.mark.parametrize(
    ("text", "typed", "shown"),
    [
        ("The advocacy service", "advoc", "The [advocacy] service"),
        ("ADVOCACY", "advocacy", "[ADVOCACY]"),
        ("Provocative advocacy", "vocacy", "Provocative advocacy"),
        ("Improvement plan resulting", "plan improvement", "[Improvement plan] resulting"),
        ("plan, improvement", "plan improvement", "[plan], [improvement]"),
        ("Children’s and children", "children's", "[Children’s] and children"),
        ("Siân met Sia\u0302n", "sian", "[Siân] met [Siân]"),
        ("1.6, 11.6 and 1.60", "1.6", "[1.6], 11.6 and 1.60"),
        ("<b>bold</b>", "bold", "<b>[bold]</b>"),
        ("snake_case", "case", "snake_[case]"),
        ("child and children's", "child children's", "[child] and [children's]"),
        ("Nothing typed", "***", "Nothing typed"),
    ],
)
def test_words_are_marked_to_their_end_where_they_stand(text: str, typed: str, shown: str) -> None:
    assert marked(text, typed) == shown


@example(text="0\x1b\U0002fa1e:0", typed="")  # a sign that is no letter, between two words
@given(text=st.text(), typed=st.text())
@settings(derandomize=True)
def test_marking_leaves_the_text_as_it_was(text: str, typed: str) -> None:
    pieces = marked_pieces(text, typed)

    assert len("".join(piece for piece, _is_found in pieces)) <= len(text)
    assert held(text, text) == len(set(pieces_of(text))) or len(text) > 5


@pytest.mark.parametrize(
    ("text", "typed", "cut"),
    [
        pytest.param("A short note", "note", "A short note", id="whole"),
        pytest.param("A short note", "nowhere", "", id="not in it"),
        pytest.param("", "note", "", id="no text"),
        pytest.param("A note", "***", "", id="nothing typed"),
        pytest.param(f"{'x' * 100} note", "note", f"… {'x' * 89} note", id="cut before"),
        pytest.param(f"Noted {'x' * 100}", "note", f"Noted {'x' * 89} …", id="cut after"),
    ],
)
def test_an_excerpt_is_what_stands_round_the_words(text: str, typed: str, cut: str) -> None:
    assert excerpt(text, typed) == cut


def test_an_excerpt_is_from_where_the_words_stand_closest() -> None:
    text = f"The plan. {FAR}The improvement of the plan. {FAR}An improvement."

    assert "The improvement of the plan." in excerpt(text, "plan improvement")
    assert "An improvement" not in excerpt(text, "plan improvement")


def test_an_excerpt_shows_each_of_words_that_stand_far_apart() -> None:
    cut = excerpt(f"Housing first. {FAR}Then schools. {FAR}", "school hous")

    assert cut.startswith("Housing first.")
    assert " … " in cut
    assert "Then schools." in cut
    assert cut.endswith(" …")
    assert len(cut) < 400


def test_a_text_holds_as_many_pieces_as_it_says() -> None:
    assert held("Housing and schools", "school hous zebra") == 2
