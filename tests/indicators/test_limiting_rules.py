"""The limiting rules of 2005 over every combination of grades, and their sentences."""

from itertools import product

import pytest

from indicators.limiting_rules import GRADES, Limited, apply_limits

BAR = "4: delivering well above minimum requirements"
MISSED = (
    (),
    ("Reviews of children looked after",),
    ("Reviews of children looked after", "Placement stability"),
)
OVERALL = (None, *GRADES)
over_the_grid = pytest.mark.parametrize(
    ("social_care", "missed"),
    [
        pytest.param(grade, missed, id=f"social care {grade}, {len(missed)} missed")
        for grade, missed in product(GRADES, MISSED)
    ],
)


def limits(
    education: int, social_care: int, overall: int | None = None, missed: tuple[str, ...] = ()
) -> Limited:
    return apply_limits(
        education=education,
        social_care=social_care,
        overall=overall,
        thresholds_missed=missed,
    )


@over_the_grid
def test_a_missed_threshold_bars_the_best_grade_for_social_care_and_no_other(
    social_care: int, missed: tuple[str, ...]
) -> None:
    for education, overall in product(GRADES, OVERALL):
        found = limits(education, social_care, overall, missed)
        assert found.barred == (BAR if missed else "")
        assert found.social_care == (3 if missed and social_care == 4 else social_care)


@over_the_grid
def test_an_inadequate_service_makes_the_whole_inadequate_and_nothing_else_limits_it(
    social_care: int, missed: tuple[str, ...]
) -> None:
    for education, overall in product(GRADES, OVERALL):
        found = limits(education, social_care, overall, missed)
        assert found.overall == (1 if 1 in (education, social_care) else overall)


@over_the_grid
def test_each_answer_names_what_was_missed_and_what_cannot_stand(
    social_care: int, missed: tuple[str, ...]
) -> None:
    for education, overall in product(GRADES, OVERALL):
        found = limits(education, social_care, overall, missed)
        said = " ".join(found.steps)
        assert all(name in said for name in missed)
        fallen = [social_care != found.social_care, overall not in (None, found.overall)]
        assert said.count("cannot stand") == sum(fallen)
        assert all(step.endswith(".") for step in found.steps)


# id: education, social care, overall, thresholds missed; the sentences, and the overall in words.
SAID = {
    "nothing limits, nothing proposed": (
        (3, 3, None, MISSED[0]),
        [
            "No key threshold is missed, so no grade is barred for social care.",
            "Neither education nor social care is inadequate, so the rules do not limit the rest.",
            "The overall judgement remains the inspectors’ own.",
        ],
        "Left open by the rules",
    ),
    "nothing limits, a grade proposed": (
        (4, 4, 4, MISSED[0]),
        [
            "No key threshold is missed, so no grade is barred for social care.",
            "Neither education nor social care is inadequate, so the rules do not limit the rest.",
            "The proposed overall 4: delivering well above minimum requirements can stand.",
        ],
        "4: delivering well above minimum requirements",
    ),
    "one threshold missed, grade 4 proposed": (
        (3, 4, 3, MISSED[1]),
        [
            "1 key threshold is missed: Reviews of children looked after.",
            "That bars 4: delivering well above minimum requirements for social care;"
            " one missed threshold is enough.",
            "The proposed grade 4 cannot stand; the best that can is 3: good.",
            "Neither education nor social care is inadequate, so the rules do not limit the rest.",
            "The proposed overall 3: good can stand.",
        ],
        "3: good",
    ),
    "two thresholds missed, grade 2 proposed": (
        (2, 2, None, MISSED[2]),
        [
            "2 key thresholds are missed: Reviews of children looked after; Placement stability.",
            "That bars 4: delivering well above minimum requirements for social care;"
            " one missed threshold is enough.",
            "The proposed 2: adequate is not touched by that.",
            "Neither education nor social care is inadequate, so the rules do not limit the rest.",
            "The overall judgement remains the inspectors’ own.",
        ],
        "Left open by the rules",
    ),
    "education inadequate": (
        (1, 4, 3, MISSED[0]),
        [
            "No key threshold is missed, so no grade is barred for social care.",
            "Education is inadequate, so the overall judgement is"
            " 1: not delivering minimum requirements, whatever the rest.",
            "The proposed overall 3: good cannot stand.",
        ],
        "1: not delivering minimum requirements",
    ),
    "social care inadequate, inadequate proposed": (
        (4, 1, 1, MISSED[0]),
        [
            "No key threshold is missed, so no grade is barred for social care.",
            "Social care is inadequate, so the overall judgement is"
            " 1: not delivering minimum requirements, whatever the rest.",
        ],
        "1: not delivering minimum requirements",
    ),
    "both inadequate, nothing proposed": (
        (1, 1, None, MISSED[0]),
        [
            "No key threshold is missed, so no grade is barred for social care.",
            "Education and social care are both inadequate, so the overall judgement is"
            " 1: not delivering minimum requirements, whatever the rest.",
        ],
        "1: not delivering minimum requirements",
    ),
}


@pytest.mark.parametrize(("proposed", "steps", "overall"), SAID.values(), ids=SAID)
def test_the_calculator_explains_itself(
    proposed: tuple[int, int, int | None, tuple[str, ...]], steps: list[str], overall: str
) -> None:
    found = limits(*proposed)
    assert list(found.steps) == steps
    assert found.overall_words == overall
