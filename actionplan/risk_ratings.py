"""How a risk is rated, what of it asks why, and how it moved since it was looked at before."""

from dataclasses import dataclass

SCALE = range(1, 5)  # likelihood and severity, from 1, the least, to 4


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskScore:
    """How likely a risk is and how severe: 1 to 4 each, before mitigation or after it."""

    likelihood: int
    severity: int

    @property
    def rating(self) -> int:
        """The product of the two, 1 to 16."""
        return self.likelihood * self.severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """What was judged of a risk at one time; ``residual`` is what is left after mitigation."""

    inherent: RiskScore
    residual: RiskScore
    mitigation: str


def asks_why(now: Assessed, before: Assessed | None) -> str:
    """Return what has to be explained of an assessment, as a request, or nothing.

    The residual rating stands above the inherent one; or a rating is lower than before, or the
    residual lower than the inherent, though no measure was added.
    """
    if now.residual.rating > now.inherent.rating:
        return (
            f"The residual rating, {now.residual.rating}, is above the inherent one,"
            f" {now.inherent.rating}. Say why."
        )
    if before is None:
        is_bare = not now.mitigation.strip()
        if is_bare and now.residual.rating < now.inherent.rating:
            return "The residual rating is lower, and no mitigation is named. Say why."
        return ""
    if not _is_same(now.mitigation, before.mitigation):
        return ""
    for name, is_now, was in (
        ("inherent", now.inherent, before.inherent),
        ("residual", now.residual, before.residual),
    ):
        if is_now.rating < was.rating:
            return (
                f"The {name} rating falls from {was.rating} to {is_now.rating}, and the"
                " mitigation is as it was. Say why, or name the new measure."
            )
    return ""


def movement_in_words(now: Assessed, before: Assessed | None) -> str:
    """Return how the two ratings moved, as ``Inherent unchanged at 12; residual down …``."""
    if before is None:
        return "Not reviewed since it was entered"
    parts = (
        _moved("inherent", now.inherent, before.inherent),
        _moved("residual", now.residual, before.residual),
    )
    words = "; ".join(parts)
    return words[:1].upper() + words[1:]


def _moved(name: str, now: RiskScore, before: RiskScore) -> str:
    if now.rating == before.rating:
        return f"{name} unchanged at {now.rating}"
    way = "up" if now.rating > before.rating else "down"
    return f"{name} {way} from {before.rating} to {now.rating}"


def _is_same(first: str, second: str) -> bool:
    return " ".join(first.split()).casefold() == " ".join(second.split()).casefold()
