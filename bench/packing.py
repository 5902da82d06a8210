"""Asks for the packs of a benchmark, and says what became of them; a worker builds them."""

from datetime import date
from typing import Any

from bench.names import OFFICER, meeting_of
from bench.pack_filling import add_version
from bench.processes import DAY
from governance.models import Meeting, Pack, PackPart, Report
from governance.tasks.packs import ask_for_pack
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib import clock


def main(way: str, pages: str) -> dict[str, Any]:
    """Ask for a pack (``asked``), change a report of it (``changed``), or say what is there."""
    meeting = Meeting.objects.get(slug=meeting_of(int(pages)))
    if way == "asked":
        ask(meeting)
        return {}
    if way == "changed":
        add_version(Report.objects.filter(meeting=meeting).order_by("pk")[0], first=7)
        return {}
    return found(meeting)


def ask(meeting: Meeting) -> None:
    """Put the next pack of a meeting in the queue, a correction after the first."""
    is_first = not meeting.packs.exists()
    ask_for_pack(
        meeting=meeting,
        as_of=date.fromisoformat(DAY),
        asked_by=User.objects.get(email=OFFICER),
        asked_at=clock.now(),
        kind=Pack.Kind.PACK if is_first else Pack.Kind.CORRECTION,
        corrects="" if is_first else "Page 1",
    )


def found(meeting: Meeting) -> dict[str, Any]:
    """Return what the worker made last; anything but an issued pack ends the benchmark."""
    pack = meeting.packs.order_by("-version")[0]
    if pack.state != Pack.State.READY or pack.pages is None:
        raise SystemExit(f"bench: the worker left the pack {pack.state}")
    return {
        "pages": pack.pages,
        "numbered": pack.contents[-1]["last"],
        "bytes": len(pack.members_pdf or b""),
        "parts": PackPart.objects.count(),
    }
