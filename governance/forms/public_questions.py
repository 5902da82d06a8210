"""What anybody sends from the public pages: its shape, and that no robot sent it."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core import signing

from governance.exempt.reader import PUBLIC
from governance.exempt.rows import readable, visible
from governance.forms.submissions import TEXT_AT_MOST
from governance.models import AgendaItem, Committee, OneOffHoliday
from governance.presenters.published import published_items, published_meetings
from governance.presenters.submissions import last_day_for_questions
from herefordshire_cs.lib.text.words import count_in_words, day_in_words

SALT = "governance.public_questions"
LEAST = timedelta(seconds=3)  # nobody reads the form and writes a question faster
LONGEST = timedelta(days=1)
WORD = "paper"
FILES = "Files cannot be sent with a question or a suggestion. Write out what they say."
TAKEN = (
    "Choose what it is about. Questions on an item are taken until the last day for questions to"
    " its meeting, and that day may just have passed."
)


class PublicQuestionForm(forms.Form):
    """A question or a suggestion, sent by anybody; ``now`` is the instant at which it is read.

    Three things tell people from robots, without a picture or a third party: a box that stays
    empty, a word to be written, and the time that it takes to write.
    """

    about = forms.ChoiceField(
        label="What is it about?",
        error_messages={
            "required": "Choose what it is about: an item of an agenda, or a committee.",
            "invalid_choice": TAKEN,
        },
    )
    text = forms.CharField(
        label="Your question or suggestion",
        max_length=TEXT_AT_MOST,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Write your question or your suggestion."},
    )
    asked_by = forms.CharField(
        label="Your name",
        required=False,
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    contact = forms.CharField(
        label="E-mail address or telephone number",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "email"}),
    )
    word = forms.CharField(
        label=f"To show that you are a person, write the word {WORD}",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": f"Write the word {WORD}."},
    )
    website = forms.CharField(
        label="Leave this box empty",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    opened = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)

    def __init__(
        self, data: Any = None, files: Any = None, *, today: date, now: datetime, item: str = ""
    ) -> None:
        stamp = signing.dumps(now.isoformat(), salt=SALT)
        super().__init__(data, files, initial={"opened": stamp, "about": f"item-{item}"})
        self.now = now
        self.items = {f"item-{row.pk}": row for row in items_to_ask_on(today=today)}
        bodies = visible(Committee.objects.all(), PUBLIC)
        self.bodies = {f"committee-{row.slug}": row for row in bodies}
        self.fields["about"].choices = list(self.choices())  # type: ignore[attr-defined]

    def choices(self) -> Iterator[tuple[str, Any]]:
        """Yield what can be asked on, by meeting, and the bodies to which one may suggest."""
        yield "", "Choose one"
        meetings: dict[str, list[tuple[str, str]]] = {}
        for key, row in self.items.items():
            meeting = row.meeting
            title = f"Question on {meeting.committee.name}, {day_in_words(meeting.held_on)}"
            meetings.setdefault(title, []).append((key, row.title))
        yield from meetings.items()
        yield (
            "Suggestion of something to look into",
            [(key, row.name) for key, row in self.bodies.items()],
        )

    def clean_word(self) -> str:
        """Refuse another word; capitals and blanks do not matter."""
        word: str = self.cleaned_data["word"]
        if word.strip(" .\"“”'‘’").casefold() != WORD:
            raise forms.ValidationError(f"That is another word. Write the word {WORD}.")
        return word

    def clean_website(self) -> str:
        """Refuse what a robot filled in."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError("This box must stay empty. Empty it and send again.")
        return ""

    def clean(self) -> dict[str, Any]:
        """Refuse files, and what was sent faster than somebody writes or long after."""
        found: dict[str, Any] = super().clean() or {}
        if self.files:
            raise forms.ValidationError(FILES)
        opened = self._opened_at()
        if opened is None or self.now - opened > LONGEST:
            self._stamp_anew()
            raise forms.ValidationError(
                "The form was open for more than a day. Look it over and send it again."
            )
        if self.now - opened < LEAST:
            seconds = count_in_words(int(LEAST.total_seconds()), "second")
            raise forms.ValidationError(
                f"That was sent within {seconds} of opening the form, as robots do."
                " If you are a person, send it again."
            )
        return found

    def _opened_at(self) -> datetime | None:
        try:
            return datetime.fromisoformat(
                signing.loads(self.cleaned_data.get("opened") or "", salt=SALT)
            )
        except (signing.BadSignature, TypeError, ValueError):
            return None

    def _stamp_anew(self) -> None:
        self.data = {**self.data, "opened": self.initial["opened"]}

    @property
    def item(self) -> AgendaItem | None:
        """The item of the agenda on which it is asked."""
        return self.items.get(self.cleaned_data["about"])

    @property
    def committee(self) -> Committee:
        """The body to which it goes."""
        about = self.cleaned_data["about"]
        return self.items[about].meeting.committee if self.item else self.bodies[about]


def items_to_ask_on(*, today: date) -> list[AgendaItem]:
    """Return the items on which anybody may still ask: published, open, and in time."""
    meetings = published_meetings().upcoming(as_of=today).select_related("committee")
    calendar = OneOffHoliday.objects.working_calendar()
    taken = [
        row.pk
        for row in meetings
        if (last := last_day_for_questions(row, calendar=calendar)) is not None and last >= today
    ]
    rows = readable(AgendaItem.objects.filter(meeting__in=taken), PUBLIC)
    rows = rows.select_related("meeting__committee", "report", "minutes_of")
    return published_items(rows.order_by("meeting__held_on", "meeting", "order"))
