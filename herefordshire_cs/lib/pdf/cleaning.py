"""Takes from a PDF what its readers do not see: who made it, with what, notes, scripts, files.

A part of a pack may have been drafted beside exempt information; nothing that a page does not
show goes on with it.
"""

from typing import Any

import pikepdf
from pikepdf import Array, Name

from herefordshire_cs.lib.pdf.plain_pages import containers

# What a page may keep. Boxes for printers, thumbnails, actions and private data go.
OF_A_PAGE = {
    "/Type",
    "/Parent",
    "/MediaBox",
    "/CropBox",
    "/Rotate",
    "/UserUnit",
    "/Resources",
    "/Contents",
    "/Annots",
    "/StructParents",
    "/Group",
}
# What a link may keep; where it leads is set when all parts are together.
OF_A_LINK = {
    "/Type",
    "/Subtype",
    "/Rect",
    "/Contents",
    "/QuadPoints",
    "/Border",
    "/BS",
    "/C",
    "/F",
    "/H",
    "/StructParent",
    "/Lang",
}
HIDDEN = ("/Metadata", "/PieceInfo", "/AF", "/AA", "/LastModified", "/OPI", "/Usage", "/Thumb")
# Segments of a JPEG that change what is seen: its header, its colours, how they are coded.
SEEN_SEGMENTS = {0xE0, 0xE2, 0xEE}


def clean(document: pikepdf.Pdf) -> None:
    """Take everything unseen off the pages of a document; its links keep no action."""
    for page in document.pages:
        _clean_page(page.obj)
    for item in containers(document):
        if not isinstance(item, Array):
            for key in HIDDEN:
                if key in item:
                    del item[key]
        if isinstance(item, pikepdf.Stream) and item.get(Name.Filter) == Name.DCTDecode:
            _clean_picture(item)


def _clean_page(page: Any) -> None:
    _keep(page, OF_A_PAGE)
    links = [note for note in page.get(Name.Annots, []) if is_link(note)]
    for link in links:
        _keep(link, OF_A_LINK)
    if links:
        page.Annots = Array(links)
    elif Name.Annots in page:
        del page[Name.Annots]
    page.Tabs = Name.S  # PDF/UA-1, 7.18.3


def is_link(note: Any) -> bool:
    """Return whether something laid on a page is a link."""
    return isinstance(note, pikepdf.Dictionary) and note.get(Name.Subtype) == Name.Link


def _keep(holder: Any, wanted: set[str]) -> None:
    for key in list(holder.keys()):
        if key not in wanted:
            del holder[key]


def _clean_picture(picture: Any) -> None:
    before = picture.read_raw_bytes()
    after = clean_jpeg(before)
    if after != before:
        picture.write(after, filter=Name.DCTDecode, decode_parms=picture.get(Name.DecodeParms))


def clean_jpeg(content: bytes) -> bytes:
    """Return a photograph without its notes: the camera, the place, the comment.

    Source: ITU-T T.81, annex B: segments begin with FF, a kind and their length.
    """
    kept, at = [content[:2]], 2
    while at + 4 <= len(content) and content[at] == 0xFF and content[at + 1] != 0xDA:
        kind = content[at + 1]
        end = at + 2 + int.from_bytes(content[at + 2 : at + 4])
        if kind in SEEN_SEGMENTS or not (0xE0 <= kind <= 0xEF or kind == 0xFE):
            kept.append(content[at:end])
        at = end
    return b"".join([*kept, content[at:]])
