"""The numbers of the law are said in the rule of the statutory clock, and nowhere else."""

import io
import re
import tokenize
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
RULE = ROOT / "governance" / "statutory.py"
TYPED = re.compile(
    r"\b(?:two|four|five|six|28|[2456]) (?:clear|working) (?:working )?days\b", re.I
)


def said_by(path: Path) -> str:
    """Return what a file says to readers: a template whole, of code its words but docstrings."""
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        return source
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    kinds = (tokenize.STRING, tokenize.FSTRING_MIDDLE)
    words = (token.string for token in tokens if token.type in kinds)
    return "\n".join(word for word in words if not word.startswith('"""'))


def test_no_page_and_no_message_types_a_number_of_the_law() -> None:
    code = [
        path
        for path in (ROOT / "governance").rglob("*.py")
        if "migrations" not in path.parts and path != RULE
    ]
    sources = [*code, *(ROOT / "templates").rglob("*.html")]

    typed = {str(path.relative_to(ROOT)): TYPED.findall(said_by(path)) for path in sources}

    assert {name: words for name, words in typed.items() if words} == {}


def test_the_rule_says_them() -> None:
    assert TYPED.findall(said_by(RULE))
