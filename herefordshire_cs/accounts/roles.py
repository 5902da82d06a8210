"""The roles, each a Group; what it may do is given by the app whose rows it touches."""

from enum import StrEnum


class Role(StrEnum):
    """A role that somebody has everywhere, by the name of its Group."""

    OFFICER = "Officer"
    PARTNER = "Partner"
    PERFORMANCE_OFFICER = "Performance officer"
    COMMITTEE_CLERK = "Committee clerk"
    DIRECTOR = "Director"
    MEMBER = "Member"
    AUDITOR = "Auditor"
    ADMINISTRATOR = "Administrator"


class PlanRole(StrEnum):
    """A role that somebody has in one plan alone, by the name of its Group.

    Two are roles that others have everywhere; two there are in a plan alone.
    """

    OWNER = "Plan owner"
    DIRECTOR = Role.DIRECTOR.value
    PERFORMANCE_OFFICER = Role.PERFORMANCE_OFFICER.value
    READER = "Plan reader"
