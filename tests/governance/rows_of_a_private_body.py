"""A private board with a marked word in everything that anybody could be told of it."""

from datetime import UTC, date, datetime

from governance.models import (
    AgendaItem,
    Appendix,
    Committee,
    Meeting,
    Membership,
    Minute,
    Pack,
    ProgrammeItem,
    Report,
    ReportVersion,
    Resolution,
    ScrutinyReview,
)
from herefordshire_cs.accounts.models import User

MARK = "zanzibar"  # stands in no paper of the council
SLUG = f"{MARK}-board"
MEETING = f"{SLUG}-2006-04-03"
UPCOMING = f"{SLUG}-2006-06-05"
REPORT = f"{MARK}-report"
DRAFT = f"{MARK}-draft"
NOON = datetime(2006, 4, 3, 12, tzinfo=UTC)


def make_private_body() -> dict[str, object]:
    """Make the board with all that a body can have; returns the keys that addresses give."""
    body = Committee.objects.create(
        slug=SLUG, name=f"{MARK} Board", kind="board", remit=f"The {MARK} remit", order=99
    )
    seat = Membership.objects.create(
        committee=body, name=f"A. {MARK}", capacity="police", voting="none"
    )
    held = make_meeting(body, MEETING, date(2006, 4, 3), Meeting.State.MINUTES_APPROVED)
    make_meeting(body, UPCOMING, date(2006, 6, 5), Meeting.State.PLANNED)
    report = make_report(held, REPORT, "locked")
    draft = make_report(Meeting.objects.get(slug=UPCOMING), DRAFT, "draft")
    item = AgendaItem.objects.create(
        meeting=held, order=1, title=f"{MARK} item", kind="report", report=report
    )
    minute = Minute.objects.create(
        meeting=held, item=item, number=1, title=f"{MARK} minute", text=f"It was {MARK}.", order=1
    )
    asked = Resolution.objects.create(
        minute=minute, order=1, text=f"{MARK} be asked", requested_of="Director", state="open"
    )
    work = ProgrammeItem.objects.create(committee=body, title=f"{MARK} work", resolution=asked)
    review = ScrutinyReview.objects.create(
        slug=f"{MARK}-review", title=f"{MARK} review", committee=body
    )
    item.plan_records.create(plan="jar-2005", action_reference="5.6", recorded_on=date(2006, 4, 3))
    return {
        "private": SLUG,
        "private_seat": seat.pk,
        "private_meeting": MEETING,
        "private_report": report.slug,
        "private_draft": draft.slug,
        "private_appendix": report.appendices.get().pk,
        "private_item": item.pk,
        "private_minute": minute.pk,
        "private_resolution": asked.pk,
        "private_work": work.pk,
        "private_review": review.slug,
        "private_pack": make_issued(held, item).pk_uuid,
    }


def make_meeting(body: Committee, slug: str, held_on: date, state: str) -> Meeting:
    """Make a meeting at a marked place."""
    return Meeting.objects.create(
        slug=slug, committee=body, held_on=held_on, state=state, venue=f"{MARK} hall"
    )


def make_report(meeting: Meeting, slug: str, state: str) -> Report:
    """Make an exempt report with a text and an appendix."""
    row = Report.objects.create(
        slug=slug,
        meeting=meeting,
        form="scrutiny",
        title=f"{MARK} {slug}",
        state=state,
        exempt_paragraph=3,
        exempt_reason=f"For {MARK}",
        public_title=f"{MARK} contract",
    )
    paragraph = {"number": "1", "text": f"About {MARK}.", "bullets": []}
    ReportVersion.objects.create(
        report=row,
        number=1,
        sections=[{"heading": "Purpose", "paragraphs": [paragraph]}],
        saved_at=NOON,
    )
    Appendix.objects.create(report=row, order=1, title=f"{MARK} appendix", kind="text", text=MARK)
    return row


def make_issued(meeting: Meeting, item: AgendaItem) -> Pack:
    """Make a pack of which both copies were issued."""
    return Pack.objects.create(
        meeting=meeting,
        version=1,
        state=Pack.State.READY,
        as_of=meeting.held_on,
        asked_at=NOON,
        issued_at=NOON,
        pages=1,
        members_pdf=b"%PDF-1.7",
        members_html=f"<p>{MARK}</p>",
        public_pdf=b"%PDF-1.7",
        public_html=f"<p>{MARK}</p>",
        public_sha256="0" * 64,
        contents=[
            {
                "key": item.pk,
                "number": 1,
                "order": 1,
                "title": item.title,
                "public_title": f"{MARK} contract",
                "first": 1,
                "last": 1,
                "paragraph": 3,
                "report": item.report_id,
                "appendices": [],
                "withheld": [],
                "minuted": [],
            }
        ],
    )


def let_in(*, officer: User, member: User) -> None:
    """Let an officer serve the board, and tie its seat to the account of a member."""
    body = Committee.objects.get(slug=SLUG)
    body.officers.create(user=officer)
    body.memberships.update(user=member)
