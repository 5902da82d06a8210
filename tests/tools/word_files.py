"""Word documents made for a test: paragraphs and tables as their XML, and what tracks changes."""

import io
import zipfile
from collections.abc import Iterable
from xml.sax.saxutils import escape

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STYLES = (
    f'<w:styles xmlns:w="{NAMESPACE}"><w:style w:styleId="Heading1">'
    '<w:name w:val="heading 1"/></w:style></w:styles>'
)


def run(words: str, settings: str = "") -> str:
    """Return a run of words; lines are parted by breaks."""
    parts = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in words.split("\n")
    )
    return f"<w:r>{f'<w:rPr>{settings}</w:rPr>' if settings else ''}{parts}</w:r>"


def paragraph(words: str, *, style: str = "") -> str:
    """Return a paragraph of plain words, or one that holds runs already."""
    settings = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    inside = words if words.startswith("<w:") else run(words)
    return f"<w:p>{settings}{inside}</w:p>"


def deleted(words: str) -> str:
    """Return words that change tracking has taken out."""
    return f'<w:del w:id="1"><w:r><w:delText>{escape(words)}</w:delText></w:r></w:del>'


def inserted(words: str) -> str:
    """Return words that change tracking has put in."""
    return f'<w:ins w:id="2">{run(words)}</w:ins>'


def cell(words: str, *, width: int = 1, merge: str = "", fill: str = "") -> str:
    """Return a cell; ``merge`` is ``restart`` where it begins one that reaches down."""
    settings = f'<w:gridSpan w:val="{width}"/>' if width > 1 else ""
    settings += f'<w:vMerge w:val="{merge}"/>' if merge else ""
    settings += f'<w:shd w:fill="{fill}"/>' if fill else ""
    return f"<w:tc><w:tcPr>{settings}</w:tcPr>{paragraph(words)}</w:tc>"


def row(*cells: str, is_head: bool = False, is_deleted: bool = False) -> str:
    """Return a row of cells, of plain words or made by ``cell``."""
    settings = "<w:tblHeader/>" if is_head else ""
    settings += '<w:del w:id="3"/>' if is_deleted else ""
    inside = "".join(each if each.startswith("<w:tc>") else cell(each) for each in cells)
    return f"<w:tr><w:trPr>{settings}</w:trPr>{inside}</w:tr>"


def table(*rows: str | Iterable[str]) -> str:
    """Return a table of rows, of plain words or made by ``row``."""
    inside = "".join(each if isinstance(each, str) else row(*each) for each in rows)
    return f"<w:tbl>{inside}</w:tbl>"


def document(*blocks: str, **parts: str) -> bytes:
    """Return a document of its blocks; further parts by name, such as ``numbering``."""
    body = "".join(blocks)
    written = {
        "word/document.xml": f'<w:document xmlns:w="{NAMESPACE}"><w:body>{body}</w:body>'
        "</w:document>",
        "word/styles.xml": STYLES,
    } | {f"word/{name}.xml": content for name, content in parts.items()}
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in written.items():
            package.writestr(name, content)
    return found.getvalue()
