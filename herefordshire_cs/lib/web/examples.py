"""Examples in hints and refusals: of the year in which whoever reads them types."""

from django.utils.functional import lazy

from herefordshire_cs.lib import clock
from herefordshire_cs.lib.calendar.years import financial_year
from herefordshire_cs.lib.text.words import day_in_words, month_in_words


def with_examples(words: str) -> str:
    """Return words with an example in the place of each name in braces.

    ``{today}`` as 22 May 2006, ``{month}`` as May 2006, ``{year}`` as 2006, ``{next_year}``,
    ``{years}`` the financial year as 2006/2007, and ``{years_before}`` the one before it.
    """
    if "{" not in words:
        return words
    today = clock.today()
    begins = financial_year(today).starts_in
    examples = {
        "today": day_in_words(today),
        "month": month_in_words(today),
        "year": str(today.year),
        "next_year": str(today.year + 1),
        "years": f"{begins}/{begins + 1}",
        "years_before": f"{begins - 1}/{begins}",
    }
    for name, example in examples.items():
        words = words.replace(f"{{{name}}}", example)
    return words


# For what is written where nobody has asked for a page yet, such as a field's refusals.
later_with_examples = lazy(with_examples, str)
