"""The council's record as the library's words."""

from dataclasses import fields

from django.db.models import F

from herefordshire_cs.council.models import THE_COUNCIL, Council, CouncilLogo
from herefordshire_cs.lib.council import CouncilWords, Crest

OWN = [field.name for field in fields(CouncilWords) if field.name != "logo"]


def crest_of(sha256: str) -> Crest | None:
    """Return the picture that has a hash, if it is the council's. One statement."""
    row = CouncilLogo.objects.filter(sha256=sha256).first()
    return Crest(content=bytes(row.content), media_type=row.media_type) if row else None


def words_in_force() -> CouncilWords:
    """Return the council's words; those of nobody where no record was made yet. One statement."""
    found = Council.objects.filter(pk=THE_COUNCIL).values(*OWN, picture=F("logo__sha256")).first()
    if found is None:
        return CouncilWords()
    words = {name: found[name] for name in OWN}
    return CouncilWords(**words, logo=found["picture"] or "")
