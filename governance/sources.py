"""Names: of the papers that were read, and within a page that holds two documents."""

import re

# Our own templates write these with double quotes, and what is typed is escaped.
NAMED = re.compile(r'\b(id|for|aria-labelledby|aria-describedby|headers)="([^"]+)"')
LINKED = re.compile(r'href="#([^"]+)"')
DRAWN = re.compile(r"url\(#([^)]+)\)")

# The papers as people call them; in the records each is known by a short name of its own.
PAPERS = {
    "action-plan": "JAR Performance Improvement Action Plan",
    "cabinet-2005-02-17": "Report to the Cabinet of 17 February 2005",
    "jar-action-plan": "JAR Performance Improvement Action Plan",
    "jar-report-2006-03-13": "Report on the Joint Area Review, 13 March 2006",
    "minutes-2006-03-13": "Minutes of 13 March 2006",
    "safeguarding-report": "Report on safeguarding children, 31 May 2006",
    "scrutiny-pack-2006-05-31": "Agenda and reports of 31 May 2006",
}


def source_in_words(source: str) -> str:
    """Return where something was read, with the paper as people call it."""
    paper, _parted, place = source.partition(": ")
    name = PAPERS.get(paper)
    return ", ".join(filter(None, (name, place))) if name else source


def with_own_names(html: str, prefix: str) -> str:
    """Return a part's HTML with every name in it, and every link to one, under a prefix."""

    def named(found: re.Match[str]) -> str:
        names = " ".join(f"{prefix}-{name}" for name in found[2].split())
        return f'{found[1]}="{names}"'

    html = NAMED.sub(named, html)
    html = LINKED.sub(rf'href="#{prefix}-\1"', html)
    return DRAWN.sub(rf"url(#{prefix}-\1)", html)
