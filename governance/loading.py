"""Loads the committees, meetings and papers of 2005 and 2006: explicit, whole, safe to repeat.

Rows that are there are read again from the papers as long as nobody has edited them: in those, the
words that only an editor changes are mended, and what verbs change by themselves stays.
"""

# Longer than most: one function a table of the fixtures, in the order of their keys.

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.db import models, transaction
from django.db.models import Q

from governance.bodies import offices_with, written
from governance.models import (
    AgendaItem,
    Appendix,
    Attendance,
    Committee,
    Meeting,
    Membership,
    Minute,
    PaperDoubt,
    ProgrammeItem,
    PublicNote,
    Report,
    ReportVersion,
    Resolution,
    ReviewStep,
    ScrutinyReview,
)
from herefordshire_cs.lib.recorded import reading_papers

type Entry = dict[str, Any]

READ_AGAIN = "Read again from the paper"


@dataclass
class Loading:
    """One run: where the fixtures are, the instant of recording, and the rows found so far."""

    folder: Path
    recorded_at: datetime
    committees: dict[str, Committee] = field(default_factory=dict)
    meetings: dict[str, Meeting] = field(default_factory=dict)
    reports: dict[str, Report] = field(default_factory=dict)

    def read(self, name: str) -> Any:
        """Return one fixture."""
        return json.loads((self.folder / name).read_text(encoding="utf-8"))


@transaction.atomic
def load_governance(folder: Path, *, recorded_at: datetime) -> None:
    """Load everything in a folder of fixtures; rows that somebody edited are left alone."""
    loading = Loading(folder=folder, recorded_at=recorded_at)
    with reading_papers():
        _load(loading)


def _load(loading: Loading) -> None:
    load_committees(loading)
    load_meetings(loading)
    for entry in loading.read("reports.json"):
        load_report(entry, loading)
    load_agendas(loading)
    load_attendance(loading)
    for order, entry in enumerate(loading.read("minutes.json"), start=1):
        load_minute(order, entry, loading)
    for entry in loading.read("reviews.json"):
        load_review(entry, loading)
    for entry in loading.read("programme.json"):
        load_work(entry, loading)
    load_notes(loading)


def keep[M: models.Model](
    model: type[M], keys: Entry, values: Entry, *, mends: Iterable[str] = ()
) -> tuple[M, bool]:
    """Find a row by its natural key, else make it; says whether it is new.

    What a clerk has changed since is theirs: a row that is there is not written over, but for the
    fields that it ``mends``, where nobody edited it.
    """
    row, is_new = model._default_manager.get_or_create(defaults=values, **keys)
    changed = [name for name in mends if getattr(row, name) != values[name]]
    if not is_new and changed and is_as_loaded(row):
        for name in changed:
            setattr(row, name, values[name])
        row._change_reason = READ_AGAIN  # type: ignore[attr-defined]  # read by the history
        row.save()
    return row, is_new


def is_as_loaded(row: models.Model) -> bool:
    """Say whether nobody edited a row, as far as its history tells; one without one was not.

    Whoever edits without signing in, a task or a shell, leaves no name and has edited it too.
    """
    history: Any = getattr(row, "history", None)
    if history is None:
        return True
    by_loading = Q(history_type="+") | Q(history_change_reason=READ_AGAIN)
    return not history.exclude(by_loading, history_user=None).exists()


def source(entry: Entry) -> str:
    """Return where an entry was read, in words."""
    found = entry.get("source") or {}
    return f"{found.get('document', '')}: {found.get('place', '')}".strip(": ")


def day(written: str | None) -> date | None:
    """Return a day, if one is given."""
    return date.fromisoformat(written) if written else None


def clock_time(written: str) -> time | None:
    """Return a time of day, if one is given."""
    return time.fromisoformat(written) if written else None


def load_committees(loading: Loading) -> None:
    """Load the committees and who sits on them."""
    for order, entry in enumerate(loading.read("committees.json"), start=1):
        values = {
            "name": entry["name"],
            "kind": entry["kind"],
            "is_open_to_public": entry["is_open_to_public"],
            "remit": "\n".join(entry["remit"]),
            "note": entry["note"],
            "source": source(entry),
            "order": order,
            "offices": written(offices_with("Chairman")),
        }
        row, _new = keep(
            Committee, {"slug": entry["slug"]}, values, mends=("remit", "note", "source")
        )
        loading.committees[row.slug] = row
    for order, entry in enumerate(loading.read("members.json"), start=1):
        load_membership(order, entry, loading)


def load_membership(order: int, entry: Entry, loading: Loading) -> None:
    """Load one seat."""
    keys = {
        "committee": loading.committees[entry["committee"]],
        "name": entry["name"],
        "capacity": entry["capacity"],
    }
    names = ("office", "represents", "voting", "voting_basis", "as_written")
    values = {name: entry[name] for name in names} | {
        "starts_on": day(entry["from"]),
        "ends_on": day(entry["to"]),
        "days_basis": " ".join(filter(None, (entry["from_basis"], entry["to_basis"]))),
        "source": source(entry),
        "order": order,
    }
    keep(Membership, keys, values)


def load_meetings(loading: Loading) -> None:
    """Load the meetings."""
    for entry in loading.read("meetings.json"):
        values = {
            "committee": loading.committees[entry["committee"]],
            "held_on": day(entry["date"]),
            "begins_at": clock_time(entry["time"]),
            "ended_at": clock_time(entry["ended_at"]),
            "venue": entry["venue"],
            "state": entry["status"],
            "chair_as_written": entry["chair"],
            "contact": entry["contact"],
            "date_as_printed": entry["date_as_printed"],
            "note": entry["note"],
            "source": source(entry),
        }
        mends = ("chair_as_written", "date_as_printed", "note", "source", "ended_at")
        row, _new = keep(Meeting, {"slug": entry["slug"]}, values, mends=mends)
        loading.meetings[row.slug] = row


def load_report(entry: Entry, loading: Loading) -> None:
    """Load a report, its text as its first version, and its appendices."""
    names = ("form", "title", "report_by", "programme_area", "wards", "key_decision", "note")
    meeting = loading.meetings[entry["meeting"]]
    is_planned = meeting.state == Meeting.State.PLANNED
    values = {name: entry[name] for name in names} | {
        "meeting": meeting,
        "state": Report.State.CLEARED if is_planned else Report.State.LOCKED,
        "source": source(entry),
    }
    row, _new = keep(Report, {"slug": entry["slug"]}, values, mends=(*names, "source"))
    loading.reports[row.slug] = row
    text = {
        "sections": entry["sections"],
        "lead_in": entry["recommendation"]["lead_in"],
        "limbs": entry["recommendation"]["limbs"],
        "background_papers": entry["background_papers"],
        "saved_at": loading.recorded_at,
    }
    mended = tuple(name for name in text if name != "saved_at")
    is_last = not row.versions.filter(number__gt=1).exists()
    is_own = is_last and is_as_loaded(row)  # else it is another's, or what followed rests on it
    keep(ReportVersion, {"report": row, "number": 1}, text, mends=mended if is_own else ())
    for order, appendix in enumerate(entry["appendices"], start=1):
        names = ("label", "title", "kind", "document", "text", "is_abridged", "note")
        found = {name: appendix[name] for name in names} | {"tables": appendix["tables"]}
        found |= {"plan": appendix.get("plan", "")}
        same = {"report": row, "order": order, "kind": found["kind"]}
        is_there = Appendix.objects.filter(**same, file="").exists()
        mended = tuple(found) if is_own and is_there else ()
        keep(Appendix, {"report": row, "order": order}, found, mends=mended)


def load_agendas(loading: Loading) -> None:
    """Load the agenda items; an item for the minutes names the meeting they are of."""
    for entry in loading.read("agenda-items.json"):
        meeting = loading.meetings[entry["meeting"]]
        names = ("number", "title", "purpose", "kind", "as_written", "note")
        values = {name: entry[name] for name in names} | {
            "report": loading.reports.get(entry["report"]),
            "paper_page_from": entry["page_from"],
            "paper_page_to": entry["page_to"],
        }
        if entry["kind"] == AgendaItem.Kind.MINUTES:
            values["minutes_of"] = earlier_meeting(meeting)
        key = {"meeting": meeting, "order": entry["order"]}
        is_same = AgendaItem.objects.filter(**key, title=values["title"]).exists()
        keep(AgendaItem, key, values, mends=("as_written", "note") if is_same else ())


def earlier_meeting(meeting: Meeting) -> Meeting | None:
    """Return the committee's meeting before this one, as far as it is loaded."""
    before = Meeting.objects.filter(committee=meeting.committee)
    return before.past(as_of=meeting.held_on).first()


def load_attendance(loading: Loading) -> None:
    """Load who came, sent apologies or was in attendance."""
    for order, entry in enumerate(loading.read("attendance.json"), start=1):
        names = ("capacity", "represents", "office", "as_written")
        values = {name: entry[name] for name in names} | {"order": order}
        keys = {
            "meeting": loading.meetings[entry["meeting"]],
            "name": entry["name"],
            "presence": entry["presence"],
        }
        keep(Attendance, keys, values)


def load_minute(order: int, entry: Entry, loading: Loading) -> None:
    """Load one minute with each limb of what was resolved."""
    values = {
        "title": entry["title"],
        "text": entry["text"],
        "points": entry["points"],
        "point_groups": entry["point_groups"],
        "text_after": entry["text_after_points"],
        "is_abridged": entry["is_abridged"],
        "order": order,
        "source": source(entry),
    }
    meeting = loading.meetings[entry["meeting"]]
    values["item"] = meeting.items.filter(title__iexact=entry["title"]).first()
    mends = tuple(name for name in values if name not in ("item", "order"))
    key = {"meeting": meeting, "number": entry["number"]}
    minute, _new = keep(Minute, key, values, mends=mends)
    place = 0
    for resolution in entry["resolutions"]:
        for limb in resolution["limbs"]:
            place += 1
            load_limb(minute, place, resolution["lead_in"], limb)


def load_limb(minute: Minute, order: int, lead_in: str, limb: Entry) -> None:
    """Load one limb; it is open where it asks for something, of somebody or by some time."""
    asks = bool(limb["requested_of"] or limb["due"] or limb["due_words"])
    names = ("letter", "text", "requested_of", "due_words", "due_basis")
    values = {name: limb[name] for name in names} | {
        "lead_in": lead_in,
        "due_on": day(limb["due"]),
        "state": Resolution.State.OPEN if asks else Resolution.State.NOTED,
    }
    mends = tuple(name for name in values if name != "state")
    keep(Resolution, {"minute": minute, "order": order}, values, mends=mends)


def load_review(entry: Entry, loading: Loading) -> None:
    """Load a review with its scoping statement and timetable."""
    names = (
        "title",
        "status",
        "chair",
        "lead_support_officer",
        "terms_of_reference",
        "desired_outcomes",
        "key_questions",
        "links",
        "is_abridged",
    )
    values = {name: entry[name] for name in names} | {
        "committee": loading.committees[entry["committee"]],
        "report": loading.reports.get(entry["report"]),
        "source": source(entry),
    }
    mends = tuple(name for name in (*names, "source") if name != "status")
    row, _new = keep(ScrutinyReview, {"slug": entry["slug"]}, values, mends=mends)
    for step in entry["timetable"]:
        found = {
            "activity": step["activity"],
            "timescale": step["timescale"],
            "due_on": day(step["day"]),
        }
        keep(ReviewStep, {"review": row, "order": step["order"]}, found, mends=tuple(found))


def load_work(entry: Entry, loading: Loading) -> None:
    """Load a piece of work of a committee's programme, with the limb that asks for it."""
    asked = entry["resolution"]
    limb = Resolution.objects.get(
        minute__meeting=loading.meetings[asked["meeting"]],
        minute__number=asked["minute"],
        letter=asked["letter"],
    )
    names = ("title", "purpose", "lead", "wanted_for", "note")
    values = {name: entry[name] for name in names} | {"resolution": limb, "order": 1}
    committee = loading.committees[entry["committee"]]
    key = {"committee": committee, "source": source(entry)}
    keep(ProgrammeItem, key, values, mends=("title", "purpose", "lead", "wanted_for", "note"))


def load_notes(loading: Loading) -> None:
    """Load what the agenda tells the public, and what is doubtful in the papers."""
    for order, entry in enumerate(loading.read("public-information.json"), start=1):
        names = ("heading", "section", "text", "bullets", "is_abridged")
        values = {name: entry[name] for name in names} | {
            "source": source(entry),
            "order": order,
        }
        keep(PublicNote, {"slug": entry["slug"]}, values, mends=tuple(values))
    for order, entry in enumerate(loading.read("doubts.json"), start=1):
        told = ("words", "as_written", "understood", "place")
        values = {name: entry[name] for name in told} | {
            "meeting": loading.meetings.get(entry["meeting"]),
            "order": order,
        }
        keep(PaperDoubt, {"slug": entry["slug"]}, values, mends=tuple(values))
