"""What is too long, or a number beyond its bounds, is said in plain words by every form."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.core import validators

ROOT = Path(settings.BASE_DIR)
DJANGOS_OWN = "Ensure this"


def fields() -> Iterator[tuple[str, forms.Field]]:
    """Yield each field of each form of the project, with the name of its form."""
    for path in [*ROOT.glob("*/forms/*.py"), *ROOT.glob("herefordshire_cs/**/forms.py")]:
        name = str(path.relative_to(ROOT).with_suffix("")).replace("/", ".")
        module = import_module(name.removesuffix(".__init__"))
        for form in vars(module).values():
            if isinstance(form, type) and issubclass(form, forms.BaseForm):
                for key, field in getattr(form, "base_fields", {}).items():
                    yield f"{form.__name__}.{key}", field


def test_no_field_with_a_limit_speaks_in_djangos_own_words() -> None:
    limited = {
        name: (field, check)
        for name, field in fields()
        for check in field.validators
        if isinstance(check, validators.BaseValidator)
    }
    assert len(limited) > 60
    said = {name: words_beyond(field, check) for name, (field, check) in limited.items()}
    assert {name: words for name, words in said.items() if DJANGOS_OWN in words} == {}


def words_beyond(field: forms.Field, check: validators.BaseValidator) -> str:
    """Return what a field says of a value just beyond one of its limits."""
    limit = check.limit_value
    if isinstance(check, validators.MaxLengthValidator):
        value: object = "x" * (limit + 1)
    elif isinstance(check, validators.MinLengthValidator):
        value = "x" * (limit - 1)
    else:
        value = limit + (1 if isinstance(check, validators.MaxValueValidator) else -1)
    with pytest.raises(forms.ValidationError) as found:
        field.run_validators(value)
    return " ".join(found.value.messages)
