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
from herefordshire_cs.lib.rag import FOUR, NOT_RATED_KEY, Level, Rating, Role, Scale, Voice
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
    """What a rating scheme has for levels, and the printed meaning of each, in lower case.

    ``meanings`` are by the keys of the levels. Where a level says completed, as green does in
    2006, it needs a completion; where none does, what is completed has the level of on track.
    ``lapses_after_days`` is the plan's reporting cycle: longer silence lapses a Lead's rating.
    ``silence_red_after`` is the day up to which an Action of which nothing was ever reported is
    not red by its by-when; a by-when that lies before ``early_before`` never makes an Action red.
    A plan that sets neither is red as soon as a by-when has gone.
    """

    meanings: dict[str, str]
    lapses_after_days: int
    scale: Scale = FOUR
    silence_red_after: date | None = None
    early_before: date | None = None

    @classmethod
    def of_definitions(
        cls,
        definitions: Mapping[str, str],
        *,
        scale: Scale,
        lapses_after_days: int,
        silence_red_after: date | None = None,
        early_before: date | None = None,
    ) -> "Scheme":
        """Return the scheme of a plan from its levels' definitions as they are printed.

        A level that it does not define is said not to be, wherever its meaning stands.
        """
        return cls(
            meanings={
                level.key: mid_sentence(definitions.get(level.key) or UNDEFINED)
                for level in scale.levels
            },
            lapses_after_days=lapses_after_days,
            scale=scale,
            silence_red_after=silence_red_after,
            early_before=early_before,
        )

    @property
    def has_level_of_completed(self) -> bool:
        """Whether a level says completed; else green, or what it is called, may be on track."""
        return bool(self.scale.claiming)

    def meaning(self, level: Level) -> str:
        """Return the printed meaning of a level, as a label begins."""
        words = self.meanings.get(level.key, UNDEFINED)
        return words[:1].upper() + words[1:]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of an Action, or of a Recommendation, on one day.

    Ratings are keys of levels of the plan's scheme.

    ``completed_when`` and ``last_reported_when`` are days in words, blank where none is known;
    ``last_reported_on`` is the day from which the newest dated update counts.
    A moderation stands here only while it is in force. Four are of a standing
    arrangement: how often, from when, when it was last kept, and until when that lasts.
    ``has_evidence`` is None of what has no evidence of its own.
    """

    status: Status = Status.NOT_REPORTED
    completed_when: str = ""
    by_when_latest: date | None = None
    lead_rating: str = NOT_RATED_KEY
    lead_rated_on: date | None = None
    last_reported_on: date | None = None
    last_reported_when: str = ""
    updates_count: int = 0
    moderated_rating: str | None = None
    moderated_on: date | None = None
    moderation_reason: str = ""
    read_rating: str = NOT_RATED_KEY
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

    What says the most, as green does, says so where it has no evidence.
    """
    rating = (
        _moderated(facts, scheme)
        or _by_the_facts(facts, scheme, as_of=as_of)
        or _by_the_lead(facts, scheme, as_of=as_of)
        or _read_from_words(facts, scheme, as_of=as_of)
        or _by_nobody(facts, scheme, as_of=as_of)
    )
    if rating.level in scheme.scale.wanting_evidence and facts.has_evidence is False:
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
    if rating.voice is Voice.NOBODY:  # its Actions may have begun, whatever was said of it itself
        rating = replace(rating, level=scheme.scale.not_rated)
    says_completed = facts.status is Status.COMPLETED and rating.voice is not Voice.DIRECTOR
    if not says_completed or not actions_not_completed:
        return rating
    shortfall = f"{actions_not_completed} of {count_in_words(actions, 'action')}"
    verb = "has" if actions_not_completed == 1 else "have"
    return Rating(
        level=rating.level,
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
    if facts.lead_rating == NOT_RATED_KEY or facts.lead_rated_on is None:
        return f"No rating; {update}"
    level = scheme.scale.of(facts.lead_rating)
    said = f"{level.word} on {day_in_words(facts.lead_rated_on)}; {update}"
    return f"{said}, so it has lapsed" if has_lapsed(facts, scheme, as_of=as_of) else said


def what_the_director_said(facts: Facts, scheme: Scheme) -> str:
    """Return the moderation in force, or that there is none."""
    rating = _moderated(facts, scheme)
    return rating.sentence if rating else "Nothing: this rating has not been moderated"


def _moderated(facts: Facts, scheme: Scheme) -> Rating | None:
    if facts.moderated_rating is None or facts.moderated_on is None:
        return None
    said = f"director's rating of {day_in_words(facts.moderated_on)}"
    reason = facts.moderation_reason.rstrip(".")
    level = scheme.scale.of(facts.moderated_rating)
    return Rating(level=level, reason=f"{said}, {reason}", voice=Voice.DIRECTOR)


def _by_the_facts(facts: Facts, scheme: Scheme, *, as_of: date) -> Rating | None:
    if facts.status is Status.DROPPED:
        level = scheme.scale.dropped
        return Rating(level=level, reason="no longer pursued", voice=Voice.FACTS)
    if facts.status is Status.COMPLETED:
        when = f" {facts.completed_when}" if facts.completed_when else ", the day not given"
        level = _level_of_completed(facts, scheme)
        return Rating(level=level, reason=f"completed{when}", voice=Voice.FACTS)
    if facts.by_when_latest is None or facts.status not in OPEN_STATUSES:
        return None
    if not is_past(facts, as_of=as_of):
        return None
    if is_spared(facts, scheme, as_of=as_of):
        return None
    due = day_in_words(facts.by_when_latest)
    level = scheme.scale.off_track
    return Rating(level=level, reason=f"due {due}, no completion recorded", voice=Voice.FACTS)


def _level_of_completed(facts: Facts, scheme: Scheme) -> Level:
    """Return the level of what is done; embedded where whoever said that it is done said so."""
    said = scheme.scale.of(facts.lead_rating)
    return said if said.role is Role.EMBEDDED else scheme.scale.completed


def _by_the_lead(facts: Facts, scheme: Scheme, *, as_of: date) -> Rating | None:
    if facts.lead_rating == NOT_RATED_KEY or facts.lead_rated_on is None:
        return None
    if has_lapsed(facts, scheme, as_of=as_of) or facts.lead_rating in scheme.scale.claiming:
        return None
    said = f"lead's rating of {day_in_words(facts.lead_rated_on)}"
    level = scheme.scale.of(facts.lead_rating)
    return Rating(
        level=level,
        reason=f"{said}, {scheme.meanings[level.key]}",
        voice=Voice.LEAD,
    )


def _read_from_words(facts: Facts, scheme: Scheme, *, as_of: date) -> Rating | None:
    """Return the rating that the words of a paper amount to; completed needs a completion."""
    if facts.read_rating == NOT_RATED_KEY or facts.read_on is None:
        return None
    if has_lapsed(facts, scheme, as_of=as_of) or facts.read_rating in scheme.scale.claiming:
        return None
    words = facts.read_words.rstrip(".")
    return Rating(
        level=scheme.scale.of(facts.read_rating),
        reason=f"read from words of {day_in_words(facts.read_on)}, “{words}”",
        voice=Voice.WORDS,
    )


def _by_nobody(facts: Facts, scheme: Scheme, *, as_of: date) -> Rating:
    """Return that nobody rated it; not started where a level says so, and it is not due yet."""
    is_waiting = facts.status is Status.NOT_REPORTED and not is_past(facts, as_of=as_of)
    level = scheme.scale.not_started if is_waiting else scheme.scale.not_rated
    return Rating(level=level, reason=_why_not_rated(facts, scheme, as_of=as_of))


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
    if facts.lead_rating == NOT_RATED_KEY or facts.lead_rated_on is None:
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
    meaning = scheme.meanings[scheme.scale.of(facts.lead_rating).key]
    return f"{said} says {meaning}, but no completion is recorded"


def _why_spared(facts: Facts, scheme: Scheme) -> str:
    red = mid_sentence(scheme.scale.off_track.word)
    if lay_before_the_plan(facts, scheme):
        return f"its by-when lay before the plan began, so it is not {red} by that"
    asked = day_in_words(scheme.silence_red_after) if scheme.silence_red_after else ""
    return f"the first report is due {asked}, and silence is not {red} until then"


def _last_update(facts: Facts, *, as_of: date) -> str:
    if not facts.updates_count:
        return "no update recorded"
    if facts.last_reported_on is None:
        return "no dated update"
    when = facts.last_reported_when or day_in_words(facts.last_reported_on)
    days = (as_of - facts.last_reported_on).days
    ago = f", {count_in_words(days, 'day')} ago" if days else ""
    return f"last update {when}{ago}"
