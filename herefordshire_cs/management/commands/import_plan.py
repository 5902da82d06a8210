"""Reads a plan from the file that a council keeps it in, and loads it."""

import json
import sys
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from actionplan.models.import_reading import knowing_of
from actionplan.plan_arranging import open_file
from actionplan.plan_columns import Layout, Unreadable, layout_of
from actionplan.plan_files import FileAction, Knowing, read_arranged
from actionplan.plan_opening import UnreadableFile
from actionplan.services.imports import NoPlan, import_actions
from herefordshire_cs.lib import clock
from herefordshire_cs.management.commands.read_by_when import as_plain

HAS_QUESTIONS = 3  # the exit status of a check that leaves something to be answered


class Command(BaseCommand):
    """Read a plan's file; print what was read of it, or load it."""

    help = "Import a plan from a Word, Excel or CSV file, or from labelled paragraphs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--plan", required=True, help="the plan's short name")
        parser.add_argument(
            "--columns", required=True, type=Path, help="a JSON file: which column holds what"
        )
        parser.add_argument(
            "--check", action="store_true", help="print what was read as JSON, and load nothing"
        )

    def handle(self, *args: object, **options: Any) -> None:
        layout = layout_or_error(options["columns"])
        knowing = read_against(options["plan"], layout)
        try:
            opened = open_file(content_of(options["file"]), options["file"].name, layout)
        except UnreadableFile as error:
            raise CommandError(f"{options['file'].name}: {error}") from error
        actions = read_arranged(opened, layout, knowing)
        for words in opened.not_read:
            self.stderr.write(words)
        if options["check"]:
            self.stdout.write(
                json.dumps([plain(each) for each in actions], ensure_ascii=False, indent=1)
            )
            if any(action.questions for action in actions):
                sys.exit(HAS_QUESTIONS)
            return
        try:
            done = import_actions(
                slug=options["plan"],
                asked=layout.plan,
                actions=actions,
                at=clock.now(),
                on=clock.today(),
            )
        except NoPlan as error:
            raise CommandError(str(error)) from error
        self.stdout.write(done.words)


def layout_or_error(path: Path) -> Layout:
    """Return what a file of JSON says of the columns; a wrong one is an error in words."""
    try:
        return layout_of(json.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise CommandError(f"{path.name} cannot be opened: {error.strerror}.") from error
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise CommandError(f"{path.name} is no JSON: {error}.") from error
    except Unreadable as error:
        raise CommandError(f"{path.name}: {error}") from error


def content_of(path: Path) -> bytes:
    """Return a file's bytes; one that cannot be opened is an error in words."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path.name} cannot be opened: {error.strerror}.") from error


def read_against(slug: str, layout: Layout) -> Knowing:
    """Return what the reading needs to know: of the file, or of the plan that is there."""
    asked = layout.plan
    return knowing_of(
        slug,
        starts_on=asked.starts_on if asked else None,
        ends_on=asked.ends_on if asked else None,
        scheme=asked.scheme if asked else "",
        today=clock.today(),
    )


def plain(action: FileAction) -> dict[str, Any]:
    """Return an action as other tools read it; days are ISO, what is not there is blank."""
    return {
        "row": action.row,
        "heading": action.heading,
        "reference": action.reference,
        "text": action.text,
        "leads": list(action.leads),
        "by_when_as_written": action.by_when_as_written,
        "by_whens": [as_plain(reading) for reading in action.by_whens],
        "status": action.status,
        "rating": action.rating,
        "notes": [{"said_on": _iso(note.said_on), "text": note.text} for note in action.notes],
        "questions": [{"about": each.about, "words": each.words} for each in action.questions],
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
