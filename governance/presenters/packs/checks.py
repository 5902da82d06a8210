"""What stands against a pack before it goes out, what is looked at, and where it is mended."""

import re
from collections.abc import Iterator
from itertools import pairwise

from governance.models import AgendaItem, Meeting, OneOffHoliday, Pack, TakeDown
from governance.presenters.appendices import UploadedPaper
from governance.presenters.live_documents import NamedDocument
from governance.presenters.packs.checked import (
    AGENDA,
    MEETING,
    MEMBERS,
    MINUTES,
    TAKE_DOWN,
    Checked,
    look,
    pack_has_exempt,
    place,
    stop,
)
from governance.presenters.packs.contents import Check
from governance.presenters.packs.word_checks import word_checks
from governance.presenters.reports import ReportPaper
from governance.statutory import warn_of_publication
from herefordshire_cs.lib.council import council_words
from herefordshire_cs.lib.text.words import day_in_words, mid_sentence

APPENDIX = re.compile(r"(?:Appendix|Annex) (\d+|[A-Z])\b")


def checks_of(pack: Checked) -> Iterator[Check]:
    """Yield what stops a pack, then what is to be looked at before it goes out."""
    yield from _issue_stops(pack)
    if not pack.issue.is_supplement:
        yield from _meeting_stops(pack.meeting)
    yield from _late_stops(pack)
    yield from _part_stops(pack)
    yield from _taken_down(pack)
    yield from _blank_minutes(pack)
    if not pack.issue.is_supplement:
        yield from _meeting_warnings(pack)
    yield from _exclusion(pack)
    yield from _paper_warnings(pack)
    yield from _addressed_elsewhere(pack)
    yield from _out_of_order(pack)
    yield from _uploads(pack)
    yield from word_checks(pack)


def _issue_stops(pack: Checked) -> Iterator[Check]:
    issue, issued = pack.issue, pack.issued
    if issue.kind == Pack.Kind.PACK and issued.is_any:
        yield stop("The pack was issued already. Issue a supplement or a correction.")
    if issue.kind != Pack.Kind.PACK and not issued.is_any:
        yield stop(
            "No pack of the meeting was issued yet: there is nothing to add to or to correct."
        )
    if issue.is_supplement and not pack.items:
        yield stop("Choose at least one item that the supplement holds.")


def _meeting_stops(row: Meeting) -> Iterator[Check]:
    """Yield what section 100A(6) of the Act of 1972 asks of the notice of a meeting."""
    if row.begins_at is None:
        yield stop("The meeting has no time.", MEETING)
    if not row.venue.strip():
        yield stop("The meeting has no venue, or no words on how to join it.", MEETING)


def _late_stops(pack: Checked) -> Iterator[Check]:
    for item in pack.items:
        if item.pk in pack.late and pack.issue.is_supplement and not item.late_reason.strip():
            yield stop(
                f"Item {pack.numbers[item.pk]} is late and has no reason of the chairman for its"
                " urgency. Give it on the agenda.",
                AGENDA,
                str(item.pk),
            )


def _part_stops(pack: Checked) -> Iterator[Check]:
    for part in pack.parts:
        for block in part.blocks:
            # A pack that failed says so to whoever reads meetings, exempt papers or not.
            name = part.public_title if part.exemption else part.title
            words = name if part.level == 1 else f"Item {part.item}, {name}"
            yield stop(f"{words}: {mid_sentence(block)}", *place(pack, part))


def _taken_down(pack: Checked) -> Iterator[Check]:
    """Yield the reports that are taken down: only what was published can be."""
    if not pack.issued.is_any:
        return
    rows = {item.report_id: item for item in pack.items if item.report_id is not None}
    down = TakeDown.objects.in_force().filter(report__in=rows).values_list("report", flat=True)
    for key in down.order_by("report"):
        number = pack.numbers[rows[key].pk]
        words = f"The report of item {number} is taken down. Put it back once it is mended."
        yield stop(words, TAKE_DOWN)


def _blank_minutes(pack: Checked) -> Iterator[Check]:
    """Yield minutes that were begun and say nothing: a blank minute is not minuted."""
    for part in pack.parts:
        if part.kind != "minutes":
            continue
        head = part.report.head
        for each in part.report.minutes:
            is_blank = not (each.text or each.groups or each.text_after or each.limbs)
            if is_blank and not each.is_withheld:
                words = f"Minute {each.number} of {day_in_words(head.held_on)} is blank."
                yield stop(words, MINUTES, head.slug)


def _meeting_warnings(pack: Checked) -> Iterator[Check]:
    row = pack.meeting
    if not (row.contact.strip() or council_words().papers_contact):
        yield look("Nobody is named whom the public may ask.", MEETING)
    if not pack.seats:
        yield look("The body has no members on the day of the meeting.", MEMBERS)
    is_to_come = row.held_on >= pack.as_of
    if is_to_come and row.is_open_to_public and not row.short_notice_reason:
        calendar = OneOffHoliday.objects.working_calendar()
        opened_on = row.published_on or pack.as_of
        words = warn_of_publication(opened_on, row.held_on, calendar=calendar)
        if words and not pack.issued.is_any:
            yield look(words, MEETING)


def _exclusion(pack: Checked) -> Iterator[Check]:
    """Yield that nothing on the agenda excludes the public before what is withheld."""
    if pack.issue.is_supplement or not pack_has_exempt(pack):
        return
    of_parts = {part.item for part in pack.parts if part.exemption and part.kind != "minutes"}
    first = next(
        (
            row
            for row in pack.items
            if row.withheld_as is not None or pack.numbers[row.pk] in of_parts
        ),
        None,
    )
    own = next((row for row in pack.items if row.kind == AgendaItem.Kind.EXCLUSION), None)
    if first is None or (own is not None and own.order < first.order):
        return
    words = f"No item before item {pack.numbers[first.pk]} excludes the public from it."
    yield look(words, AGENDA, str(first.pk))


def _paper_warnings(pack: Checked) -> Iterator[Check]:
    for item in pack.items:
        if item.kind == AgendaItem.Kind.REPORT and item.report is None:
            words = f"Item {pack.numbers[item.pk]} has no report."
            yield look(words, AGENDA, str(item.pk))
    for part in pack.parts:
        if part.kind == "report" and part.report.is_empty:
            yield look(f"{part.title}: the report itself is not held.", *place(pack, part))
        if part.kind == "minutes" and not part.report.minutes:
            words = f"{part.title}: the minutes are not taken yet."
            yield look(words, MINUTES, part.report.head.slug)


def _addressed_elsewhere(pack: Checked) -> Iterator[Check]:
    """Yield papers that are headed with another meeting, or stand as at another day."""
    body, day = pack.meeting.committee.name, pack.meeting.held_on
    for part in pack.parts:
        paper = part.report
        if isinstance(paper, ReportPaper) and (
            (paper.committee and paper.committee != body) or (paper.held_on or day) != day
        ):
            of = ", ".join(filter(None, [paper.committee, day_in_words(paper.held_on or day)]))
            yield look(f"{part.title} is addressed to {of}.", *place(pack, part))
        if isinstance(paper, NamedDocument):
            where = f"Item {part.item}, {part.title}"
            if paper.body and paper.body != body:
                yield look(f"{where} is addressed to {paper.body}.", *place(pack, part))
            if paper.as_of != pack.as_of:
                words = f"{where} stands as at {day_in_words(paper.as_of)}, not as at the issue."
                yield look(words, *place(pack, part))


def _out_of_order(pack: Checked) -> Iterator[Check]:
    """Yield the appendices that come before one with an earlier number."""
    named = [(part, found) for part in pack.parts if (found := APPENDIX.match(part.title))]
    for (one, label), (following, next_label) in pairwise(named):
        if one.item == following.item and _rank(label[1]) > _rank(next_label[1]):
            words = f"Item {one.item}: {label[0]} stands before {next_label[0]}."
            yield look(words, *place(pack, one))


def _uploads(pack: Checked) -> Iterator[Check]:
    """Yield what was warned of an appendix when it was uploaded, perhaps to somebody else."""
    for part in pack.parts:
        if isinstance(part.report, UploadedPaper):
            name = part.public_title if part.exemption else part.title
            for each in part.report.warnings:
                yield look(f"Item {part.item}, {name}: {mid_sentence(each)}", *place(pack, part))


def _rank(label: str) -> tuple[int, str]:
    return (int(label), "") if label.isdigit() else (0, label)
