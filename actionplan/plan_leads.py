"""Who leads, as the cell of a plan's file says it: one lead each, and what is in doubt.

Plain values, no database. A post with a comma or an “and” in it is one lead.
"""

import re

DITTO = re.compile(
    r"(as above|ditto|do\.?|same|same as above|[\"”“″〃'’]{1,2}|,,|-\s*\"\s*-)", re.IGNORECASE
)
NO_ONE_YET = re.compile(
    r"(t\.?b\.?[ac]\.?|to be (confirmed|agreed|advised|determined)|n/?a|none|vacant|-+|–)",
    re.IGNORECASE,
)
INITIALS = re.compile(r"[A-Z]{2,4}|[A-Z]\.\s?[A-Z]\.?|[A-Z]{2,4} \([A-Z&/ ]{2,12}\)")
TITLE = r"((Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor|Rev) )?"
GIVEN = r"[A-Z][a-zé’'-]+( [A-Z]\.?)?"
FAMILY = r"( (Mc|Mac|O’|O'|de |van )?[A-Z][A-Za-zé’'-]+){1,2}"
PERSON = re.compile(rf"{TITLE}{GIVEN}{FAMILY}|[A-Z]\.? ?([A-Z]\.? ?)?[A-Z][a-z’'-]+")
# The words with which a post begins, or which it has at its end.
POST_BEGINS = re.compile(
    r"((Interim|Acting|Deputy|Assistant|Associate|Executive|Corporate|Strategic|Senior|Chief"
    r"|Lead|Principal|Group|Joint|Service|Team|Monitoring|Cabinet|Portfolio) )*"
    r"(Director|Heads?|Manager|Officer|Chair|Leader|Executive|Lead|Member|Holder|Principal"
    r"|DCS|CEO)\b"
)
POST_ENDS = re.compile(
    r"\b(Director|Manager|Officer|Lead|Leader|Co-?ordinator|Executive|Adviser|Advisor|Partner"
    r"|Team|Board|Service|Head|Consultant|Practitioner|Worker|Panel|Group|Committee|Partnership"
    r"|Trust)s?$"
)
GOES_ON = re.compile(r"[a-z&(]|and\b|of\b|for\b", re.ASCII)


def read_leads(words: str) -> tuple[tuple[str, ...], str]:
    """Return the leads of a cell, one each, as written, and a question where that is in doubt."""
    if not words or NO_ONE_YET.fullmatch(words.strip()):
        return (), ""
    if DITTO.fullmatch(words.strip()):
        return (), f"“{words}” may stand for the lead of the row above."
    found: list[str] = []
    question = ""
    for line in _whole_lines(words):
        leads, doubt = _leads_of_line(line)
        found += leads
        question = question or doubt
    if not question and len(found) == 2 and "\n" in words and _is_person_and_post(found):
        question = f"“{found[0]}” and “{found[1]}” may be two leads, or one and their post."
    return tuple(dict.fromkeys(found)), question


def _whole_lines(words: str) -> list[str]:
    """Return the lines of a cell, those joined that only go on from the one above."""
    lines: list[str] = []
    for line in re.split(r"\n|;", words):
        cleaned = line.strip(" ,•·-–")
        if not cleaned:
            continue
        if lines and (GOES_ON.match(cleaned) or re.search(r"\b(of|and|for|&|to|the)$", lines[-1])):
            lines[-1] = f"{lines[-1]} {cleaned}"
        else:
            lines.append(cleaned)
    return lines


# What parts leads in one line, the surest first; never within brackets.
OUTSIDE = r"(?![^(]*\))"
STROKE = rf"\s*/\s*{OUTSIDE}"
COMMAS_AND = rf"(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s*[&+]\s*){OUTSIDE}"
COMMAS = rf"\s*,\s*{OUTSIDE}"
AND = rf"(?:\s+(?:and|with)\s+|\s*[&+]\s*){OUTSIDE}"
# "J. Okafor (Health)": where they are from, or their post.
LABEL = re.compile(r"\b[A-Z][a-z]+:")
IN_BRACKETS = re.compile(r"\s*\([^()]*\)$")


def _leads_of_line(line: str) -> tuple[list[str], str]:
    pieces = _pieces(STROKE, line)
    if len(pieces) > 1 and (_is_of_one_kind(pieces) or all(map(is_lead, pieces))):
        return pieces, ""
    if "/" in line and not re.search(r"\d/\d|n/a", line, re.IGNORECASE):
        return [line], f"“{line}” may be one lead or several."
    for parted in (COMMAS_AND, COMMAS, AND):
        if len(pieces := _pieces(parted, line)) > 1 and _is_of_one_kind(pieces):
            return pieces, ""
    pieces = _pieces(COMMAS_AND, line)
    is_joined = re.search(AND, line) is not None
    has_initials = any(INITIALS.fullmatch(piece) for piece in pieces)
    posts_after = is_joined and any(POST_BEGINS.match(piece) for piece in pieces[1:])
    beside = line.split()
    names_several = len(beside) > 1 and all(map(INITIALS.fullmatch, beside))
    if names_several or len(LABEL.findall(line)) > 1:
        return [line], f"“{line}” may be one lead or several."
    if len(pieces) > 1 and (has_initials or posts_after):
        return [line], f"“{line}” may be one lead or several."
    return [line], ""


def _pieces(parted: str, line: str) -> list[str]:
    return [piece for each in re.split(parted, line) if (piece := each.strip())]


def _is_of_one_kind(pieces: list[str]) -> bool:
    """Say whether pieces are all names, or all initials and posts.

    A name after a post is none: “Head of Safeguarding and Vulnerable Children” is one post.
    """
    bare = [IN_BRACKETS.sub("", piece) for piece in pieces]
    if all(PERSON.fullmatch(piece) and not POST_ENDS.search(piece) for piece in bare):
        return True
    return all(INITIALS.fullmatch(piece) or POST_BEGINS.match(piece) for piece in pieces)


def is_lead(words: str) -> bool:
    """Say whether words alone could be somebody: initials, a name, or a post."""
    return _is_sure(words) or bool(POST_ENDS.search(words) and words[:1].isupper())


def _is_sure(words: str) -> bool:
    bare = IN_BRACKETS.sub("", words)
    return bool(
        INITIALS.fullmatch(words)
        or (PERSON.fullmatch(bare) and not POST_ENDS.search(bare))
        or POST_BEGINS.match(words)
    )


def _is_person_and_post(pieces: list[str]) -> bool:
    first, second = pieces
    is_person = (
        PERSON.fullmatch(first) and not POST_BEGINS.match(first) and not POST_ENDS.search(first)
    )
    is_post = POST_BEGINS.match(second) or POST_ENDS.search(second)
    return bool(is_person and is_post)
