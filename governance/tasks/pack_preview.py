"""What a pack would hold if it were issued, and how much of it is printed already."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from governance.models import Meeting, Pack
from governance.presenters.packs.additions import Addition, additions_of
from governance.presenters.packs.building import outline_pack
from governance.presenters.packs.contents import PackContents, Part, with_pages
from governance.presenters.packs.parts import MISSING
from governance.tasks.pack_live_keys import keys_of_outline
from governance.tasks.pack_printing import stored_pages


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewPart:
    """A part, and how many pages it has; none are known of one that will be printed anew."""

    part: Part
    pages: int | None

    @property
    def can_be_printed(self) -> bool:
        """Whether there is anything to print."""
        return self.part.kind != MISSING


@dataclass(frozen=True, slots=True, kw_only=True)
class PackPreview:
    """A pack as it would be issued; its contents have pages once all of its parts are counted."""

    contents: PackContents
    parts: tuple[PreviewPart, ...]
    additions: tuple[Addition, ...]
    chosen: tuple[int, ...]

    @property
    def counted(self) -> int:
        """How many parts are in store."""
        return sum(each.pages is not None for each in self.parts)

    @property
    def missing(self) -> int:
        """How many parts can be printed and are not in store."""
        return sum(each.pages is None and each.can_be_printed for each in self.parts)

    @property
    def is_counted(self) -> bool:
        """Whether the pages of every part are known."""
        return self.counted == len(self.parts)


def build_preview(
    meeting: Meeting,
    *,
    as_of: date,
    kind: str,
    only_items: Collection[int] | None,
    corrects: str = "",
) -> PackPreview:
    """Return a pack as it would be issued, without printing anything.

    A supplement holds all that is new where nothing is chosen.
    """
    additions = additions_of(meeting) if kind == Pack.Kind.SUPPLEMENT else ()
    chosen = [each.key for each in additions]
    if only_items is not None:
        chosen = [key for key in chosen if key in only_items]
    contents = outline_pack(meeting, as_of=as_of, kind=kind, only_items=chosen, corrects=corrects)
    keys = keys_of_outline(contents.parts, as_of=as_of)
    pages = stored_pages(keys)
    counts = tuple(pages.get(key, 0) for key in keys)
    if all(counts):
        contents = with_pages(contents, counts)
    return PackPreview(
        contents=contents,
        parts=tuple(
            PreviewPart(part=part, pages=count or None)
            for part, count in zip(contents.parts, counts, strict=True)
        ),
        additions=additions,
        chosen=tuple(chosen),
    )
