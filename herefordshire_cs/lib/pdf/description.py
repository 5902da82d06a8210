"""Says of a whole PDF what it is: its title, language, author and the standard it meets."""

from datetime import datetime
from html import escape

import pikepdf
from pikepdf import Dictionary, Name, String

LANGUAGE = "en-GB"
PRODUCER = "pikepdf"
CREATOR = "WeasyPrint"  # what drew the pages
DESCRIPTION = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{made_at}</xmp:CreateDate>
<xmp:ModifyDate>{made_at}</xmp:ModifyDate>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<pdf:Producer>{producer}</pdf:Producer>
{standard}</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>
"""


def describe(
    document: pikepdf.Pdf,
    *,
    title: str,
    subject: str,
    author: str,
    made_at: datetime,
    is_ua: bool,
) -> None:
    """Write a document's description; only one that meets PDF/UA-1 says that it does."""
    description = DESCRIPTION.format(
        title=escape(title),
        subject=escape(subject),
        author=escape(author),
        language=LANGUAGE,
        producer=PRODUCER,
        creator=escape(CREATOR),
        made_at=made_at.isoformat(timespec="seconds"),
        standard="<pdfuaid:part>1</pdfuaid:part>\n" if is_ua else "",
    )
    metadata = document.make_stream(description.encode())
    metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
    root = document.Root
    root.Metadata = metadata
    root.Lang = String(LANGUAGE)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    instant = String(f"D:{made_at:%Y%m%d%H%M%S}{_zone(made_at)}")
    document.trailer.Info = document.make_indirect(
        Dictionary(
            Title=String(title),
            Author=String(author),
            Subject=String(subject),
            Creator=String(CREATOR),
            Producer=String(PRODUCER),
            CreationDate=instant,
            ModDate=instant,
        )
    )


def _zone(made_at: datetime) -> str:
    """Return ``+01'00'`` as PDF writes it."""
    offset = f"{made_at:%z}" or "+0000"
    return f"{offset[:3]}'{offset[3:5]}'"
