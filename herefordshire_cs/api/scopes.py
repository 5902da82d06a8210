"""What a token may be for: the records of one app each."""

from django.db import models


class Scope(models.TextChoices):
    """The kinds of record that a token may read."""

    PLANS = "plans", "Plans, their actions, updates and risks"
    INDICATORS = "indicators", "Indicators and judgements"
    MEETINGS = "meetings", "Meetings of open bodies, without what is exempt"
