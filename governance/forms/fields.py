"""Fields of several forms: a box for paragraphs, with an editor or without; an account; a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms

from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib.richtext import (
    Reading,
    Unreadable,
    Written,
    as_html,
    as_text,
    clean,
    from_text,
    is_too_deep,
    read_html,
    same_words,
    words_alone,
)

TIMES = ["%H:%M", "%H.%M", "%I.%M %p", "%I:%M %p", "%I %p", "%I%p", "%I.%M%p", "%I:%M%p", "%H%M"]
LONGEST = 200_000  # characters; a report of sixty pages has about as many


@dataclass(frozen=True, kw_only=True)
class Typed:
    """What a browser sent: the markup of the editor, or plain words."""

    words: str
    is_html: bool

    @cached_property
    def reading(self) -> Reading:
        """The paragraphs that it is read as, and what was left out of them. Raises Unreadable."""
        if len(self.words) > LONGEST:
            raise Unreadable(
                f"This is {len(self.words):,} characters long; {LONGEST:,} is the most. "
                "Put some of it into an appendix."
            )
        if self.is_html:
            return read_html(self.words)
        return Reading(paragraphs=tuple(from_text(self.words)), left_out={})

    @cached_property
    def refused(self) -> str:
        """Why it can be no part of a report, in words; nothing where it can."""
        try:
            _read = self.reading
        except Unreadable as refused:
            return str(refused)
        return ""

    @property
    def shown_again(self) -> tuple[str, str]:
        """Its plain words, and its markup; of what is refused, as it was sent but for its safety.

        What goes too deep is shown as words alone: to parse it costs the square of its depth.
        """
        if not self.refused:
            found = self.reading.paragraphs
            words = "\n\n".join(as_text(each) for each in found) if self.is_html else self.words
            return words, "".join(as_html(each) for each in found)
        if not self.is_html:
            return self.words, ""
        return words_alone(self.words), "" if is_too_deep(self.words) else clean(self.words)


class TextareaWidget(forms.Textarea):
    """A text area that the editor takes the place of; it then sends its markup beside its name.

    By its name it is drawn as any text area.
    """

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Typed:
        html = data.get(f"{name}_html")
        if html is not None:
            return Typed(words=html, is_html=True)
        return Typed(words=data.get(name) or "", is_html=False)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and f"{name}_html" not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        if isinstance(value, Typed):
            words, html = value.shown_again
        else:
            words = "\n\n".join(as_text(each) for each in value or [])
            html = "".join(as_html(each) for each in value or [])
        return super().get_context(name, words, (attrs or {}) | {"data-rich": html})


class RichTextBox(forms.BoundField):
    """A box of paragraphs on a form, which says what was left out of what was sent."""

    @cached_property
    def data(self) -> Typed:
        """What was sent, read once."""
        found: Typed = super().data
        return found

    @property
    def left_out(self) -> str:
        """What was left out, in words; nothing where nothing was sent, or kept, or all is kept."""
        if not self.form.is_bound or self.data.refused:
            return ""
        return self.data.reading.said


class RichTextField(forms.Field):
    """Paragraphs as somebody wrote them, with or without the editor.

    ``known`` are those of the version before it, by their words. One that is sent back in plain
    words alone, and is still the same, keeps its emphasis.
    """

    widget = TextareaWidget

    def __init__(self, *, known: dict[str, Written] | None = None, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.known = known or {}

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> RichTextBox:
        """Return its box."""
        return RichTextBox(form, self, field_name)

    def clean(self, value: Any) -> tuple[Written, ...]:
        """Return the paragraphs, without what was struck out and what a report may not hold."""
        if not isinstance(value, Typed):
            return ()
        if value.refused:
            raise forms.ValidationError(value.refused)
        found: Sequence[Written] = value.reading.paragraphs
        if not value.is_html:
            found = [self.known.get(same_words(each), each) for each in found]
        return tuple(found)


class AccountField(forms.ModelChoiceField):
    """A choice of an account that can sign in, or of none."""

    def __init__(self, *, required: bool = False, **kwargs: Any) -> None:
        super().__init__(
            User.objects.filter(is_active=True).order_by("name", "email"),
            required=required,
            empty_label="Choose an account" if required else "None",
            error_messages={
                "required": "Choose an account.",
                "invalid_choice": "That account is not there, or is closed. Choose another.",
            },
            **kwargs,
        )

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name}, {obj.email}"


class TimeOfDayField(forms.TimeField):
    """A time typed as on an agenda, ``10.00 a.m.``, or as on a clock, ``14:30``."""

    widget = forms.TextInput(attrs={"class": "govuk-input--width-5"})

    def __init__(self, **kwargs: Any) -> None:
        errors = {"invalid": "“%(value)s” is not a time. Type one like 10.00 a.m. or 14:30."}
        super().__init__(input_formats=TIMES, error_messages=errors, **kwargs)

    def to_python(self, value: Any) -> Any:
        """Return the time, or an error that holds the words typed."""
        words = value
        if isinstance(value, str):
            words = " ".join(value.replace("a.m.", "am").replace("p.m.", "pm").split())
        try:
            return super().to_python(words)
        except forms.ValidationError as error:
            raise forms.ValidationError(
                self.error_messages["invalid"], code="invalid", params={"value": value}
            ) from error

    def prepare_value(self, value: Any) -> Any:
        """Show a time as it is typed."""
        return f"{value:%H:%M}" if hasattr(value, "hour") else value
