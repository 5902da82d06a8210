"""The kinds of messages, and when each is e-mailed to whoever has not chosen otherwise."""

from django.db.models import TextChoices


class When(TextChoices):
    """When a message of a kind is e-mailed. It stands in the inbox at once in any case."""

    AT_ONCE = "at once", "At once"
    DIGEST = "digest", "In the weekly digest"
    NOT = "not", "Not by e-mail"


class Kind(TextChoices):
    """What a message is about."""

    DIGEST = "digest", "The weekly digest"
    DUE = "due", "Actions of yours that fall due or are late"
    UPDATE_ASKED = "update asked", "An update that you are asked for"
    UPDATE_POSTED = "update posted", "An update that you asked for, once it is posted"
    RAISED = "raised", "A request for an update that nobody answered"
    ROUND = "round", "Statements that a reporting round wants of you, and what became of them"
    BY_WHEN_ASKED = "by-when asked", "A new by-when that you are asked to agree to"
    BY_WHEN_ANSWERED = "by-when answered", "The answer to a new by-when that you asked for"
    COMPLETION_ASKED = "completion asked", "A completion that you are asked to agree to"
    COMPLETION_ANSWERED = "completion answered", "The answer to a completion that you claimed"
    CHALLENGED = "challenged", "A director’s rating of an action of yours"
    EVIDENCE_ASKED = "evidence asked", "Evidence that you are asked for"
    COMMENTARY = "commentary", "A commentary that waits for approval"
    CLEARANCE_ASKED = "clearance asked", "A report that waits for your clearance"
    CLEARANCE_GIVEN = "clearance given", "What became of a report that you sent for clearance"
    RESOLUTION = "resolution", "What a committee asks for"
    PACK = "pack", "The summons to a meeting of yours, with its papers"
    PARTNER_LINK = "partner link", "A link by which a partner without an account answers"
    SUBSCRIPTION = "subscription", "Papers of a body that somebody of the public asked for"
    ADDRESS = "address", "Whether messages may go to another address"
    PASSWORD = "password", "A link with which you choose your password"
    BREAK_GLASS = "break-glass", "That the account for repairs was used"
    TEST = "test", "A test of the mail server"


# Whoever leads many actions reads of them once a week.
UNLESS_CHOSEN = {Kind.DUE: When.DIGEST}
# A test says whether mail goes out now; an address is confirmed before anything else goes there.
ALWAYS_AT_ONCE = frozenset({Kind.ADDRESS, Kind.PASSWORD, Kind.BREAK_GLASS, Kind.TEST})
# To addresses of people who have no account, and so nothing to choose.
TO_OUTSIDERS = frozenset({Kind.PARTNER_LINK, Kind.SUBSCRIPTION})
TO_CHOOSE = tuple(kind for kind in Kind if kind not in ALWAYS_AT_ONCE | TO_OUTSIDERS)


def when_unless_chosen(kind: str) -> When:
    """Return when a message of a kind is e-mailed to whoever has chosen nothing."""
    return UNLESS_CHOSEN.get(Kind(kind), When.AT_ONCE)
