"""A report as it is written: every box of its form, in the order in which it is printed."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator

from governance.exempt.reader import Reader
from governance.forms.clearance import MeetingToCome
from governance.forms.fields import RichTextBox, RichTextField
from governance.models import Report, ReportVersion
from governance.models.clearance import IS_KEY, IS_NOT_KEY
from governance.models.reports import form_of
from governance.report_forms import CONSIDERATIONS, PURPOSE, heading_called, letters
from governance.services.report_versions import ReportText, SectionText
from herefordshire_cs.lib.richtext import Written, load, same_words
from herefordshire_cs.lib.web.fields import TitleField

MOST_OWN = 10  # headings of the author's own
MOST_LIMBS = 20_000  # characters, as the page says beside the box
MOST_PAPERS = 10_000
BECAUSE = " because "
KEY_CHOICES = [("yes", "This is a Key Decision"), ("no", "This is not a Key Decision")]
LETTER = re.compile(r"^\(?([a-z]{1,2})[.)]\s+", re.IGNORECASE)
BULLET = re.compile(r"^[-•*]\s+")


class DraftForm(forms.Form):
    """All that an author says in a report, in the order of its form."""

    title = TitleField(
        label="Title",
        max_length=250,
        error_messages={"required": "The report needs a title."},
    )
    report_by = forms.CharField(label="Report by", max_length=200, required=False)
    programme_area = forms.CharField(
        label="Programme area of responsibility", max_length=200, required=False
    )
    wards = forms.CharField(label="Wards affected", max_length=200, required=False)
    is_key = forms.ChoiceField(
        label="Key decision", choices=KEY_CHOICES, widget=forms.RadioSelect, required=False
    )
    key_reason = forms.CharField(label="Because", max_length=160, required=False)
    lead_in = forms.CharField(label="Words before the limbs", max_length=60, required=False)
    limbs = forms.CharField(
        label="Recommendation",
        required=False,
        validators=[MaxLengthValidator(MOST_LIMBS)],
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    background_papers = forms.CharField(
        label="Background papers",
        required=False,
        validators=[MaxLengthValidator(MOST_PAPERS)],
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        report: Report,
        version: ReportVersion | None,
        as_of: date,
        reader: Reader,
    ) -> None:
        super().__init__(data, initial=draft_initial(report, version))
        self.report = report
        self.form = form_of(report)
        self.headings = self.form.in_order
        known = {same_words(each): each for each in _paragraphs(version)}
        for heading in self.headings:
            self.fields[heading.key] = RichTextField(label=heading.words, known=known)
        self.own = self._own_count(len(own_sections(report, version)))
        for place in range(self.own):
            self.fields[f"own_{place}_heading"] = forms.CharField(
                label="Heading of your own", max_length=200, required=False
            )
            self.fields[f"own_{place}"] = RichTextField(label="Paragraphs under it", known=known)
        if not report.items.exists():
            self.fields["meeting"] = MeetingToCome(
                label="Meeting", as_of=as_of, reader=reader, current=report.meeting
            )
        if not self.form.asks_key_decision:
            for name in ("programme_area", "is_key", "key_reason"):
                del self.fields[name]
        self.order_fields(self.printed_order())

    def _own_count(self, held: int) -> int:
        """Return how many headings of their own an author is offered: one more than are there."""
        sent = sum(f"own_{place}_heading" in self.data for place in range(MOST_OWN))
        return min(max(held + 1, sent), MOST_OWN)

    def printed_order(self) -> list[str]:
        """Return the names of the fields as the form prints them."""
        keys = [heading.key for heading in self.headings]
        at = keys.index(CONSIDERATIONS) + 1
        own = [
            name for place in range(self.own) for name in (f"own_{place}_heading", f"own_{place}")
        ]
        sections = [*keys[:at], *own, *keys[at:]]
        recommendation = ["lead_in", "limbs"]
        head = ["title", "meeting", "programme_area", "report_by", "wards"]
        if self.form.asks_key_decision:
            recommendation = ["is_key", "key_reason", *recommendation]
            sections.remove(PURPOSE)
            sections = [PURPOSE, *recommendation, *sections]
            recommendation = []
        return [*head, *sections, *recommendation, "background_papers", "seen"]

    def clean(self) -> dict[str, Any]:
        """Hold each heading of the author's own together with what stands under it."""
        found: dict[str, Any] = super().clean() or {}
        for place in range(self.own):
            name = f"own_{place}_heading"
            heading, paragraphs = found.get(name, ""), found.get(f"own_{place}", ())
            if paragraphs and not heading:
                self.add_error(name, "Give these paragraphs a heading.")
            elif heading and not paragraphs and f"own_{place}" not in self.errors:
                self.add_error(f"own_{place}", f"Write something under “{heading}”, or clear it.")
            elif heading and (taken := heading_called(self.headings, heading)):
                self.add_error(name, f"“{taken.words}” has a box of its own.")
        self._keep_body(found)
        if found.get("key_reason") and found.get("is_key") != "yes":
            self.add_error("is_key", "Say that it is a key decision, or clear the reason.")
        return found

    def _keep_body(self, found: dict[str, Any]) -> None:
        """Refuse to take the report of a private body to no body: more would read it then."""
        current = self.report.meeting
        is_taken_off = "meeting" in self.fields and found.get("meeting") is None
        chosen = found.get("meeting")
        is_moved = chosen is not None and current and chosen.committee_id != current.committee_id
        if current and (is_taken_off or is_moved) and not current.committee.is_open_to_public:
            name = current.committee.name
            self.add_error(
                "meeting", f"{name} is private, so its report stays with a meeting of it."
            )

    def text(self) -> ReportText:
        """Return what was said, once it is valid."""
        found = self.cleaned_data
        head = {name: found[name] for name in HEAD if name in found}
        if "is_key" in found:
            head["key_decision"] = key_words(found["is_key"], found["key_reason"])
        return ReportText(
            head=head,
            sections=tuple(self._sections()),
            lead_in=found["lead_in"],
            limbs=tuple(limbs_of(found["limbs"])),
            background_papers=tuple(_lines(found["background_papers"])),
        )

    def left_out(self) -> list[str]:
        """Return what was left out under each heading, once it is valid."""
        boxes = (self[name] for name in self.fields)
        return [
            f"{self.cleaned_data.get(f'{box.name}_heading') or box.label}. {box.left_out}"
            for box in boxes
            if isinstance(box, RichTextBox) and box.left_out
        ]

    def _sections(self) -> Iterator[SectionText]:
        found = self.cleaned_data
        considered = next(each for each in self.headings if each.key == CONSIDERATIONS)
        for heading in self.headings:
            yield SectionText(
                heading=heading.words,
                is_numbered=heading.is_numbered,
                paragraphs=found[heading.key],
            )
            for place in range(self.own if heading is considered else 0):
                yield SectionText(
                    heading=found[f"own_{place}_heading"],
                    is_numbered=considered.is_numbered,
                    paragraphs=found[f"own_{place}"],
                )


HEAD = ("title", "report_by", "programme_area", "wards")


def draft_initial(report: Report, version: ReportVersion | None) -> dict[str, Any]:
    """Return what the boxes of a report show of its version in hand."""
    found: dict[str, Any] = {name: getattr(report, name) for name in HEAD}
    found |= {"meeting": report.meeting_id, "lead_in": "THAT", "seen": 0}
    key, _because, reason = report.key_decision.partition(BECAUSE)
    if key:
        found |= {"is_key": "no" if key.startswith(IS_NOT_KEY) else "yes", "key_reason": reason}
    if version is None:
        return found
    found |= {
        "seen": version.number,
        "lead_in": version.lead_in,
        "limbs": "\n".join(each["text"] for each in version.limbs),
        "background_papers": "\n".join(version.background_papers),
    }
    headings = form_of(report).in_order
    for section in version.sections:
        heading = heading_called(headings, section["heading"])
        if heading is not None:
            found.setdefault(heading.key, []).extend(load(each) for each in section["paragraphs"])
    for place, section in enumerate(own_sections(report, version)):
        found[f"own_{place}_heading"] = section["heading"]
        found[f"own_{place}"] = [load(each) for each in section["paragraphs"]]
    return found


def own_sections(report: Report, version: ReportVersion | None) -> list[dict[str, Any]]:
    """Return the sections of a version under headings that are not its form's."""
    sections = version.sections if version else []
    headings = form_of(report).in_order
    return [each for each in sections if heading_called(headings, each["heading"]) is None]


def _paragraphs(version: ReportVersion | None) -> Iterator[Written]:
    for section in version.sections if version else []:
        yield from (load(each) for each in section["paragraphs"])


def key_words(answer: str, reason: str) -> str:
    """Return what the Cabinet's form prints of a key decision; nothing where nobody said."""
    if answer == "yes":
        return f"{IS_KEY}{BECAUSE}{reason}" if reason else IS_KEY
    return IS_NOT_KEY if answer else ""


def limbs_of(typed: str) -> list[str]:
    """Return the limbs of a recommendation, one a line, without the marks typed before them.

    Letters are taken away where every line has the one that the system gives it.
    """
    lines = [BULLET.sub("", line) for line in _lines(typed)]
    marks = [LETTER.match(line) for line in lines]
    given = [mark[1].casefold() if mark else "" for mark in marks]
    if given == [letter for letter, _line in zip(letters(), lines, strict=False)]:
        return [LETTER.sub("", line) for line in lines]
    return lines


def _lines(typed: str) -> list[str]:
    return [" ".join(line.split()) for line in typed.splitlines() if line.strip()]
