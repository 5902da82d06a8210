"""Every file of a layer bears the name of a subject of docs/subjects.md, or of a part of one."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
APPS = ("governance", "actionplan", "indicators")
LAYERS = {
    "V": "views",
    "F": "forms",
    "S": "services",
    "L": "lists",
    "P": "presenters",
    "E": "exempt",
    "M": "models",
    "T": "tasks",
}
# What several views, forms and lists share; and the one file whose place a landed migration names.
OF_NO_SUBJECT = {("V", "guards"), ("F", "fields"), ("L", "cells"), ("M", "progress")}
ROW = re.compile(r"^\| `(\w+)`(?: \(([^)]*)\))? \| [^|]+ \| ([A-Z ]+) \|$", re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class Subject:
    """A row of a table: a subject, its parts, and the letters of the layers it stands in."""

    name: str
    parts: tuple[str, ...]
    layers: frozenset[str]


def subjects_of(app: str) -> list[Subject]:
    words = (ROOT / "docs" / "subjects.md").read_text(encoding="utf-8")
    table = words.split(f"## {app}:")[1].split("\n## ")[0]
    return [
        Subject(
            name=name,
            parts=tuple(re.findall(r"\w+", parts)),
            layers=frozenset(layers.split()),
        )
        for name, parts, layers in ROW.findall(table)
    ]


def files_of(app: str) -> Iterator[tuple[str, str]]:
    """Yield the letter of the layer and the name of each module, and of each folder of parts."""
    for letter, layer in LAYERS.items():
        room = ROOT / app / layer
        for path in room.rglob("*.py"):
            name = path.parent.name if path.name == "__init__.py" else path.stem
            if path != room / "__init__.py" and (letter, name) not in OF_NO_SUBJECT:
                yield letter, name


def layers_of(app: str, name: str) -> set[str]:
    """Return the letters of the layers in which a name stands; one file of tasks has no name."""
    of_tasks = {"T"} if name == "documents" and (ROOT / app / "tasks.py").exists() else set()
    return {letter for letter, each in files_of(app) if each == name} | of_tasks


@pytest.mark.parametrize("app", APPS)
def test_every_file_of_a_layer_is_a_subject_or_a_part_of_one(app: str) -> None:
    known = {name for each in subjects_of(app) for name in (each.name, *each.parts)}

    assert sorted({name for _letter, name in files_of(app)} - known) == []


@pytest.mark.parametrize("app", APPS)
def test_every_subject_and_part_stands_where_its_table_says(app: str) -> None:
    said, found = {}, {}
    for subject in subjects_of(app):
        of_parts = [layers_of(app, part) for part in subject.parts]
        assert all(of_parts), f"{subject.name} has a part that is nowhere"
        said[subject.name] = subject.layers
        found[subject.name] = frozenset(layers_of(app, subject.name).union(*of_parts))

    assert found == said


def test_every_file_of_the_library_is_named_beside_its_folder() -> None:
    words = (ROOT / "docs" / "subjects.md").read_text(encoding="utf-8").split("\n## lib:")[1]
    said = {
        folder.strip("`"): set(re.findall(r"`(\w+)`", files)) - {"statutory"}
        for folder, files in re.findall(r"^\| (`\w+`|by themselves) \| (.*) \|$", words, re.M)
    }
    found: dict[str, set[str]] = {}
    library = ROOT / "herefordshire_cs" / "lib"
    for path in library.rglob("*.py"):
        folder = "by themselves" if path.parent == library else path.parent.name
        if path.name != "__init__.py":
            found.setdefault(folder, set()).add(path.stem)

    assert found == said


@pytest.mark.parametrize("app", APPS)
def test_no_two_classes_of_an_app_have_one_name(app: str) -> None:
    homes: dict[str, list[str]] = {}
    for path in (ROOT / app).rglob("*.py"):
        if "migrations" in path.parts:
            continue
        for found in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(found, ast.ClassDef) and not found.name.startswith("_"):
                homes.setdefault(found.name, []).append(str(path.relative_to(ROOT)))

    assert {name: places for name, places in homes.items() if len(places) > 1} == {}
