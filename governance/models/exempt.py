"""What may be withheld from the public: the columns that say so."""

from django.db import models

# Local Government Act 1972, Schedule 12A Part 1 (England).
EXEMPT_PARAGRAPHS = [
    (1, "1: information relating to any individual"),
    (2, "2: information likely to reveal the identity of an individual"),
    (3, "3: the financial or business affairs of any particular person"),
    (4, "4: consultations or negotiations on labour relations"),
    (5, "5: legal professional privilege"),
    (6, "6: notices, orders or directions proposed under an enactment"),
    (7, "7: the prevention, investigation or prosecution of crime"),
]

# Section 100A(3) of the same Act: what the government gave on terms, or a court or an enactment
# forbids to be told. It has no paragraph, and no vote is needed to exclude the public.
CONFIDENTIAL = 100
WITHHELD_AS = [
    *EXEMPT_PARAGRAPHS,
    (CONFIDENTIAL, "confidential: its disclosure is forbidden, or it was given on such terms"),
]

# What an exempt paper is called where no title was given that the public may read.
NO_PUBLIC_TITLE = "Exempt item"
NO_PUBLIC_APPENDIX = "Exempt appendix"


class Exemptible(models.Model):
    """What may be withheld from the public: the paragraph, the reason, a title for the public.

    Whether there is a paragraph says whether it is withheld; ``exempt_also`` are further ones.
    """

    exempt_paragraph = models.PositiveSmallIntegerField(choices=WITHHELD_AS, null=True, blank=True)
    exempt_also = models.JSONField("further paragraphs", default=list, blank=True)
    exempt_reason = models.TextField("why the public interest is in withholding it", blank=True)
    exempt_review_on = models.DateField(null=True, blank=True)
    public_title = models.CharField(max_length=250, blank=True)
    public_title_reason = models.TextField(
        "why the public title repeats a word of the exempt one", blank=True
    )

    class Meta:
        abstract = True

    @property
    def is_exempt(self) -> bool:
        """Whether the public may not read it."""
        return self.exempt_paragraph is not None

    @property
    def title_for_public(self) -> str:
        """What an exempt item is called where its own title must not be read."""
        return self.public_title or NO_PUBLIC_TITLE
