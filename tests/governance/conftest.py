"""Packs are built again and again: what was printed once is not printed anew."""

from functools import cache

import pytest

from herefordshire_cs.lib import pdf

# The same words and instant give the same bytes, as the tests of printing prove.
print_once = cache(pdf.print_html)


@pytest.fixture(autouse=True)
def printed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Remember for all packs what each page of HTML was as a PDF."""
    monkeypatch.setattr(pdf, "print_html", print_once)
