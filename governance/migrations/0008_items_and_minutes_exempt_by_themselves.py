"""Lets an item of an agenda, or a minute, be exempt by itself."""

from collections.abc import Iterator

from django.db import migrations, models
from django.db.models import Q

from herefordshire_cs.lib.full_text import AddFullText, JsonStrings, RemoveFullText

PARAGRAPHS = [
    (1, "1: information relating to any individual"),
    (2, "2: information likely to reveal the identity of an individual"),
    (3, "3: the financial or business affairs of any particular person"),
    (4, "4: consultations or negotiations on labour relations"),
    (5, "5: legal professional privilege"),
    (6, "6: notices, orders or directions proposed under an enactment"),
    (7, "7: the prevention, investigation or prosecution of crime"),
]
ITEM = ("AgendaItem", "title", "purpose")
MINUTE = ("Minute", "title", "text", JsonStrings("points"), "text_after")
SAYS_WHY = Q(exempt_paragraph=None) | ~Q(exempt_reason="")


def exemption_of(model: str) -> Iterator[migrations.AddField]:
    """Yield what gives a model its exemption."""
    fields = {
        "exempt_paragraph": models.PositiveSmallIntegerField(
            choices=PARAGRAPHS, null=True, blank=True
        ),
        "exempt_reason": models.TextField(
            "why the public interest is in withholding it", blank=True
        ),
        "exempt_review_on": models.DateField(null=True, blank=True),
        "public_title": models.CharField(max_length=250, blank=True),
    }
    for name, field in fields.items():
        yield migrations.AddField(model_name=model, name=name, field=field)


def is_open(model: str) -> migrations.AddField:
    """Return what lets a minute be read although a part of its item is exempt."""
    words = "the public may read it although a part of its item is exempt"
    field = models.BooleanField(words, default=False)
    return migrations.AddField(model_name=model, name="is_open", field=field)


class Migration(migrations.Migration):
    dependencies = [("governance", "0007_whether_a_body_is_open_to_the_public")]

    operations = [
        # SQLite makes tables anew that are given a constraint, without the triggers of their index.
        RemoveFullText(*ITEM),
        RemoveFullText(*MINUTE),
        *exemption_of("agendaitem"),
        *exemption_of("minute"),
        *exemption_of("historicalminute"),
        is_open("minute"),
        is_open("historicalminute"),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.CheckConstraint(
                condition=SAYS_WHY, name="an_exempt_item_says_why"
            ),
        ),
        migrations.AddConstraint(
            model_name="minute",
            constraint=models.CheckConstraint(
                condition=SAYS_WHY, name="an_exempt_minute_says_why"
            ),
        ),
        migrations.AddConstraint(
            model_name="minute",
            constraint=models.CheckConstraint(
                condition=Q(exempt_paragraph=None) | Q(is_open=False),
                name="an_exempt_minute_is_not_open",
            ),
        ),
        AddFullText(*ITEM),
        AddFullText(*MINUTE),
    ]
