"""The eight roles: each a Group; what it may do is given by the app whose rows it touches."""

from enum import StrEnum


class Role(StrEnum):
    """A role, by the name of its Group."""

    OFFICER = "Officer"
    PARTNER = "Partner"
    PERFORMANCE_OFFICER = "Performance officer"
    COMMITTEE_CLERK = "Committee clerk"
    DIRECTOR = "Director"
    MEMBER = "Member"
    AUDITOR = "Auditor"
    ADMINISTRATOR = "Administrator"
