"""What of an assessment asks why, and how the movement of a risk is said."""

import pytest

from actionplan.risk_ratings import Assessed, RiskScore, asks_why, movement_in_words


def judged(inherent: tuple[int, int], residual: tuple[int, int], mitigation: str) -> Assessed:
    return Assessed(
        inherent=RiskScore(likelihood=inherent[0], severity=inherent[1]),
        residual=RiskScore(likelihood=residual[0], severity=residual[1]),
        mitigation=mitigation,
    )


BEFORE = judged((3, 4), (2, 3), "Recruitment; audits")


@pytest.mark.parametrize(
    ("now", "before", "asked"),
    [
        (judged((2, 2), (2, 3), "New"), BEFORE, "The residual rating, 6, is above the inherent"),
        (judged((2, 2), (2, 2), "Recruitment; audits"), BEFORE, "The inherent rating falls from"),
        (judged((3, 4), (1, 3), "recruitment;  AUDITS"), BEFORE, "The residual rating falls from"),
        (judged((3, 4), (1, 3), "Recruitment; audits; a hotline"), BEFORE, ""),
        (judged((3, 4), (2, 3), "Recruitment; audits"), BEFORE, ""),
        (judged((4, 4), (3, 3), "Recruitment; audits"), BEFORE, ""),
        (judged((3, 4), (2, 2), " "), None, "The residual rating is lower, and no mitigation"),
        (judged((3, 4), (3, 4), ""), None, ""),
        (judged((3, 4), (2, 2), "Audits"), None, ""),
    ],
)
def test_what_is_lowered_without_a_measure_or_above_the_inherent_asks_why(
    now: Assessed, before: Assessed | None, asked: str
) -> None:
    question = asks_why(now, before)

    assert question.startswith(asked)
    assert bool(question) == bool(asked)


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (BEFORE, None, "Not reviewed since it was entered"),
        (BEFORE, BEFORE, "Inherent unchanged at 12; residual unchanged at 6"),
        (
            judged((4, 4), (1, 3), ""),
            BEFORE,
            "Inherent up from 12 to 16; residual down from 6 to 3",
        ),
    ],
)
def test_movement_is_said_of_both_ratings(
    now: Assessed, before: Assessed | None, words: str
) -> None:
    assert movement_in_words(now, before) == words
