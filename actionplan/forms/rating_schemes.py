"""A rating scheme as an administrator makes and edits it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField

from actionplan.forms.fields import REASON_LIMIT, NarrativeField
from actionplan.models import RatingLevel, RatingScheme
from actionplan.models.rating_schemes import (
    COLOUR_CHOICES,
    LONGEST_WORD,
    ROLE_CHOICES,
    SHAPE_CHOICES,
    level_from,
)
from actionplan.rating_levels import READY_MADE, faults_of, what_a_role_does
from actionplan.services.rating_schemes import LevelAsked
from herefordshire_cs.lib.rag import NOT_RATED_KEY, Level, Role
from herefordshire_cs.lib.text.words import count_in_words, mid_sentence

NEW = "_new"  # no key begins so; stands for the key of the level that is added
MOST_PLACES = 99
OF_A_LEVEL = ("place", "word", "colour", "shape", "role", "definition", "out")
ROLES_OFFERED = [
    (value, f"{word}: {what_a_role_does(Role(value))}")
    for value, word in ROLE_CHOICES
    if value != Role.NOT_RATED
]


class NewSchemeForm(forms.Form):
    """The name of a new scheme, and which one that is ready made it begins as."""

    name = forms.CharField(
        label="Name",
        max_length=200,
        error_messages={"required": "Type a name for the scheme"},
    )
    ready = forms.ChoiceField(
        label="It begins as",
        widget=forms.RadioSelect,
        choices=[(key, ready.name) for key, ready in READY_MADE.items()],
        error_messages={
            "required": "Choose what it begins as",
            "invalid_choice": "Choose one of those shown",
        },
    )

    def clean_name(self) -> str:
        """Refuse the name of a scheme that there is."""
        return free_name(self.cleaned_data["name"])


def free_name(typed: str, *, of: RatingScheme | None = None) -> str:
    """Return a name on one line. Raises ValidationError where another scheme has it."""
    name = " ".join(typed.split())
    others = RatingScheme.objects.exclude(pk=of.pk if of else 0)
    if others.filter(name__iexact=name).exists():
        raise forms.ValidationError("Another scheme has this name. Choose another")
    return name


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelFields:
    """The fields of one level on the page; ``level`` is None of the one that is added."""

    title: str
    level: Level | None
    used: str
    fields: dict[str, BoundField]


class SchemeForm(forms.Form):
    """A scheme with all its levels, and one more; why it is edited.

    ``used`` is how many ratings were given in each level, by its key.
    """

    name = forms.CharField(
        label="Name",
        max_length=200,
        error_messages={"required": "Type a name for the scheme"},
    )
    remark = NarrativeField(
        limit=REASON_LIMIT,
        label="What is said beside its meanings",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "cs-few-lines"}),
    )
    reason = NarrativeField(
        limit=REASON_LIMIT,
        label="Why it is edited",
        widget=forms.Textarea(attrs={"rows": 2, "class": "cs-few-lines"}),
        error_messages={"required": "Say why"},
    )
    roles_are_meant = forms.BooleanField(
        label="The ratings given so far are meant to count so from today", required=False
    )

    def __init__(
        self,
        data: Any = None,
        *,
        scheme: RatingScheme,
        levels: Sequence[RatingLevel],
        used: Mapping[str, int],
    ) -> None:
        self.keys = [level.key for level in levels]
        self.levels = {level.key: level for level in levels}
        self.used = used
        self.scheme = scheme
        self.asks_roles = False
        first = {"name": scheme.name, "remark": scheme.remark}
        super().__init__(data, initial=first | _initial(levels))
        for key in [*self.keys, NEW]:
            self._add_fields(key)

    def clean_name(self) -> str:
        """Refuse the name of another scheme."""
        return free_name(self.cleaned_data["name"], of=self.scheme)

    def _add_fields(self, key: str) -> None:
        is_new = key == NEW
        name = "the new level" if is_new else f"“{self.levels[key].word}”"
        self.fields[f"place-{key}"] = forms.IntegerField(
            label="Place",
            min_value=1,
            max_value=MOST_PLACES,
            required=not is_new,
            error_messages={
                "required": f"Type the place of {name}, such as 1",
                "invalid": f"Type the place of {name} as a number, such as 1",
            },
        )
        self.fields[f"word-{key}"] = forms.CharField(
            label="Word",
            max_length=LONGEST_WORD,
            required=not is_new,
            error_messages={"required": f"Type the word for {name}"},
        )
        self._add_choice(f"colour-{key}", "Colour", COLOUR_CHOICES, is_new=is_new)
        self._add_choice(f"shape-{key}", "Shape", SHAPE_CHOICES, is_new=is_new)
        if key != NOT_RATED_KEY:
            self._add_choice(
                f"role-{key}", "What it is to the rules", ROLES_OFFERED, is_new=is_new
            )
        self.fields[f"definition-{key}"] = forms.CharField(
            label="What it means",
            max_length=250,
            required=False,
            widget=forms.Textarea(attrs={"rows": 2, "class": "cs-few-lines"}),
        )
        if key not in (NEW, NOT_RATED_KEY):
            self.fields[f"out-{key}"] = forms.BooleanField(
                label="Take it out of use", required=False
            )

    def _add_choice(
        self, name: str, label: str, choices: list[tuple[str, str]], *, is_new: bool
    ) -> None:
        self.fields[name] = forms.ChoiceField(
            label=label,
            choices=[("", "Choose one"), *choices] if is_new else choices,
            required=not is_new,
            error_messages={"invalid_choice": "Choose one of those shown"},
        )

    def rows(self) -> Iterator[LevelFields]:
        """Yield what the page shows of each level, and of the one that is added."""
        for key in [*self.keys, NEW]:
            names = [f"{part}-{key}" for part in OF_A_LEVEL]
            found = {name.split("-")[0]: self[name] for name in names if name in self.fields}
            given = self.used.get(key, 0)
            yield LevelFields(
                title="Another level" if key == NEW else self.levels[key].word,
                level=None if key == NEW else level_from(vars(self.levels[key])),
                used=count_in_words(given, "rating") if given else "",
                fields=found,
            )

    def clean(self) -> dict[str, Any]:
        """Refuse levels that are not whole, each fault beside its level."""
        cleaned = super().clean() or self.cleaned_data
        self._refuse_half_a_level(cleaned)
        if self.errors:
            return cleaned
        self._refuse_what_is_used(cleaned)
        asked = self.asked()
        for fault in faults_of([each.level for each in asked]):
            if fault.place is None:
                self.add_error(None, fault.words)
            else:
                key = asked[fault.place].key or NEW
                self.add_error(f"{fault.field}-{key}", fault.words)
        return cleaned

    def _refuse_half_a_level(self, cleaned: Mapping[str, Any]) -> None:
        """Refuse a new level of which something was typed and something was not."""
        wanted = {"word": "Type its word", "role": "Choose what it is to the rules"}
        wanted |= {"colour": "Choose its colour", "shape": "Choose its shape"}
        said = [part for part in OF_A_LEVEL if cleaned.get(f"{part}-{NEW}")]
        for part, words in wanted.items():
            name = f"{part}-{NEW}"
            if said and not cleaned.get(name) and not self.has_error(name):
                self.add_error(name, words)

    def _refuse_what_is_used(self, cleaned: Mapping[str, Any]) -> None:
        """Refuse to take out a level that was given, and ask whether another role is meant."""
        for key, level in self.levels.items():
            given = self.used.get(key, 0)
            if not given:
                continue
            ratings = count_in_words(given, "rating")
            was = "was" if given == 1 else "were"
            if cleaned.get(f"out-{key}"):
                self.add_error(
                    f"out-{key}",
                    f"{ratings} {was} given as {level.word}: it stays, and can be called"
                    " something else.",
                )
            role = cleaned.get(f"role-{key}", level.role)
            if role != level.role and not cleaned.get("roles_are_meant"):
                self.asks_roles = True
                self.add_error(
                    f"role-{key}",
                    f"{ratings} {was} given as {level.word}. From today they would count as"
                    f" {mid_sentence(Role(role).word)}, and no longer as"
                    f" {mid_sentence(Role(level.role).word)}: tick below if that is meant.",
                )

    def asked(self) -> list[LevelAsked]:
        """Return the levels that a form without errors in its fields asks for, in their order."""
        cleaned = self.cleaned_data
        keys = [key for key in self.keys if not cleaned.get(f"out-{key}")]
        if cleaned.get(f"word-{NEW}"):
            keys.append(NEW)
        last = MOST_PLACES + 1
        ordered = sorted(keys, key=lambda key: cleaned.get(f"place-{key}") or last)
        return [
            LevelAsked(
                key="" if key == NEW else key,
                word=cleaned[f"word-{key}"],
                colour=cleaned[f"colour-{key}"],
                shape=cleaned[f"shape-{key}"],
                role=cleaned.get(f"role-{key}", Role.NOT_RATED.value),
                definition=" ".join(cleaned[f"definition-{key}"].split()),
            )
            for key in ordered
        ]


def _initial(levels: Sequence[RatingLevel]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for place, level in enumerate(levels, 1):
        for part in ("word", "colour", "shape", "role", "definition"):
            found[f"{part}-{level.key}"] = getattr(level, part)
        found[f"place-{level.key}"] = place
    return found
