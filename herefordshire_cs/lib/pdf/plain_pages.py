"""Makes every page of a PDF a plain sheet: upright, of A4, its corner at nought.

The marks of a page stay in its own stream, so that its tags go on naming them.
"""

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

A4 = (595.276, 841.89)  # points: 210 mm by 297 mm
TOLERANCE = 2.0  # points; 595 by 842 is A4 to everyone
VIEWS = {"/XYZ", "/Fit", "/FitH", "/FitV", "/FitR", "/FitB", "/FitBH", "/FitBV"}

Pdf = pikepdf.Pdf
Page = pikepdf.Page


def containers(document: Pdf) -> Iterator[Any]:
    """Give every dictionary, stream and array of a document once, reachable or not."""
    for item in document.objects:
        yield from _within(item)


def _within(item: Any) -> Iterator[Any]:
    if isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)):
        yield item
        held = [value for _, value in item.items()]
    elif isinstance(item, pikepdf.Array):
        yield item
        held = list(item)
    else:
        return
    for value in held:
        if isinstance(value, pikepdf.Object) and not value.is_indirect:
            yield from _within(value)


def is_plain(page: Page) -> bool:
    """Return whether a page is upright, of A4 and begins at nought."""
    left, bottom, _right, _top = _visible(page)
    return (
        _turn(page) == 0
        and abs(left) < TOLERANCE
        and abs(bottom) < TOLERANCE
        and is_a4(*size_of(page))
        and _unit(page) == 1
    )


def is_a4(width: float, height: float) -> bool:
    """Return whether a size is A4, on either side."""
    short, long = sorted((width, height))
    return abs(short - A4[0]) <= TOLERANCE and abs(long - A4[1]) <= TOLERANCE


def size_of(page: Page) -> tuple[float, float]:
    """Return the width and the height of what is seen of a page, in points."""
    left, bottom, right, top = _visible(page)
    return (right - left) * _unit(page), (top - bottom) * _unit(page)


def is_turned(page: Page) -> bool:
    """Return whether a page is shown turned."""
    return _turn(page) != 0


def has_a4_size(page: Page) -> bool:
    """Return whether what is seen of a page is A4, on either side and turned or not."""
    return is_a4(*size_of(page))


def make_plain(document: Pdf) -> None:
    """Make every page of a document a plain sheet, its contents scaled to fit."""
    changed = {}
    for page in document.pages:
        if is_plain(page):
            page.obj.MediaBox = page.obj.CropBox = Array(_visible(page))
        else:
            _place(document, page)
            changed[page.obj.objgen] = page
    if changed:
        _land_at_the_top(document, changed)


def enclose(document: Pdf, page: Page, before: bytes, after: bytes) -> None:
    """Write before and after the marks of a page, whose own state of drawing ends with it."""
    depth = lowest = 0
    for instruction in pikepdf.parse_content_stream(page, "q Q"):
        depth += 1 if str(instruction.operator) == "q" else -1
        lowest = min(lowest, depth)
    # Pages of others save a state that they never restore, or restore more than they saved.
    opened = b"q\n" * (1 - lowest)
    closed = b"\nQ" * (1 - lowest + depth) + b"\n"
    page.contents_add(document.make_stream(before + opened), prepend=True)
    page.contents_add(document.make_stream(closed + after))


def _place(document: Pdf, page: Page) -> None:
    """Put a page's marks and links where they stand on a sheet of A4."""
    matrix, size = _fit(page)
    numbers = " ".join(f"{number:.5f}" for number in matrix.shorthand)
    left, bottom, right, top = _visible(page)
    # What was cut off before stays unseen.
    clip = f"{left:.3f} {bottom:.3f} {right - left:.3f} {top - bottom:.3f} re W n\n"
    enclose(document, page, f"q {numbers} cm\n{clip}".encode(), b"Q\n")
    page.obj.MediaBox = page.obj.CropBox = Array([0, 0, *size])
    for key in (Name.Rotate, Name.UserUnit):
        if key in page.obj:
            del page.obj[key]
    _move_patterns(document, page, matrix)
    for link in page.obj.get(Name.Annots, []):
        _move_link(link, matrix)


def _fit(page: Page) -> tuple[pikepdf.Matrix, tuple[float, float]]:
    """Return how a page's points move, and the size of the sheet that they move to."""
    left, bottom, right, top = _visible(page)
    width, height, turn = right - left, top - bottom, _turn(page)
    # About the middle: the turn of a page is clockwise, of a matrix against the clock.
    matrix = pikepdf.Matrix().translated(-(left + right) / 2, -(bottom + top) / 2)
    matrix = matrix @ pikepdf.Matrix().rotated(-turn)
    if turn % 180:
        width, height = height, width
    size = A4 if width <= height else (A4[1], A4[0])
    scale = min(size[0] / width, size[1] / height)
    matrix = matrix @ pikepdf.Matrix().scaled(scale, scale)
    return matrix @ pikepdf.Matrix().translated(size[0] / 2, size[1] / 2), size


def _move_patterns(document: Pdf, page: Page, matrix: pikepdf.Matrix) -> None:
    """Move the page's patterns, which follow the sheet and not the marks."""
    patterns = page.resources.get(Name.Pattern)
    if not patterns:
        return
    moved = Dictionary()
    for name, pattern in patterns.items():
        own = pikepdf.Matrix(pattern.get(Name.Matrix, Array([1, 0, 0, 1, 0, 0])))
        if isinstance(pattern, pikepdf.Stream):
            copy: Any = document.make_stream(pattern.read_bytes())
            held = {key: value for key, value in pattern.items() if key not in _OF_A_STREAM}
            for key, value in held.items():
                copy[key] = value
        else:
            copy = Dictionary(dict(pattern.items()))
        copy.Matrix = Array((own @ matrix).shorthand)
        moved[name] = document.make_indirect(copy)
    resources = Dictionary(dict(page.resources.items()))
    resources.Pattern = moved
    page.obj.Resources = resources


_OF_A_STREAM = {"/Length", "/Filter", "/DecodeParms"}


def _move_link(link: Any, matrix: pikepdf.Matrix) -> None:
    rectangle = pikepdf.Rectangle(link.Rect)
    corners = [
        matrix.transform(corner)
        for corner in (
            rectangle.lower_left,
            rectangle.lower_right,
            rectangle.upper_left,
            rectangle.upper_right,
        )
    ]
    across, up = [x for x, _ in corners], [y for _, y in corners]
    link.Rect = Array([min(across), min(up), max(across), max(up)])
    if Name.QuadPoints in link:
        points = [float(number) for number in link.QuadPoints]
        pairs = zip(points[::2], points[1::2], strict=True)
        link.QuadPoints = Array([n for pair in pairs for n in matrix.transform(pair)])


def _land_at_the_top(document: Pdf, changed: dict[tuple[int, int], Page]) -> None:
    """Let links and bookmarks of pages that moved land at the top of them."""
    for item in containers(document):
        if not isinstance(item, Array) or len(item) < 2 or str(item[1]) not in VIEWS:
            continue
        aim = item[0]
        page = changed.get(aim.objgen) if isinstance(aim, Dictionary) else None
        if page:
            del item[1:]
            item.extend(Array([Name.XYZ, 0, page.obj.MediaBox[3], 0]))


def _visible(page: Page) -> list[float]:
    """Return what is seen of a page: its crop box, so far as that is on the sheet."""
    sheet, seen = pikepdf.Rectangle(page.mediabox), pikepdf.Rectangle(page.cropbox)
    both = sheet & seen
    if both is None or both.width <= 0 or both.height <= 0:
        both = sheet
    return [both.llx, both.lly, both.urx, both.ury]


def _turn(page: Page) -> int:
    return int(page.rotation) % 360


def _unit(page: Page) -> float:
    return float(page.obj.get(Name.UserUnit, 1))
