"""A fixed document, printed with the PDF engine alone: how slow the machine is for printing.

The yardstick of what is printed, as ``bench.yardstick`` is that of pages: a print holds much more
memory than a page does, and a busy machine slows it down more. Nothing in it is the product's own.
"""

import logging
from collections.abc import Mapping
from html import escape
from importlib import import_module

from bench import words
from bench.processes import run, spent

QUIET_SECONDS = 1.25  # of processor time, where the plan of 2,000 actions took 57 when whole
ROWS, COLUMNS = 60, 6
STYLE = """
@page { size: A4 landscape; margin: 15mm; @bottom-right { content: counter(page) } }
body { font: 9pt/1.3 "DejaVu Sans", sans-serif }
table { border-collapse: collapse; width: 100% }
td, th { border: 1px solid #888; padding: 2mm; text-align: left; vertical-align: top }
"""


def slowness(surroundings: Mapping[str, str]) -> float:
    """Return how many times longer the document takes now than on the quiet machine."""
    return float(run("-m", "bench.plain", surroundings=surroundings).said) / QUIET_SECONDS


def html() -> str:
    """Return the document: one long table, of cells that hold a sentence or two."""
    rows = "".join(
        f"<tr><th scope='row'>{row}</th>"
        + "".join(f"<td>{escape(words.note(row + column))}</td>" for column in range(COLUMNS))
        + "</tr>"
        for row in range(ROWS)
    )
    return f"<html lang='en'><title>Plain</title><style>{STYLE}</style><table>{rows}</table>"


def main() -> None:
    """Print it, and say how many seconds of processor time it took."""
    engine = import_module("weasyprint")  # here, for it is only wanted in a process of its own
    for chatty in ("weasyprint", "fontTools"):
        logging.getLogger(chatty).setLevel(logging.ERROR)
    before = spent()
    engine.HTML(string=html()).write_pdf(pdf_variant="pdf/ua-1")
    print(spent() - before)


if __name__ == "__main__":
    main()
