"""The school terms by which by-whens are read."""

from herefordshire_cs.council.models import SchoolTerm
from herefordshire_cs.lib.bywhen import USUAL_TERMS, KnownTerm, KnownTerms, Terms


def known_terms() -> Terms:
    """Return the terms that the council published; the usual ones where it has entered none."""
    rows = SchoolTerm.objects.values_list(
        "name", "starts_on", "ends_on", "half_term_from", "half_term_to"
    )
    known = tuple(KnownTerm(*row) for row in rows)
    return KnownTerms(known=known) if known else USUAL_TERMS
