"""How an Action and a Recommendation earn a RAG rating: values in, a rating and its sentence out.

Whose rating wins, in order: a director's moderation while it is in force; the facts, where they
contradict the Lead; the Lead's last rating, until it lapses for want of an update; what the words
of the newest paper amount to, which lapses alike; else not rated.
``ActionQuerySet`` states the same rule once more for the database; tests prove the two equal.
"""

# Longer than most: one rule, and the sentence for each way in which it may end.

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from actionplan.arrangements import Frequency, in_words
from herefordshire_cs.lib.rag import Rag, Rating, Voice
from herefordshire_cs.lib.text.words import count_in_words, day_in_words, mid_sentence


class Status(StrEnum):
    """Where an Action is, as far as anybody has said."""

    NOT_REPORTED = "not reported"
    IN_PROGRESS = "in progress"
    IN_PLACE = "in place"
    COMPLETED = "completed"
    DROPPED = "dropped"

    @property
    def word(self) -> str:
        """The status as it is printed."""
        return "Nothing reported" if self is Status.NOT_REPORTED else self.value.capitalize()


CLOSED_STATUSES = frozenset({Status.COMPLETED, Status.DROPPED})
# What a by-when waits for. A standing arrangement is kept up, and never done.
OPEN_STATUSES = frozenset({Status.NOT_REPORTED, Status.IN_PROGRESS})
UNDEFINED = "not defined in the plan’s rating scheme"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """What a rating scheme says of its colours: the printed meaning of each, in lower case.

    ``green_means_completed`` holds for the 2006 scheme; elsewhere green may mean on track.
    ``lapses_after_days`` is the plan's reporting cycle: longer silence lapses a Lead's rating.
    ``silence_red_after`` is the day up to which an Action of which nothing was ever reported is
    not red by its by-when; a by-when that lies before ``early_before`` never makes an Action red.
    A plan that sets neither is red as soon as a by-when has gone.
    """

    meanings: dict[Rag, str]
    lapses_after_days: int
    green_means_completed: bool = True
    silence_red_after: date | None = None
    early_before: date | None = None

    @classmethod
    def of_definitions(
        cls,
        definitions: Mapping[Rag, str],
        *,
        lapses_after_days: int,
        green_means_completed: bool,
        silence_red_after: date | None = None,
        early_before: date | None = None,
    ) -> "Scheme":
        """Return the scheme of a plan from its colours' definitions as they are printed.

        A colour that it does not define is said not to be, wherever its meaning stands.
        """
        return cls(
            meanings={rag: mid_sentence(definitions.get(rag, UNDEFINED)) for rag in Rag},
            lapses_after_days=lapses_after_days,
            green_means_completed=green_means_completed,
            silence_red_after=silence_red_after,
            early_before=early_before,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of an Action, or of a Recommendation, on one day.

    ``completed_when`` and ``last_reported_when`` are days in words, blank where none is known;
    ``last_reported_on`` is the day from which the newest dated update counts.
    A moderation stands here only while it is in force. Four are of a standing
    arrangement: how often, from when, when it was last kept, and until when that lasts.
    ``has_evidence`` is None of what has no evidence of its own.
    """

    status: Status = Status.NOT_REPORTED
    completed_when: str = ""
    by_when_latest: date | None = None
    lead_rating: Rag = Rag.NONE
    lead_rated_on: date | None = None
    last_reported_on: date | None = None
    last_reported_when: str = ""
    updates_count: int = 0
    moderated_rating: Rag | None = None
    moderated_on: date | None = None
    moderation_reason: str = ""
    read_rating: Rag = Rag.NONE
    read_on: date | None = None
    read_words: str = ""
    every: Frequency | None = None
    arrangement_counts_from: date | None = None
    kept_on: date | None = None
    kept_until: date | None = None
    has_evidence: bool | None = None


def is_past(facts: Facts, *, as_of: date) -> bool:
    """Say whether the latest by-when has gone; the day itself still counts as in time."""
    return facts.by_when_latest is not None and facts.by_when_latest < as_of


def lay_before_the_plan(facts: Facts, scheme: Scheme) -> bool:
    """Say whether the by-when had gone before the plan began, which its rule does not call red."""
    return (
        scheme.early_before is not None
        and facts.by_when_latest is not None
        and facts.by_when_latest < scheme.early_before
    )


def is_spared(facts: Facts, scheme: Scheme, *, as_of: date) -> bool:
    """Say whether the plan's own rule keeps a by-when that has gone from making the Action red.

    ``is_red_by_its_day`` states the same for the database.
    """
    is_unheard = facts.status is Status.NOT_REPORTED
    is_not_asked_yet = scheme.silence_red_after is not None and as_of <= scheme.silence_red_after
    return (is_unheard and is_not_asked_yet) or lay_before_the_plan(facts, scheme)


def has_lapsed(facts: Facts, scheme: Scheme, *, as_of: date) -> bool:
    """Say whether the Lead has been silent for longer than the plan's reporting cycle."""
    if facts.last_reported_on is None:
        return True
    return as_of - facts.last_reported_on > timedelta(days=scheme.lapses_after_days)


def rate_action(facts: Facts, scheme: Scheme, *, as_of: date) -> Rating:
    """Rate an Action as at a day: the moderation, then the facts, then the Lead, else nobody.

    A green without evidence says so.
    """
    rating = (
        _moderated(facts)
        or _by_the_facts(facts, scheme, as_of=as_of)
        or _by_the_lead(facts, scheme, as_of=as_of)
        or _read_from_words(facts, scheme, as_of=as_of)
        or Rating(rag=Rag.NONE, reason=_why_not_rated(facts, scheme, as_of=as_of))
    )
    if rating.rag is Rag.GREEN and facts.has_evidence is False:
        return replace(rating, reason=f"{rating.reason}; no evidence")
    return rating


def rate_recommendation(
    facts: Facts, scheme: Scheme, *, actions_not_completed: int, actions: int, as_of: date
) -> Rating:
    """Rate a Recommendation from its own updates, in the same order as an Action.

    Where its words say complete and its Actions do not, the rating is contradicted and says how
    many, until a director settles it. It is never an average of its Actions.
    """
    rating = rate_action(facts, scheme, as_of=as_of)
    says_completed = facts.status is Status.COMPLETED and rating.voice is not Voice.DIRECTOR
    if not says_completed or not actions_not_completed:
        return rating
    shortfall = f"{actions_not_completed} of {count_in_words(actions, 'action')}"
    verb = "has" if actions_not_completed == 1 else "have"
    return Rating(
        rag=rating.rag,
        reason=f"{rating.reason}; contradicted: {shortfall} {verb} no completion recorded",
        voice=rating.voice,
        is_contradicted=True,
    )


def what_the_facts_say(facts: Facts, scheme: Scheme, *, as_of: date) -> str:
    """Return what the facts alone say, for the page that shows all three voices."""
    rating = _by_the_facts(facts, scheme, as_of=as_of)
    if rating:
        return rating.sentence
    if facts.status is Status.IN_PLACE:
        return f"In place, {_in_place(facts, as_of=as_of)}"
    if facts.by_when_latest is None:
        return "Nothing: it has no by-when to be past, and no completion is recorded"
    due = day_in_words(facts.by_when_latest)
    if is_past(facts, as_of=as_of):
        return f"Nothing that counts: due {due}, {_why_spared(facts, scheme)}"
    return f"Nothing yet: due {due}, no completion recorded"


def what_the_lead_said(facts: Facts, scheme: Scheme, *, as_of: date) -> str:
    """Return the Lead's last rating and update, whether or not it counts."""
    update = _last_update(facts, as_of=as_of)
    if facts.lead_rating is Rag.NONE or facts.lead_rated_on is None:
        return f"No rating; {update}"
    said = f"{facts.lead_rating.word} on {day_in_words(facts.lead_rated_on)}; {update}"
    return f"{said}, so it has lapsed" if has_lapsed(facts, scheme, as_of=as_of) else said


def what_the_director_said(facts: Facts) -> str:
    """Return the moderation in force, or that there is none."""
    rating = _moderated(facts)
    return rating.sentence if rating else "Nothing: this rating has not been moderated"


def _moderated(facts: Facts) -> Rating | None:
    if facts.moderated_rating is None or facts.moderated_on is None:
        return None
    said = f"director's rating of {day_in_words(facts.moderated_on)}"
    reason = facts.moderation_reason.rstrip(".")
    return Rating(rag=facts.moderated_rating, reason=f"{said}, {reason}", voice=Voice.DIRECTOR)


def _by_the_facts(facts: Facts, scheme: Scheme, *, as_of: date) -> Rating | None:
    if facts.status is Status.DROPPED:
        return Rating(rag=Rag.NONE, reason="no longer pursued", voice=Voice.FACTS)
    if facts.status is Status.COMPLETED:
        when = f" {facts.completed_when}" if facts.completed_when else ", the day not given"
        return Rating(rag=Rag.GREEN, reason=f"completed{when}", voice=Voice.FACTS)
    if facts.by_when_latest is None or facts.status not in OPEN_STATUSES:
        return None
    if not is_past(facts, as_of=as_of):
        return None
    if is_spared(facts, scheme, as_of=as_of):
        return None
    due = day_in_words(facts.by_when_latest)
    return Rating(rag=Rag.RED, reason=f"due {due}, no completion recorded", voice=Voice.FACTS)


def _by_the_lead(facts: Facts, scheme: Scheme, *, as_of: date) -> Rating | None:
    if facts.lead_rating is Rag.NONE or facts.lead_rated_on is None:
        return None
    if has_lapsed(facts, scheme, as_of=as_of) or _claims_completion(facts, scheme):
        return None
    said = f"lead's rating of {day_in_words(facts.lead_rated_on)}"
    return Rating(
        rag=facts.lead_rating,
        reason=f"{said}, {scheme.meanings[facts.lead_rating]}",
        voice=Voice.LEAD,
    )


def _read_from_words(facts: Facts, scheme: Scheme, *, as_of: date) -> Rating | None:
    """Return the rating that the words of a paper amount to; a green needs a completion."""
    if facts.read_rating is Rag.NONE or facts.read_on is None:
        return None
    claims_completion = facts.read_rating is Rag.GREEN and scheme.green_means_completed
    if has_lapsed(facts, scheme, as_of=as_of) or claims_completion:
        return None
    words = facts.read_words.rstrip(".")
    return Rating(
        rag=facts.read_rating,
        reason=f"read from words of {day_in_words(facts.read_on)}, “{words}”",
        voice=Voice.WORDS,
    )


def _claims_completion(facts: Facts, scheme: Scheme) -> bool:
    """Say whether the Lead's green would need a completion that nobody recorded."""
    return facts.lead_rating is Rag.GREEN and scheme.green_means_completed


def _in_place(facts: Facts, *, as_of: date) -> str:
    return in_words(
        facts.every,
        kept_on=facts.kept_on,
        counts_from=facts.arrangement_counts_from,
        until=facts.kept_until,
        as_of=as_of,
    )


def _why_not_rated(facts: Facts, scheme: Scheme, *, as_of: date) -> str:
    if facts.status is Status.IN_PLACE:
        return f"in place, {_in_place(facts, as_of=as_of)}"
    if facts.lead_rating is Rag.NONE or facts.lead_rated_on is None:
        if not facts.updates_count:
            is_past_and_spared = is_past(facts, as_of=as_of) and is_spared(
                facts, scheme, as_of=as_of
            )
            why = f"; {_why_spared(facts, scheme)}" if is_past_and_spared else ""
            return f"nothing reported{why}"
        return f"no rating given; {_last_update(facts, as_of=as_of)}"
    said = f"lead's rating of {day_in_words(facts.lead_rated_on)}"
    if has_lapsed(facts, scheme, as_of=as_of):
        return f"{said} lapsed: {_last_update(facts, as_of=as_of)}"
    return f"{said} says {scheme.meanings[Rag.GREEN]}, but no completion is recorded"


def _why_spared(facts: Facts, scheme: Scheme) -> str:
    if lay_before_the_plan(facts, scheme):
        return "its by-when lay before the plan began, so it is not red by that"
    asked = day_in_words(scheme.silence_red_after) if scheme.silence_red_after else ""
    return f"the first report is due {asked}, and silence is not red until then"


def _last_update(facts: Facts, *, as_of: date) -> str:
    if not facts.updates_count:
        return "no update recorded"
    if facts.last_reported_on is None:
        return "no dated update"
    when = facts.last_reported_when or day_in_words(facts.last_reported_on)
    days = (as_of - facts.last_reported_on).days
    ago = f", {count_in_words(days, 'day')} ago" if days else ""
    return f"last update {when}{ago}"
