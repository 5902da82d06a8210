"""The rules of 2005 that limit a judgement, as a calculator that explains itself.

Source: the consultation on the Joint Area Review, quoted in paragraph 5 of the report to Cabinet
of 17 February 2005. A missed key threshold bars grade 4 for social care; an inadequate grade for
education or for social care makes the overall judgement inadequate, whatever the other is.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from herefordshire_cs.lib.text.words import count_in_words

BEST = 4
INADEQUATE = 1
GRADES = {
    4: "4: delivering well above minimum requirements",
    3: "3: good",
    2: "2: adequate",
    1: "1: not delivering minimum requirements",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limited:
    """What the rules leave standing: the sentences that lead to it, and the grades."""

    steps: tuple[str, ...]
    barred: str
    social_care: int
    overall: int | None

    @property
    def overall_words(self) -> str:
        """The overall judgement, or that the rules leave it open."""
        if self.overall is None:
            return "Left open by the rules"
        return GRADES[self.overall]


def apply_limits(
    *,
    education: int,
    social_care: int,
    overall: int | None = None,
    thresholds_missed: Sequence[str] = (),
) -> Limited:
    """Apply the limiting rules to proposed grades, 1 to 4, 4 the best.

    ``overall`` is the overall judgement proposed, if any.
    """
    steps, barred, held = _social_care(social_care, thresholds_missed)
    inadequate = [
        name
        for name, grade in (("education", education), ("social care", held))
        if grade == INADEQUATE
    ]
    more, final = _overall(inadequate, overall)
    return Limited(steps=(*steps, *more), barred=barred, social_care=held, overall=final)


def _social_care(grade: int, missed: Sequence[str]) -> tuple[list[str], str, int]:
    if not missed:
        return ["No key threshold is missed, so no grade is barred for social care."], "", grade
    count = count_in_words(len(missed), "key threshold")
    verb = "is" if len(missed) == 1 else "are"
    steps = [
        f"{count} {verb} missed: {'; '.join(missed)}.",
        f"That bars {GRADES[BEST]} for social care; one missed threshold is enough.",
    ]
    if grade == BEST:
        steps.append(f"The proposed grade 4 cannot stand; the best that can is {GRADES[3]}.")
        return steps, GRADES[BEST], BEST - 1
    steps.append(f"The proposed {GRADES[grade]} is not touched by that.")
    return steps, GRADES[BEST], grade


def _overall(inadequate: list[str], proposed: int | None) -> tuple[list[str], int | None]:
    if inadequate:
        names = " and ".join(inadequate)
        verb = "is" if len(inadequate) == 1 else "are both"
        steps = [
            f"{names[:1].upper()}{names[1:]} {verb} inadequate,"
            f" so the overall judgement is {GRADES[INADEQUATE]}, whatever the rest."
        ]
        if proposed not in (None, INADEQUATE):
            steps.append(f"The proposed overall {GRADES[proposed]} cannot stand.")
        return steps, INADEQUATE
    steps = [
        "Neither education nor social care is inadequate, so the rules do not limit the rest."
    ]
    if proposed is None:
        steps.append("The overall judgement remains the inspectors’ own.")
    else:
        steps.append(f"The proposed overall {GRADES[proposed]} can stand.")
    return steps, proposed
