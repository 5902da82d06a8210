"""A row of a kept list as somebody types it, its place, and why it is edited."""

from typing import Any

from django import forms
from django.db.models import Model, UniqueConstraint

from herefordshire_cs.kept.lists import KeptList
from herefordshire_cs.lib.web.fields import DayField, say_limits

LAST_PLACE = 999
LONGEST_WORDS = 10_000  # characters
LONGEST_REASON = 2_000
FEW_LINES = {"rows": 3, "class": "cs-few-lines"}
PLACE = f"Type its place as a number from 1 to {LAST_PLACE}."


def reason_field(label: str) -> forms.CharField:
    """Return the field for why something is edited."""
    return forms.CharField(
        label=label,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs=FEW_LINES),
        error_messages={"required": "Say why"},
    )


class KeptForm(forms.ModelForm):
    """A row of a kept list. Subclasses name the model, its fields and their labels."""

    place = forms.IntegerField(
        label="Place in the list",
        required=False,
        min_value=1,
        max_value=LAST_PLACE,
        error_messages=dict.fromkeys(["invalid", "min_value", "max_value"], PLACE),
    )
    reason = reason_field("Why it is edited")

    def __init__(
        self, data: Any = None, *, kept: KeptList, of: int, instance: Any = None, **kwargs: Any
    ) -> None:
        self.kept, self.of = kept, of
        self.is_new = instance is None
        super().__init__(data, instance=instance, **kwargs)
        if kept.is_owned:
            setattr(self.instance, f"{kept.of}_id", of)
        self.order_fields([*(self._meta.fields or ()), "place", "reason"])
        if self.is_new:
            del self.fields["reason"]
        else:
            self.fields["place"].initial = _place_of(kept, of, instance)
        if not kept.is_placed:
            del self.fields["place"]
        for field in self.fields.values():
            _as_the_house_has_it(field)
        say_limits(self)
        self.narrow()

    def narrow(self) -> None:
        """Offer no more than belongs to what the list is of; a subclass says what."""

    def clean(self) -> dict[str, Any]:
        """Refuse what another row says already that only one may say."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for names in _only_once(type(self.instance)):
            self._refuse_second(names, cleaned)
        return cleaned

    def _refuse_second(self, names: tuple[str, ...], cleaned: dict[str, Any]) -> None:
        typed = [name for name in names if name in self.fields]
        if not typed or any(cleaned.get(name) in (None, "") for name in typed):
            return
        same: dict[str, Any] = {}
        for name in names:
            value = cleaned[name] if name in typed else getattr(self.instance, f"{name}_id", None)
            key = f"{name}__iexact" if isinstance(value, str) else name
            same[key] = value
        others = type(self.instance)._default_manager.filter(**same).exclude(pk=self.instance.pk)
        if others.exists():
            self.add_error(typed[-1], f"“{cleaned[typed[-1]]}” is in the list already.")


def _place_of(kept: KeptList, of: int, row: Model) -> int:
    keys = [
        each.pk
        for each in kept.rows(of)
        if all(getattr(each, name) == getattr(row, name) for name in kept.within)
    ]
    return keys.index(row.pk) + 1 if row.pk in keys else len(keys) + 1


def _only_once(model: type[Model]) -> list[tuple[str, ...]]:
    """Return the columns that no two rows of a model have alike."""
    alone = [
        (field.name,)
        for field in model._meta.concrete_fields
        if field.unique and not field.primary_key
    ]
    together = [
        tuple(each.fields)
        for each in model._meta.constraints
        if isinstance(each, UniqueConstraint)
    ]
    return [*alone, *together]


def _as_the_house_has_it(field: forms.Field) -> None:
    """Let long words have few lines and an end, and choices a first line that says what to do."""
    if isinstance(field.widget, forms.Textarea):
        field.widget.attrs.update(FEW_LINES)
        if isinstance(field, forms.CharField) and field.max_length is None:
            field.max_length = LONGEST_WORDS
            field.validators.append(forms.CharField(max_length=LONGEST_WORDS).validators[0])
    if isinstance(field, forms.ModelChoiceField):
        field.empty_label = "Choose one" if field.required else "None"
        field.error_messages["invalid_choice"] = "Choose one of those shown"
    if field.required and field.error_messages["required"] == "This field is required.":
        field.error_messages["required"] = _needed(field)


def _needed(field: forms.Field) -> str:
    is_choice = isinstance(field, forms.ChoiceField | forms.ModelChoiceField)
    return f"{'Choose' if is_choice else 'Fill in'} “{field.label}”"


def days(*names: str) -> dict[str, type[forms.Field]]:
    """Return the house's field for some days of a model."""
    return dict.fromkeys(names, DayField)


class RemovalForm(forms.Form):
    """Why a row is taken out."""

    reason = reason_field("Why it is taken out")
