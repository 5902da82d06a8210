"""Which words tell of an exempt paper, and whether words that anybody may read repeat them."""

import re
from collections.abc import Iterable, Sequence

from governance.exempt.rows import open_item
from governance.models import AgendaItem, Appendix, Meeting, Minute, Report, ReportVersion
from governance.models.reports import newest_version
from herefordshire_cs.lib.council import council_words

# What any committee's papers are called says nothing of what is in one of them.
COMMITTEE_WORDS = """
    about after agenda annex annual appendices appendix arrangements before briefing cabinet
    children committee consider council county decision directorate draft education exempt
    following further information matter meeting minutes other paper people
    performance plan progress proposed regarding report response review scrutiny service summary
    their these under update which within young"""
WORD = re.compile(r"[^\W\d_]{5,}")
# Two words or more with capitals, little ones between them: a firm, a school, a person.
NAME = re.compile(r"\b[A-Z][\w’'&.-]+(?: (?:of|and|the|&|for) [A-Z][\w’'&.-]+| [A-Z][\w’'&.-]+)+")

# A sentence may begin just before a name.
BEGINS = re.compile(r"^(?:(?:A|An|And|At|But|By|For|From|If|In|Of|On|That|The|To|When|With) )+")


def repeated_words(public: str, exempt: Iterable[str]) -> list[str]:
    """Return the distinctive words of a public title that stand in an exempt one too.

    A word has five letters or more; capitals and a plural make it no other word.
    """
    told = {_stem(word) for title in exempt for word in WORD.findall(title)} - _said_by_all()
    found = {_stem(word): word for word in WORD.findall(public) if _stem(word) in told}
    return list(found.values())


def _said_by_all() -> set[str]:
    of_council = f"{council_words().name} {council_words().area}"
    return {_stem(word) for word in f"{COMMITTEE_WORDS} {of_council}".split()}


def _stem(word: str) -> str:
    return word.casefold().removesuffix("s") if len(word) > 5 else word.casefold()


def names_in(texts: Iterable[str]) -> frozenset[str]:
    """Return the names that stand in exempt texts, but for those made of what all papers say."""
    common = _said_by_all()
    found = {BEGINS.sub("", name).rstrip(".’'") for text in texts for name in NAME.findall(text)}
    return frozenset(
        name
        for name in found
        if " " in name and any(_stem(word) not in common for word in WORD.findall(name))
    )


def repeated(public: str, titles: Sequence[str], names: Iterable[str]) -> list[str]:
    """Return the names, then the words of titles, of exempt papers that words for all repeat."""
    folded = public.casefold()
    found = sorted(name for name in names if name.casefold() in folded)
    told = " ".join(found).casefold()
    words = [word for word in repeated_words(public, titles) if word.casefold() not in told]
    return [*found, *words]


def exempt_names(meeting: Meeting) -> frozenset[str]:
    """Return the names in the exempt papers of a meeting: reports, appendices and minutes."""
    return names_in(_exempt_texts(meeting))


def _exempt_texts(meeting: Meeting) -> Iterable[str]:
    reports = Report.objects.filter(items__meeting=meeting, exempt_paragraph__isnull=False)
    for row in ReportVersion.objects.filter(report__in=reports):
        yield from _strings([row.sections, row.limbs, row.background_papers])
    within = Appendix.objects.filter(report__items__meeting=meeting)
    appendices = within.filter(exempt_paragraph__isnull=False) | within.filter(report__in=reports)
    for appendix in appendices.distinct():
        yield from _strings([appendix.text, appendix.tables, appendix.note])
    items = AgendaItem.objects.filter(~open_item(), meeting=meeting)
    for words in items.values_list("purpose", "late_reason", "note"):
        yield from words
    minutes = Minute.objects.filter(meeting=meeting, exempt_paragraph__isnull=False)
    for minute in minutes:
        yield from _strings([minute.text, minute.points, minute.text_after])


def _strings(found: object) -> Iterable[str]:
    """Yield every string within lists and objects."""
    if isinstance(found, str):
        yield found
    elif isinstance(found, dict):
        for each in found.values():
            yield from _strings(each)
    elif isinstance(found, list):
        for each in found:
            yield from _strings(each)


def open_words_of(report: Report) -> str:
    """Return all that the newest version of an open report says, to be looked through.

    Of one that is exempt nothing: who reads it may know who somebody is.
    """
    version = None if report.is_exempt else newest_version(report)
    return "\n".join(_strings([version.sections, version.limbs])) if version else ""
