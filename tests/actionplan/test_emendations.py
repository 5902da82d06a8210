"""Words that a copy garbles are read as they stood, wherever an emendation says so."""

import pytest

from actionplan.emendations import Emendation, NotAsWritten, emended


def emendation(as_written: str, understood: str) -> Emendation:
    return Emendation(part="text", as_written=as_written, understood=understood, ground="so")


def test_each_text_that_has_the_words_is_read_otherwise() -> None:
    texts = ("Reviews on going", "nothing", "on going too")

    read = emended(texts, [emendation("on going", "ongoing")])

    assert read == ("Reviews ongoing", "nothing", "ongoing too")


def test_an_emendation_of_what_is_not_there_is_refused() -> None:
    with pytest.raises(NotAsWritten, match="IRO,s"):
        emended(["The IROs meet"], [emendation("IRO,s", "IROs")])
