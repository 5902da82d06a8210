"""Odd values, each by a name that says what is odd about it."""

import io
from typing import Any

# Parts of an address, as they stand in it.
PARTS = {
    "a space": "%20",
    "a null character": "%00",
    "a line break": "%0A",
    "an integer of no database": str(10**30),
    "an integer too long to read": "9" * 5_000,
    "the first that 64 bits do not hold": str(2**63),
    "the first that 32 bits do not hold": str(2**31),
    "a negative integer": "-1",
    "nought": "0",
    "a digit that is not ours": "%D9%A3",
    "300 characters": "a" * 300,
    "a letter with an accent": "%C3%A9",
    "an emoji": "%F0%9F%98%80",
    "half a character": "%ED%A0%80",
    "a byte of no character": "%FF",
    "the folder above": "..",
    "an escaped stroke": "a%2Fb",
    "the key of no row": "00000000-0000-4000-8000-000000000000",
    "30 February": "2006-02-30",
    "the year nought": "0000-01-01",
    "the last day": "9999-12-31",
    "the last quarter": "9999-9999-q4",
    "a quarter of no year": "0000-0001-q9",
    "markup": "%3Cscript%3E",
}
# What is typed into a control, or made up by whoever sends a form without a browser.
TEXTS = {
    "nothing": "",
    "spaces": "   ",
    "a null character": "a\0b",
    "70,000 characters": "x" * 70_000,
    "many lines": "x\n" * 3_000,
    "an emoji": "👩🏽‍🚒 done",
    "words from right to left": "\u202eשלום",
    "characters without width": "\u200b\u200d\ufeff",
    "letters that combine": "Z" + "\u0301" * 50,
    "a script": "<script>alert(1)</script><p onclick=x>&lt;</p>",
    "a table of odd spans": f"<table><tr><td colspan={'9' * 5_000} rowspan=-1>a</td></tr></table>",
    "a list of an odd level": f"<p style='mso-list:l0 level{'9' * 5_000} lfo1'>1. a</p>",
    "a template": "{{ request }} {% now %} %s %(x)s",
    "control characters": "a\x01\x0b\x0c\x1f\x7f\u2028b",
    "not a number": "NaN",
    "an infinity": "Infinity",
    "a power": "1e400",
    "a minute power": "1e-400",
    "nought below nought": "-0",
    "a negative number": "-1",
    "an integer of no database": str(10**30),
    "an integer too long to read": "9" * 5_000,
    "the first that 64 bits do not hold": str(2**63),
    "the first that 32 bits do not hold": str(2**31),
    "a digit that is not ours": "٣",
    "a digit that is no number": "²",
    "many decimals": "1." + "3" * 60,
    "letters": "abc",
    "the key of another row": "1",
    "the key of no row": "987654321",
    "30 February": "30 February 2006",
    "a month of no year": "2006-13",
    "the year nought": "0000-01-01",
    "the first day": "1 January 0001",
    "the last day": "31/12/9999",
    "a year of two digits": "31/12/49",
    "a time of no day": "25:61",
    "a path": "../../etc/passwd",
    "JSON": '[{"a": null}, 1e999]',
}
# Names and contents.
FILES = {
    "an empty file": ("empty.pdf", b""),
    "a file that is not what its name says": ("minutes.pdf", b"MZ\x90\0 nothing"),
    "a file that breaks off": ("minutes.pdf", b"%PDF-1.7\n1 0 obj"),
    "a file with a long name": ("n" * 500 + ".csv", b"a,b\r\n1,2\r\n"),
    "a file with a null character in its name": ("a\0b.csv", b"\xff\xfe\0"),
    "a file with the name of a folder": ("..", b"%PDF-1.7"),
    "a file named from right to left": ("\u202efdp.exe", b"PK\x03\x04"),
}
SEVERAL, NONE = "several values", "no value at all"
FILE_KINDS = {"file", "FileField"}


class Sendable(io.BytesIO):
    """A file as a browser sends it, under whatever name."""

    def __init__(self, name: str, content: bytes) -> None:
        super().__init__(content)
        self.name = name


def names_for(kind: str) -> list[str]:
    """Return the names of the values that a control of a kind meets."""
    if kind in FILE_KINDS:
        return [*FILES, SEVERAL, NONE, "letters", "a null character"]
    return [*TEXTS, SEVERAL, NONE, "an empty file", "a file that is not what its name says"]


def values_of(name: str) -> list[Any]:
    """Return what is sent under the name of one control: nothing, one value or several."""
    if name in FILES:
        return [Sendable(*FILES[name])]
    if name in TEXTS:
        return [TEXTS[name]]
    return ["1", "x" * 300, ""] if name == SEVERAL else []
