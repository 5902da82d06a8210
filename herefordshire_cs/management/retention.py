"""What is kept for how long, and which rows have gone past it.

What only helps the machine is cleared by ``clear_old``. What the law lets be kept or asks to be
kept is in the table too, with no rows to clear: its end is decided by people, not by a timer.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from actionplan.models import Document, RegisterDocument
from governance.models import PackPart
from herefordshire_cs.accounts import sending, unsent
from herefordshire_cs.accounts.models import KeptPost, SentForm, SignInFailure, UnsentForm
from herefordshire_cs.background.models import Job
from herefordshire_cs.notices.models import Message
from indicators.models import AssessmentDocument, PerformanceDocument

UNFINISHED = (TaskResultStatus.READY, TaskResultStatus.RUNNING)
# A message that still has to go out is never cleared, whatever its age.
GOING_OUT = (Message.State.WAITING, Message.State.SENDING, Message.State.HELD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One kind of what is kept: for so many days, for a reason; ``past`` gives what is older."""

    what: str
    days: int
    why: str
    past: Callable[[datetime], QuerySet[Any]]

    def due(self, at: datetime) -> QuerySet[Any]:
        """Return the rows that are to be cleared at an instant."""
        return self.past(at - timedelta(days=self.days))


CLEARED = (
    Kept(
        what="sessions that have ended",
        days=0,
        why="Nobody can use them.",
        past=lambda before: Session.objects.filter(expire_date__lt=before),
    ),
    Kept(
        what="wrong passwords",
        days=1,
        why="They count for a quarter of an hour.",
        past=lambda before: SignInFailure.objects.filter(tried_at__lt=before),
    ),
    Kept(
        what="forms that were sent",
        days=sending.KEPT_FOR.days,
        why="Their tokens see that nothing is sent twice.",
        past=lambda before: SentForm.objects.filter(sent_at__lt=before),
    ),
    Kept(
        what="what was typed and not sent",
        days=unsent.KEPT_FOR.days,
        why="Longer than most are away, shorter than a cycle of reporting.",
        past=lambda before: UnsentForm.objects.filter(kept_at__lt=before),
    ),
    Kept(
        what="what was sent after a session had ended",
        days=sending.KEPT_FOR.days,
        why="It waits for the sender to sign in again.",
        past=lambda before: KeptPost.objects.filter(kept_at__lt=before),
    ),
    Kept(
        what="work that is done",
        days=30,
        why="It shows what failed, and when.",
        past=lambda before: DBTaskResult.objects.exclude(status__in=UNFINISHED).filter(
            finished_at__lt=before
        ),
    ),
    Kept(
        what="what was asked to be made",
        days=90,
        why="It says who asked for a document.",
        past=lambda before: Job.objects.filter(asked_at__lt=before).exclude(
            task_id__in=DBTaskResult.objects.filter(status__in=UNFINISHED).values("id")
        ),
    ),
    Kept(
        what="printed parts of packs",
        days=90,
        why="The next version of a pack uses them; issued packs hold their own.",
        past=lambda before: PackPart.objects.filter(made_at__lt=before),
    ),
    Kept(
        what="prints of plans",
        days=365,
        why="The same facts print the same again.",
        past=lambda before: Document.objects.filter(asked_at__lt=before),
    ),
    Kept(
        what="prints of risk registers",
        days=365,
        why="The same facts print the same again.",
        past=lambda before: RegisterDocument.objects.filter(asked_at__lt=before),
    ),
    Kept(
        what="prints of self-assessments",
        days=365,
        why="The same facts print the same again.",
        past=lambda before: AssessmentDocument.objects.filter(asked_at__lt=before),
    ),
    Kept(
        what="prints of indicators that were never issued",
        days=365,
        why="The same facts print the same again; what was issued stays.",
        past=lambda before: PerformanceDocument.objects.filter(
            asked_at__lt=before, issued_on=None
        ),
    ),
    Kept(
        what="messages to people",
        days=365,
        why="They lead to records, which stay.",
        past=lambda before: Message.objects.filter(made_at__lt=before).exclude(
            state__in=GOING_OUT
        ),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptByLaw:
    """One kind of what stays until people decide: for how long at least, and by which rule."""

    what: str
    how_long: str
    why: str


STAYS = (
    KeptByLaw(
        what="agendas, reports and minutes of open meetings",
        how_long="six years from the meeting, open to anybody",
        why="Local Government Act 1972, section 100C(1)",
    ),
    KeptByLaw(
        what="background papers that reports list",
        how_long="four years from the meeting, open to anybody",
        why="Local Government Act 1972, section 100D(2)",
    ),
    KeptByLaw(
        what="records of executive decisions",
        how_long="six years from the decision, open to anybody",
        why="Executive Arrangements (Access to Information) Regulations 2012",
    ),
    KeptByLaw(
        what="plans, progress, ratings, evidence, risks and indicators",
        how_long="as long as the council’s own schedule says of what answers an inspection",
        why="the council decides; evidence has a day of review of its own",
    ),
    KeptByLaw(
        what="who read an exempt paper",
        how_long="six years from the reading",
        why="limit of a claim for breach: Limitation Act 1980, section 2",
    ),
)
