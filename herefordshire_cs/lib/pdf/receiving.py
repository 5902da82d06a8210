"""Takes in a PDF that somebody brings: opened apart, judged in words, its pages made ready.

Nothing of it is opened in the process that asks.
"""

from dataclasses import dataclass

from herefordshire_cs.lib.files.foreign import BUSY, Bounds, Busy, Unopened, open_apart

READER = "herefordshire_cs.lib.pdf.uploads"
HUGE = 25_000_000  # bytes; what a request may bring holds a little more
PRINT_ANEW = "Print it to a new PDF and upload that."
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspected:
    """What an upload is, and in the clerk's words what to know of it or why it is refused."""

    pages: int = 0
    is_tagged: bool = False
    has_title: bool = False
    warnings: tuple[str, ...] = ()
    refusals: tuple[str, ...] = ()


def receive_pdf(content: bytes, filename: str) -> tuple[Inspected, bytes]:
    """Return what is to be known of an upload, and its pages upright and of A4.

    One without refusals was joined to others for trial, and can be again.
    """
    if refusal := too_large(len(content), filename):
        return Inspected(refusals=(refusal,)), b""
    try:
        said, pages = open_apart(READER, content, bounds=bounds_of(content), filename=filename)
    except Unopened as error:
        return Inspected(refusals=(_unopened(filename, error),)), b""
    except Busy:
        return Inspected(refusals=(BUSY,)), b""
    warnings, refusals = tuple(said.pop("warnings")), tuple(said.pop("refusals"))
    return Inspected(**said, warnings=warnings, refusals=refusals), pages


def bounds_of(content: bytes) -> Bounds:
    """Return what opening an upload may take.

    500 pages of tables, of 1.3 MB, take ten seconds of the processor and 0.2 GB; a letter takes
    half a second, and 60 KB that unfold into gigabytes are not worth more than five.
    """
    seconds = min(20, 5 + 10 * len(content) // MEGABYTE)
    return Bounds(processor=seconds, wall=2 * seconds)


def too_large(size: int, filename: str) -> str | None:
    """Say that a file of some bytes is too large, which can be asked before it is read."""
    if size < HUGE:
        return None
    limit = HUGE // 1_000_000
    return (
        f"{filename} is {size // 1_000_000} MB; the most is {limit} MB. Scan or save it smaller."
    )


def _unopened(filename: str, error: Unopened) -> str:
    if error.is_too_much:
        return (
            f"{filename} takes more memory or time to open than a paper may: it is too large"
            f" inside. {PRINT_ANEW}"
        )
    return f"{filename} is damaged so that it cannot be opened. {PRINT_ANEW}"
