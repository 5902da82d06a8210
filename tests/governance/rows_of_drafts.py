"""Reports for tests of drafting: people who write and clear, and a report that can be sent."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib.auth.models import Group

from governance.models import Meeting, Report
from governance.services import clearance, drafts
from governance.services.report_versions import ReportText, SectionText
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.lib.richtext import from_text

AT = datetime(2006, 5, 15, 10, 0, tzinfo=UTC)
MAY = "childrens-services-scrutiny-2006-05-31"


def cast(make_user: Callable[..., User]) -> dict[str, User]:
    """Make an author, a clerk who writes too, a colleague who may not, and those who clear."""
    people = {
        name: make_user(Role.OFFICER, email=f"{name}@test.example")
        for name in ("author", "colleague", "finance", "legal")
    }
    people["other"] = make_user(Role.COMMITTEE_CLERK, email="other@test.example")
    people["director"] = make_user(Role.DIRECTOR)
    people["clerk"] = make_user(Role.COMMITTEE_CLERK)
    for name in ("finance", "legal"):
        people[name].groups.add(Group.objects.get(name=f"{name.capitalize()} clearance"))
    return {name: User.objects.get(pk=user.pk) for name, user in people.items()}


def text_of(*considerations: str, **fields: Any) -> ReportText:
    """Return a text that has all it needs to be sent."""
    sections = (
        SectionText(heading="Purpose", is_numbered=True, paragraphs=tuple(from_text("To note."))),
        SectionText(
            heading="Considerations",
            is_numbered=True,
            paragraphs=tuple(each for words in considerations for each in from_text(words)),
        ),
    )
    values = {"limbs": ("the report be noted",), "background_papers": ("None identified",)}
    return ReportText(**{"sections": sections} | values | fields)


def begin(author: User, **fields: Any) -> Report:
    """Begin a report for the meeting of 31 May 2006, or another."""
    values = {"form": "scrutiny", "title": "A report", "meeting": None, "author": author}
    return drafts.start(**values | fields)


def write(report: Report, by: User, text: ReportText | None = None, *, seen: int = 0) -> Any:
    """Save a version."""
    return drafts.save(
        report=report,
        text=text or text_of("It stands well."),
        meeting=report.meeting,
        seen=seen,
        author=by,
        at=AT + timedelta(hours=seen),
    )


def say(report: Report, user: User, kind: str, *, cleared: bool = True, **fields: Any) -> Report:
    """Give a verdict on version 1, or another."""
    values = {"seen": 1, "note": "" if cleared else "Mend the figures.", "at": AT} | fields
    return clearance.give(report=report, kind=kind, is_cleared=cleared, user=user, **values)


def cleared_report(people: dict[str, User], **fields: Any) -> Report:
    """Return a report that everybody cleared."""
    report = begin(people["author"], **fields)
    write(report, people["author"])
    clearance.send(report=report, seen=1)
    for kind in ("finance", "legal", "director"):
        report = say(report, people[kind], kind)
    return report


def may_meeting() -> Meeting:
    """Return the meeting of 31 May 2006, whose agenda is not published yet."""
    return Meeting.objects.get(slug=MAY)
