"""A small picture that somebody brings: opened apart, drawn again, and nothing else of it kept.

What is kept are its pixels alone: no name, no place where it was taken, no script.
"""

from importlib import import_module
from io import BytesIO

from herefordshire_cs.lib.files import foreign

LARGEST_BYTES = 1024 * 1024
LARGEST_SIDE = 4_000  # pixels; more is a photograph, or a trap
KEPT_WITHIN = (600, 300)
FORMATS = ("PNG", "JPEG")
TOO_LARGE = "The picture is over 1 MB. Save it smaller: 600 pixels wide is enough."


class PictureRefused(Exception):
    """The picture is not taken; its words say why and what to do instead."""


def receive_picture(content: bytes) -> tuple[bytes, int, int]:
    """Return a picture as PNG, with its width and height in pixels. Raises PictureRefused."""
    if len(content) > LARGEST_BYTES:
        raise PictureRefused(TOO_LARGE)
    if content.lstrip()[:5].lower() in (b"<?xml", b"<svg ", b"<svg>"):
        raise PictureRefused("A picture of the kind SVG can hold scripts. Save it as PNG.")
    try:
        said, drawn = foreign.open_apart("herefordshire_cs.lib.files.pictures", content)
    except foreign.Busy as busy:
        raise PictureRefused(foreign.BUSY) from busy
    except foreign.Unopened as unopened:
        raise PictureRefused("It could not be opened as a picture. Save it as PNG.") from unopened
    if refusal := said.get("refusal"):
        raise PictureRefused(refusal)
    return drawn, said["width"], said["height"]


def read(content: bytes) -> foreign.Answer:
    """Draw a picture again as PNG, or say why not; run in a process of its own."""
    image = import_module("PIL.Image")  # here alone: no web worker pays for it
    with image.open(BytesIO(content), formats=FORMATS) as picture:
        if max(picture.size) > LARGEST_SIDE:
            wide, high = picture.size
            words = f"The picture is {wide} by {high} pixels. Save it smaller: 600 wide is enough."
            return {"refusal": words}, b""
        drawn = picture.convert("RGBA")
    drawn.thumbnail(KEPT_WITHIN)
    kept = BytesIO()
    drawn.save(kept, "PNG", optimize=True)
    return {"width": drawn.width, "height": drawn.height}, kept.getvalue()
