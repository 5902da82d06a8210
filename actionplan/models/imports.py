"""What a plan's file is read against: who is known here, and the words of a plan's ratings."""

from collections.abc import Callable, Collection
from datetime import date

from actionplan.models.officers import Officer, Organisation
from actionplan.models.plans import Plan, RatingDefinition
from actionplan.plan_cells import OF_SCHEME


def known_lead() -> Callable[[str], bool]:
    """Return the question whether words name an officer or a body that is known here."""
    known: set[str] = set()
    for officer in Officer.objects.all():
        known |= {_key(words) for words in (officer.initials, officer.name, officer.post)}
        known.add(_key(f"{officer.name}, {officer.post}"))
    for organisation in Organisation.objects.all():
        known |= {_key(organisation.code), _key(organisation.name)}
    known.discard("")
    return lambda words: _key(words) in known


def _key(words: str) -> str:
    return " ".join(words.casefold().replace("’", "'").split())


def begins_on(slug: str) -> date | None:
    """Return the day that a plan begins, None where there is none of that name."""
    return Plan.objects.filter(slug=slug).values_list("starts_on", flat=True).first()


def ratings_of(slug: str, scheme: str) -> Collection[str]:
    """Return the words in which a plan's actions are rated: of the scheme named, or the plan's."""
    if scheme in OF_SCHEME:
        return OF_SCHEME[scheme]
    named = scheme or Plan.objects.filter(slug=slug).values_list("scheme__slug", flat=True).first()
    words = RatingDefinition.objects.filter(scheme__slug=named).values_list("rag", flat=True)
    return tuple(word for word in words if word != "none") or OF_SCHEME["rag"]
