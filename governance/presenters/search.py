"""Search over what committees had before them: agenda items, reports, minutes and resolutions.

An exempt paper, the item it stands on and its minute are found only by those who may read them;
a draft only by those who work on drafts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from governance.exempt.reader import PUBLIC, Reader, reader_of
from governance.exempt.rows import readable
from governance.models import (
    AgendaItem,
    DecisionRecord,
    Meeting,
    Minute,
    Report,
    ReportVersion,
    Resolution,
)
from governance.presenters.published import (
    published_items,
    published_meetings,
    published_reports,
)
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib.full_text import Says, excerpt, held

AT_MOST = 50  # of each kind; the page says so where there are more


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFound:
    """Something of a meeting that holds the words; ``meeting`` is blank for a report without."""

    meeting: str
    committee: str
    held_on: date | None
    key: str
    label: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersFound:
    """What was found in the papers of meetings."""

    at_most: ClassVar[int] = AT_MOST

    items: tuple[PaperFound, ...]
    reports: tuple[PaperFound, ...]
    minutes: tuple[PaperFound, ...]
    resolutions: tuple[PaperFound, ...]
    records: tuple[PaperFound, ...] = ()

    @property
    def count(self) -> int:
        """How many things were found and are shown."""
        parts = (self.items, self.reports, self.minutes, self.resolutions, self.records)
        return sum(len(part) for part in parts)


def search_papers(words: str, *, as_of: date, user: User) -> PapersFound:
    """Return what of the meetings' papers holds the words and may be read; five queries."""
    reader = reader_of(user)
    return PapersFound(
        items=tuple(_items(words, _item_rows(words, reader=reader)[:AT_MOST])),
        reports=tuple(_reports(words, _report_rows(words, reader=reader)[:AT_MOST])),
        minutes=tuple(_minutes(words, as_of=as_of, reader=reader)),
        resolutions=tuple(_resolutions(words, as_of=as_of, reader=reader)),
        records=tuple(_records(words, DecisionRecord.objects.all(), as_of=as_of, reader=reader)),
    )


def search_published(words: str, *, as_of: date) -> PapersFound:
    """Return what of the published papers holds the words; what is withheld is not found.

    An item and a report are found where they are on the pages that anybody may open.
    """
    meetings = published_meetings()
    of_meetings = Q(meeting__in=meetings)
    items = (
        _item_rows(words, reader=PUBLIC).filter(of_meetings).select_related("report", "minutes_of")
    )
    rows = list(_report_rows(words, reader=PUBLIC).filter(of_meetings)[:AT_MOST])
    out = published_reports(row.pk for row in rows)
    return PapersFound(
        items=tuple(_items(words, published_items(items[:AT_MOST]))),
        reports=tuple(_reports(words, [row for row in rows if row.pk in out])),
        minutes=tuple(_minutes(words, as_of=as_of, reader=PUBLIC)),
        resolutions=tuple(_resolutions(words, as_of=as_of, reader=PUBLIC)),
        records=tuple(
            _records(
                words,
                DecisionRecord.objects.filter(published_on__lte=as_of),
                as_of=as_of,
                reader=PUBLIC,
            )
        ),
    )


def _item_rows(words: str, *, reader: Reader) -> QuerySet[AgendaItem]:
    rows = readable(AgendaItem.objects.filter(Says(words)), reader)
    return rows.select_related("meeting__committee").order_by("-meeting__held_on", "order")


def _items(words: str, rows: Iterable[AgendaItem]) -> Iterable[PaperFound]:
    for row in rows:
        said = excerpt(row.purpose, words)
        yield _found(row.meeting, key=str(row.pk), label=row.title, words=said)


def _report_rows(words: str, *, reader: Reader) -> QuerySet[Report]:
    newest = ReportVersion.objects.filter(report=OuterRef("pk")).order_by("-number")
    newer = ReportVersion.objects.filter(report=OuterRef("report"), number__gt=OuterRef("number"))
    in_text = ReportVersion.objects.filter(Says(words), ~Exists(newer))
    rows = (
        readable(Report.objects.all(), reader)
        .filter(Q(Says(words)) | Q(pk__in=in_text.values("report")))
        .annotate(sections=Subquery(newest.values("sections")[:1]))
    )
    return rows.select_related("meeting__committee").order_by("-meeting__held_on", "title")


def _reports(words: str, rows: Iterable[Report]) -> Iterable[PaperFound]:
    for row in rows:
        said = _best(words, *_paragraphs(row.sections))  # type: ignore[attr-defined]
        yield _found(row.meeting, key=row.slug, label=row.title, words=said)


def _paragraphs(sections: list[dict[str, Any]] | None) -> Iterable[str]:
    """Yield the text of a report's headings, paragraphs and bullets."""
    for section in sections or []:
        yield section["heading"]
        for paragraph in section["paragraphs"]:
            yield paragraph["text"]
            for bullet in paragraph.get("bullets", []):
                yield bullet if isinstance(bullet, str) else str(bullet.get("text", ""))


def _minutes(words: str, *, as_of: date, reader: Reader) -> Iterable[PaperFound]:
    rows = readable(Minute.objects.filter(Says(words), meeting__held_on__lte=as_of), reader)
    for row in rows.select_related("meeting__committee").order_by("-meeting__held_on", "order")[
        :AT_MOST
    ]:
        said = _best(words, row.text, *row.points, row.text_after)
        yield _found(row.meeting, key=str(row.number), label=row.title, words=said)


def _resolutions(words: str, *, as_of: date, reader: Reader) -> Iterable[PaperFound]:
    found = Resolution.objects.filter(Says(words), minute__meeting__held_on__lte=as_of)
    rows = readable(found, reader)
    for row in rows.select_related("minute__meeting__committee").order_by(
        "-minute__meeting__held_on", "minute__order", "order"
    )[:AT_MOST]:
        letter = f" ({row.letter})" if row.letter else ""
        yield _found(
            row.minute.meeting,
            key=str(row.minute.number),
            label=f"{row.minute.number}{letter}",
            words=excerpt(row.text, words),
        )


def _records(
    words: str, rows: QuerySet[DecisionRecord], *, as_of: date, reader: Reader
) -> Iterable[PaperFound]:
    found = readable(rows.filter(Says(words), decided_on__lte=as_of), reader)
    for row in found.select_related("committee").order_by("-decided_on", "-pk")[:AT_MOST]:
        yield PaperFound(
            meeting="",
            committee=row.committee.name,
            held_on=row.decided_on,
            key=str(row.pk),
            label=row.title,
            words=_best(words, row.decision, row.reasons, row.background_papers),
        )


def _found(meeting: Meeting | None, *, key: str, label: str, words: str) -> PaperFound:
    return PaperFound(
        meeting=meeting.slug if meeting else "",
        committee=meeting.committee.name if meeting else "",
        held_on=meeting.held_on if meeting else None,
        key=key,
        label=label,
        words=words,
    )


def _best(words: str, *texts: str) -> str:
    """Return what stands round the words in the text that holds the most of them, the first."""
    return excerpt(max(texts, key=lambda text: held(text, words), default=""), words)
