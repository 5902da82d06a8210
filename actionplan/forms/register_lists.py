"""The lists that several plans share: their names for people, and the scales of risks."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db.models import Model

from actionplan.models import Officer, Organisation, RiskBand, RiskScale
from actionplan.risk_ratings import SCALE, RiskScore
from actionplan.services.rewordings import keep_rewordings, said_by
from herefordshire_cs.kept.forms import KeptForm, days
from herefordshire_cs.kept.lists import By, KeptList
from herefordshire_cs.lib.text.words import count_in_words

# The words with which a new scale begins, by the highest product of likelihood and severity
# that each is for; whoever keeps the scale words each cell anew.
FIRST_WORDS = ((3, "Low"), (6, "Medium"), (9, "High"), (16, "Very high"))


class OfficerForm(KeptForm):
    """A name of a plan: initials or a post, and who that is."""

    class Meta:
        model = Officer
        fields = ["initials", "name", "post", "organisation", "is_indexed", "is_post"]
        fields += ["active_from", "active_to"]
        field_classes = days("active_from", "active_to")
        labels = {
            "initials": "Initials, or a short name",
            "name": "Name",
            "post": "Post",
            "organisation": "Organisation or team",
            "is_indexed": "The plan’s own index of initials has it",
            "is_post": "It is a post, by its title",
            "active_from": "From",
            "active_to": "To",
        }

    def narrow(self) -> None:
        """Offer the organisations that were not merged into another."""
        field: Any = self.fields["organisation"]
        field.queryset = Organisation.objects.filter(merged_into=None)

    def clean(self) -> dict[str, Any]:
        """Ask for the title of a post, and refuse a time that ends before it begins."""
        cleaned = super().clean()
        if cleaned.get("is_post") and not cleaned.get("post"):
            self.add_error("post", "Type the title of the post.")
        first, last = cleaned.get("active_from"), cleaned.get("active_to")
        if first and last and last < first:
            self.add_error("active_to", "It ends before it begins. Type a later day.")
        return cleaned


class RiskScaleForm(KeptForm):
    """A scale in which risks are rated."""

    class Meta:
        model = RiskScale
        fields = ["name", "remark"]
        labels = {"name": "Name", "remark": "Remark"}


class RiskBandForm(KeptForm):
    """What a likelihood and a severity are called together."""

    class Meta:
        model = RiskBand
        fields = ["scale", "likelihood", "severity", "word", "level"]
        labels = {
            "scale": "Scale",
            "likelihood": "Likelihood",
            "severity": "Severity",
            "word": "Word for both",
            "level": "Place of the word, from 1 for the lowest",
        }


def held_by_plans(officer: Officer) -> str:
    """Say whether anything in a plan names an officer."""
    count = officer.roles.count()
    return f"It has a part in {count_in_words(count, 'action')}." if count else ""


def held_by_registers(scale: RiskScale) -> str:
    """Say how many registers are rated in a scale."""
    count = scale.registers.count()
    return f"{count_in_words(count, 'register is', 'registers are')} rated in it." if count else ""


@contextmanager
def rewording(row: Model, _of: int, by: By) -> Iterator[None]:
    """Keep what of an officer is otherwise than before; earlier days read as they did."""
    before = said_by(row) if row.pk else None
    yield
    if row.pk and type(row)._default_manager.filter(pk=row.pk).exists():
        keep_rewordings(
            row,
            before=before,
            author=by.author,
            recorded_on=by.on,
            recorded_at=by.at,
            reason=by.reason,
        )


@contextmanager
def with_bands(row: Model, _of: int, _by: By) -> Iterator[None]:
    """Give a new scale a word for each likelihood and severity."""
    is_new = row.pk is None
    yield
    if is_new:
        RiskBand.objects.bulk_create(
            _band(row.pk, likelihood, severity) for likelihood in SCALE for severity in SCALE
        )


def _band(scale: int, likelihood: int, severity: int) -> RiskBand:
    rating = RiskScore(likelihood=likelihood, severity=severity).rating
    level, word = next(
        (level, word) for level, (most, word) in enumerate(FIRST_WORDS, 1) if rating <= most
    )
    return RiskBand(
        scale_id=scale,
        likelihood=likelihood,
        severity=severity,
        word=word,
        level=level,
        is_evidenced=True,
    )


REGISTER_LISTS: Mapping[str, KeptList] = {
    kept.key: kept
    for kept in (
        KeptList(
            key="officers",
            title="Names in plans",
            one="name",
            about="Initials and posts with which plans name who leads. Which account stands for"
            " one is said with the people.",
            form=OfficerForm,
            named="initials",
            shown=("name", "post", "organisation"),
            place="",
            holds=held_by_plans,
            around=rewording,
        ),
        KeptList(
            key="risk-scales",
            title="Scales of risks",
            one="scale",
            about="What likelihood and severity together are called. A new one begins with usual"
            " words.",
            form=RiskScaleForm,
            shown=("remark",),
            place="",
            holds=held_by_registers,
            around=with_bands,
        ),
        KeptList(
            key="risk-bands",
            title="Words of the scales",
            one="word",
            about="The word for each likelihood with each severity.",
            form=RiskBandForm,
            named="word",
            shown=("scale", "likelihood", "severity"),
            place="",
            given={"is_evidenced": True},
        ),
    )
}
