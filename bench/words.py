"""The words of the benchmark's plan: as long, on average, as those of the plan of 2006."""

VERBS = ("Review", "Agree", "Publish", "Set up", "Recruit to", "Audit", "Extend", "Train staff in")
OBJECTS = (
    "the threshold for referral, with partners",
    "the advocacy service for children in care",
    "supervision of front-line staff",
    "the system that records assessments",
    "the housing strategy for young people",
    "the arrangements for private fostering",
    "health assessments of looked-after children",
    "the choice of placements near home",
    "the plan for attendance at school",
    "emergency duty cover at weekends",
    "the participation of young people",
    "the panel that allocates resources",
)
NOTES = (
    "A draft went to the Board, which asked for it to be set out in two stages.",
    "Interviews were held; one post was filled and one is advertised again.",
    "The first audit of twenty files is complete, and the report is being written.",
    "The contract for advocacy was signed, and the service begins next month.",
    "Partners met and agreed the wording. The form is being printed for all teams.",
    "No progress this month: the officer who leads it was away.",
    "Training was given to 34 staff in two sessions; a third is arranged.",
    "The budget is confirmed by the Cabinet member, subject to the annual review.",
    "• Terms of reference agreed\n• First meeting held\n• Minutes sent to all partners",
    "Consultation ended. 61 answers came, most of them in favour.",
    "The software supplier was late; the new date is with the project board.",
    "Reported to the Committee, which noted it and asked for figures.",
)
CRITERIA = (
    "Every assessment is done within seven working days.",
    "No child waits longer than two weeks for a first visit.",
    "Nine files of ten are judged good in the next audit.",
    "Young people say, in the yearly survey, that they were heard.",
)
MEASURES = (
    "initial assessments done within seven working days",
    "core assessments done within 35 working days",
    "referrals of children in need that lead to an assessment",
    "children in care with three or more placements in the year",
    "reviews of child protection cases held on time",
    "young people aged 16 to 18 not in education, employment or training",
    "care leavers in suitable accommodation",
    "pupils who are persistently absent from secondary school",
)
CAPACITY = ("", "", "One post for six months", "£20,000 from the improvement grant")
BODIES = (
    "Primary Care Trust",
    "Police",
    "Housing",
    "Voluntary sector",
    "Schools",
    "Youth service",
)


def action_text(number: int) -> str:
    """Return what is to be done; one text in twelve says "advocacy"."""
    verb = VERBS[number % len(VERBS)]
    return f"{verb} {OBJECTS[number % len(OBJECTS)]}, and report it to the Board (item {number})"


def definition(number: int) -> str:
    """Return what an indicator measures."""
    return f"{MEASURES[number % len(MEASURES)].capitalize()} (measure {number + 1})"


def note(number: int) -> str:
    """Return what is said in an update; one note in twelve says "advocacy"."""
    return NOTES[number % len(NOTES)]
