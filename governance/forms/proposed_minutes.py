"""What the standing items of an agenda are proposed to be minuted as, in the papers' own phrases.

Source: the minutes of 13 March 2006, minutes 22 to 26.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from django.db.models import prefetch_related_objects

from governance.exempt.exclusion import exclusion_words
from governance.exempt.marks import exemption_of_item
from governance.models import AgendaItem, Attendance, Declaration, Meeting, PublicSubmission
from governance.models.minute_taking import LimbDraft, MinuteDraft, numbers_of_year
from governance.models.reports import newest_version
from governance.presenters.attendance import names_in_words, titled
from herefordshire_cs.lib.text.words import list_in_words

type Proposal = Callable[[AgendaItem, Meeting], str]

ORDINALS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
CORRECT_RECORD = "be approved as a correct record and signed by the"
Presence = Attendance.Presence
# How minutes call a type of interest; the codes of before July 2012 knew the last two.
KINDS = {
    Declaration.Kind.PECUNIARY.value: "a disclosable pecuniary interest",
    Declaration.Kind.REGISTRABLE.value: "an other registrable interest",
    Declaration.Kind.NON_REGISTRABLE.value: "a non-registrable interest",
    Declaration.Kind.PERSONAL.value: "a personal interest",
    Declaration.Kind.PREJUDICIAL.value: "a personal and prejudicial interest",
}


def proposed_minute(meeting: Meeting, item: AgendaItem | None) -> MinuteDraft:
    """Return the minute of an item as it is proposed: numbered, and worded where it can be."""
    number = numbers_of_year(meeting).proposed
    if item is None:
        return MinuteDraft(number=number, title="")
    words = WORDS.get(AgendaItem.Kind(item.kind))
    draft = MinuteDraft(
        number=number, title=item.title, text=words(item, meeting) if words else ""
    )
    if item.late_reason:
        draft = replace(draft, text=_urgency(item, meeting))
    if item.kind == AgendaItem.Kind.MINUTES and (earlier := minutes_to_approve(item)):
        held_on = day_with_ordinal(earlier.held_on)
        signed = f"{CORRECT_RECORD} {meeting.committee.chair}."
        text = f"the minutes of the meeting held on {held_on}, {signed}"
        return MinuteDraft(
            number=number,
            title=item.title,
            lead_in="RESOLVED: That",
            limbs=(LimbDraft(text=text),),
        )
    if limbs := recommended(item):
        return replace(draft, limbs=limbs)
    return draft


def _urgency(item: AgendaItem, meeting: Meeting) -> str:
    """Return why a late item was taken, which the minutes record (section 100B(4)(b))."""
    return (
        f"The {meeting.committee.chair} was of the opinion that this item should be considered as"
        f" a matter of urgency, for this reason: {item.late_reason}"
    )


def recommended(item: AgendaItem | None) -> tuple[LimbDraft, ...]:
    """Return what the report of an item recommends, limb by limb, as it may be resolved."""
    version = newest_version(item.report) if item is not None and item.report else None
    return tuple(LimbDraft(text=each["text"]) for each in version.limbs) if version else ()


def minutes_to_approve(item: AgendaItem) -> Meeting | None:
    """Return the meeting whose minutes an item puts before its own: the one named, or the last."""
    if item.minutes_of is not None:
        return item.minutes_of
    before = Meeting.objects.filter(committee=item.meeting.committee_id)
    drafts = before.filter(state=Meeting.State.MINUTES_DRAFT)
    return drafts.past(as_of=item.meeting.held_on).first()


def day_with_ordinal(day: date) -> str:
    """Return a day as the papers of 2006 print it, ``16th December, 2005``."""
    return f"{day.day}{ORDINALS.get(day.day, 'th')} {day:%B, %Y}"


def _apologies(item: AgendaItem, meeting: Meeting) -> str:
    rows = list(meeting.attendances.filter(presence=Presence.APOLOGIES))
    if rows:
        return f"Apologies were received from {names_in_words(rows)}."
    return "There were no apologies for absence." if meeting.attendances.exists() else ""


def _substitutes(item: AgendaItem, meeting: Meeting) -> str:
    rows = list(meeting.attendances.filter(presence=Presence.SUBSTITUTE))
    if not rows:
        return "There were no named substitutes."
    told = [f"{titled(row)} for {row.in_place_of}" for row in rows]
    return f"The following named substitutes were received: {list_in_words(told)}."


def _declarations(item: AgendaItem, meeting: Meeting) -> str:
    rows = list(meeting.declarations.select_related("item__report"))
    if not rows:
        return "There were no declarations of interest."
    places = {each.pk: place for place, each in enumerate(meeting.items.order_by("order"), 1)}
    said = []
    for row in rows:
        where = f" in item {places[row.item.pk]}" if row.item else ""
        # What the interest is in an exempt matter could tell of the matter.
        nature = "" if exemption_of_item(row.item) else f": {row.interest.rstrip('.')}"
        kind = KINDS.get(row.kind, "an interest")
        left = " and left the room for its consideration" if row.has_left else ""
        said.append(f"{row.name} declared {kind}{where}{left}{nature}.")
    return "\n\n".join(said)


def _suggestions(item: AgendaItem, meeting: Meeting) -> str:
    asked = PublicSubmission.objects.filter(meeting=meeting, kind=PublicSubmission.Kind.SUGGESTION)
    if asked.exists():
        return ""
    return "No suggestions for areas of scrutiny were received from the public."


def _exclusion(item: AgendaItem, meeting: Meeting) -> str:
    items = list(meeting.items.select_related("report").order_by("order"))
    numbers = {row.pk: place for place, row in enumerate(items, 1)}
    prefetch_related_objects(items, "report__appendices")
    return exclusion_words(items, numbers).replace("RECOMMENDED THAT", "RESOLVED: THAT")


WORDS: dict[AgendaItem.Kind, Proposal] = {
    AgendaItem.Kind.APOLOGIES: _apologies,
    AgendaItem.Kind.SUBSTITUTES: _substitutes,
    AgendaItem.Kind.DECLARATIONS: _declarations,
    AgendaItem.Kind.SUGGESTIONS: _suggestions,
    AgendaItem.Kind.EXCLUSION: _exclusion,
}
