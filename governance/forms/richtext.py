"""A box for paragraphs: plain words without scripts, an editor with them."""

from dataclasses import dataclass
from html import unescape
from typing import Any

import nh3
from django import forms

from herefordshire_cs.lib.richtext import (
    Unreadable,
    Written,
    as_html,
    as_text,
    from_html,
    from_text,
    same_words,
)

LONGEST = 200_000  # characters; a report of sixty pages has about as many


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What a browser sent: the markup of the editor, or plain words."""

    words: str
    is_html: bool

    @property
    def paragraphs(self) -> list[Written]:
        """The paragraphs that it is read as. Raises Unreadable."""
        return from_html(self.words) if self.is_html else from_text(self.words)

    @property
    def shown_again(self) -> tuple[str, list[Written]]:
        """Its plain words and its paragraphs; what cannot be read is shown as words alone."""
        if len(self.words) > LONGEST:
            return self._plain_words, []
        try:
            found = self.paragraphs
        except Unreadable:
            return self._plain_words, []
        words = "\n\n".join(as_text(each) for each in found) if self.is_html else self.words
        return words, found

    @property
    def _plain_words(self) -> str:
        return unescape(nh3.clean(self.words, tags=set())) if self.is_html else self.words


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
            words, written = value.shown_again
        else:
            written = list(value or [])
            words = "\n\n".join(as_text(each) for each in written)
        attrs = (attrs or {}) | {"data-rich": "".join(as_html(each) for each in written)}
        return super().get_context(name, words, attrs)


class RichTextField(forms.Field):
    """Paragraphs as somebody wrote them, with or without the editor.

    ``known`` are those of the version before it, by their words. One that is sent back in plain
    words alone, and is still the same, keeps its emphasis.
    """

    widget = TextareaWidget

    def __init__(self, *, known: dict[str, Written] | None = None, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.known = known or {}

    def clean(self, value: Any) -> tuple[Written, ...]:
        """Return the paragraphs. Markup that the report may not hold is gone from them."""
        if not isinstance(value, Typed):
            return ()
        if len(value.words) > LONGEST:
            raise forms.ValidationError(
                f"This is {len(value.words):,} characters long; {LONGEST:,} is the most. "
                "Put some of it into an appendix."
            )
        try:
            found = value.paragraphs
        except Unreadable as refused:
            raise forms.ValidationError(str(refused)) from refused
        if not value.is_html:
            found = [self.known.get(same_words(each), each) for each in found]
        return tuple(found)
