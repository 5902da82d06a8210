"""What the council is called on every page and paper, whoever keeps it.

The library knows no app: the app ``council`` says, once, where the words come from.
"""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

DEFAULT_ACCENT = "#14323a"
EVERY_BODY, OWN_BODIES = "every", "own"  # which of the bodies open to the public a clerk serves


@dataclass(frozen=True, slots=True, kw_only=True)
class CouncilWords:
    """The council's own words; what nobody entered is blank, and no word stands in for it.

    ``clerks_serve`` says whether a clerk serves every body that is open to the public, or those
    for which they are named.

    ``area`` is what its figures are called beside others'. ``accent_colour`` is a colour of CSS
    on which white can be read. ``call_in_days``, ``question_days`` and ``decisions_days`` count
    working days. ``logo`` is the SHA-256 of its picture, blank where it has none.
    """

    name: str = ""
    area: str = ""
    service: str = ""
    application_name: str = "Children’s services improvement"
    executive: str = "Cabinet"
    chair: str = "Chair"
    address: str = ""
    papers_contact: str = ""
    accessibility_contact: str = ""
    footer: str = ""
    accent_colour: str = DEFAULT_ACCENT
    logo: str = ""
    question_days: int = 2
    question_source: str = ""
    call_in_days: int = 5
    call_in_source: str = ""
    decisions_days: int = 2
    decisions_source: str = ""
    clerks_serve: str = EVERY_BODY
    asks_second_step: bool = True

    @property
    def title(self) -> str:
        """What ends the title of each page: the application and the council, as far as known."""
        return " - ".join(word for word in (self.application_name, self.name) if word)

    @property
    def furniture(self) -> str:
        """What the foot of each page says: the council, its service and its own words."""
        named = ", ".join(word for word in (self.name, self.service) if word)
        return ". ".join(word for word in (named, self.footer) if word)

    @property
    def own_style(self) -> str:
        """The digits of the council's own colour; blank where pages keep theirs."""
        return "" if self.accent_colour == DEFAULT_ACCENT else self.accent_colour.removeprefix("#")

    @property
    def of_area(self) -> str:
        """What the council's own figures are called beside others': its area, or that they are."""
        return self.area or "This council"


@dataclass(frozen=True, slots=True, kw_only=True)
class Crest:
    """The picture of a council's crest or logo."""

    content: bytes
    media_type: str


def _nobody() -> CouncilWords:
    return CouncilWords()


# Each process keeps the words for a moment, so that a page costs no statement for them.
KEPT_SECONDS = 5.0
_source: list[Callable[[], CouncilWords]] = [_nobody]
_crests: list[Callable[[str], Crest | None]] = [lambda _sha256: None]
_kept: dict[str, tuple[float, CouncilWords]] = {}


def come_from(
    source: Callable[[], CouncilWords], crests: Callable[[str], Crest | None] | None = None
) -> None:
    """Say where the words and the crest come from; the last to say so is asked."""
    _source[:] = [source]
    if crests is not None:
        _crests[:] = [crests]


def council_crest(sha256: str) -> Crest | None:
    """Return the picture that has a hash; None where the council has it no longer."""
    return _crests[0](sha256)


def council_words() -> CouncilWords:
    """Return the council's words, as they were a few seconds ago at most."""
    until, words = _kept.get("words", (0.0, None))
    return words if words is not None and monotonic() < until else council_words_now()


def council_words_now() -> CouncilWords:
    """Return the council's words as they are at this moment, for what is made to last."""
    words = _source[0]()
    _kept["words"] = (monotonic() + KEPT_SECONDS, words)
    return words


def forget() -> None:
    """Ask anew in this process: the words were just changed."""
    _kept.clear()
