"""Whatever can be typed has a most, said in the form's own words and not by the outer wall."""

from collections.abc import Iterator
from importlib import import_module
from inspect import getmembers, isclass
from pkgutil import iter_modules
from time import process_time
from typing import Any

import pytest
from django import forms
from django.core.validators import MaxLengthValidator

import governance.forms
from governance.forms.fields import LONGEST, RichTextField, Typed

MODULES = [
    "actionplan.forms.updates",
    "actionplan.filters",
    "indicators.forms.entry",
    "governance.filters",
    *(f"governance.forms.{each.name}" for each in iter_modules(governance.forms.__path__)),
]


def boxes() -> Iterator[Any]:
    """Yield each box for words of each form that has one, named."""
    found: dict[str, forms.Field] = {}
    for module in map(import_module, MODULES):
        for _, kind in getmembers(module, isclass):
            if issubclass(kind, forms.BaseForm) and kind.__module__ == module.__name__:
                for name, field in getattr(kind, "base_fields", {}).items():
                    if isinstance(field, forms.CharField):
                        found[f"{kind.__name__}.{name}"] = field
    for name, field in found.items():
        yield pytest.param(field, id=name)


@pytest.mark.parametrize("field", list(boxes()))
def test_a_box_for_words_has_a_most(field: forms.CharField) -> None:
    has_validator = any(isinstance(each, MaxLengthValidator) for each in field.validators)
    assert has_validator or getattr(field, "limit", 0)


DEEP = "<ul><li>" * 20_000 + "words"


@pytest.mark.parametrize(
    ("words", "is_html", "said"),
    [
        pytest.param(DEEP, True, "within each other", id="too deep"),
        pytest.param("|" * 40 + "x|", False, "more than 30 columns", id="too wide"),
        pytest.param("x" * (LONGEST + 1), False, "200,000 is the most", id="too long"),
    ],
)
def test_what_no_report_can_hold_is_refused_and_shown_again(
    words: str, said: str, *, is_html: bool
) -> None:
    began = process_time()

    class Draft(forms.Form):
        text = RichTextField(label="Text")

    draft = Draft({"text_html" if is_html else "text": words})
    assert not draft.is_valid()
    [error] = draft.errors["text"]
    assert said in error
    shown = draft["text"].field.widget.get_context("text", Typed(words=words, is_html=is_html), {})
    assert shown["widget"]["value"] == ("words" if is_html else words)
    assert process_time() - began < 5  # a tenth of a second; a dozen where what is deep is parsed
