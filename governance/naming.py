"""Names within a page: two documents on one page keep theirs apart."""

import re

# Our own templates write these with double quotes, and what is typed is escaped.
NAMED = re.compile(r'\b(id|for|aria-labelledby|aria-describedby|headers)="([^"]+)"')
LINKED = re.compile(r'href="#([^"]+)"')
DRAWN = re.compile(r"url\(#([^)]+)\)")


def with_own_names(html: str, prefix: str) -> str:
    """Return a part's HTML with every name in it, and every link to one, under a prefix."""

    def named(found: re.Match[str]) -> str:
        names = " ".join(f"{prefix}-{name}" for name in found[2].split())
        return f'{found[1]}="{names}"'

    html = NAMED.sub(named, html)
    html = LINKED.sub(rf'href="#{prefix}-\1"', html)
    return DRAWN.sub(rf"url(#{prefix}-\1)", html)
