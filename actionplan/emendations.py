"""Words that a copy of a paper has otherwise than they must have stood: understood, and kept.

Plain values, no database. An emendation says what the copy has, what is understood, and on what
ground: another place of the papers that has it, or that nothing else could have stood there.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

type Entry = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Emendation:
    """One: the ``part`` of an action or recommendation it stands in, and why it is read so."""

    part: str
    as_written: str
    understood: str
    ground: str


class NotAsWritten(ValueError):
    """No text of the part has what an emendation says that the copy has."""


def emended(texts: Iterable[str], emendations: Iterable[Emendation]) -> tuple[str, ...]:
    """Return the texts of one part as they are understood. Raises NotAsWritten."""
    found = tuple(texts)
    for emendation in emendations:
        read = tuple(text.replace(emendation.as_written, emendation.understood) for text in found)
        if read == found:
            raise NotAsWritten(f"{emendation.part}: {emendation.as_written}")
        found = read
    return found


def understood(text: str, emendations: Iterable[Emendation]) -> str:
    """Return a quotation as it is understood, whichever of the words it has."""
    for emendation in emendations:
        text = text.replace(emendation.as_written, emendation.understood)
    return text


def emendations_by_subject(entries: Iterable[Entry]) -> dict[str, list[Emendation]]:
    """Return emendations by the reference of the action, or by paper and number."""
    found: dict[str, list[Emendation]] = {}
    for entry in entries:
        subject = entry.get("action") or f"{entry['document']} {entry['recommendation']}"
        words = {name: entry[name] for name in ("part", "as_written", "understood", "ground")}
        found.setdefault(subject, []).append(Emendation(**words))
    return found


def with_emendations(entry: Entry, emendations: list[Emendation]) -> Entry:
    """Return an action as it is understood; its cell of progress stays as written."""

    def read(part: str, texts: Iterable[str]) -> tuple[str, ...]:
        return emended(texts, [each for each in emendations if each.part == part])

    notes = read("notes", [update["narrative"] for update in entry["updates"]])
    return entry | {
        "text": read("text", [entry["text"]])[0],
        "additional_capacity": read("additional capacity", [entry["additional_capacity"]])[0],
        "success_criteria": list(read("success criteria", entry["success_criteria"])),
        "updates": [
            update | {"narrative": note}
            for update, note in zip(entry["updates"], notes, strict=True)
        ],
    }
