"""Building packs: asked for once, built off the request, issued whole or not at all."""

from governance.tasks.asking import PackBeingBuilt, PackBlocked, ask_for_pack
from governance.tasks.issuing import PackSuperseded, issue
from governance.tasks.printing import PartFailed, page_stamp, printed_part
from governance.tasks.work import ask_for_counts, build_and_issue, count_parts, make

__all__ = [
    "PackBeingBuilt",
    "PackBlocked",
    "PackSuperseded",
    "PartFailed",
    "ask_for_counts",
    "ask_for_pack",
    "build_and_issue",
    "count_parts",
    "issue",
    "make",
    "page_stamp",
    "printed_part",
]
