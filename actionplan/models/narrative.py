"""What a plan tells of itself, chapter by chapter, in the order of the paper."""

from django.db import models

from actionplan.models.plans import Plan


class NarrativeSection(models.Model):
    """A section of the paper: told in other words where ``is_abridged``, its lists as written.

    ``holds`` names the records that stand at this place of the paper, under its words.
    """

    class Holds(models.TextChoices):
        NOTHING = "", "nothing further"
        PRIORITIES = "priorities", "the priorities"
        PROJECTS = "projects", "the major projects"
        ACTIONS = "actions", "the action plan"
        RISKS = "risks", "the register of risks"
        IMPACTS = "impacts", "the environmental impacts"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="narrative")
    order = models.PositiveSmallIntegerField()
    chapter = models.CharField(max_length=200)
    number = models.CharField("as the paper numbers it", max_length=20, blank=True)
    heading = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    is_abridged = models.BooleanField("in other words than the paper's", default=True)
    holds = models.CharField(max_length=12, choices=Holds, default=Holds.NOTHING, blank=True)

    class Meta:
        ordering = ["plan", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "order"], name="a_section_of_the_narrative_has_its_own_place"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.heading}".strip()


class NarrativeItem(models.Model):
    """An item of a list in a section, as written; ``label`` is what it stands under."""

    section = models.ForeignKey(NarrativeSection, on_delete=models.CASCADE, related_name="items")
    order = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=200, blank=True)
    text = models.TextField()

    class Meta:
        ordering = ["section", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["section", "order"], name="an_item_of_a_section_has_its_own_place"
            ),
        ]

    def __str__(self) -> str:
        return self.text
