"""What pages and documents may cost; each limit with its reason.

Milliseconds and seconds are of processor time on the quiet machine (``bench.yardstick``). A limit
without a reason of its own is about half above the figure found when it was set: room for noise
and for a line more on the page, none for a query to each row.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bench.documents import AGAIN, BY_WORKER, DIRECTLY, DocumentFigures
from bench.names import LARGE_PACK, SMALL_PACK
from bench.packs import CHANGED, COLD, WARM, PackFigures

SMALLEST, LARGEST = 200, 20_000
SIZES = (SMALLEST, 2_000, LARGEST)
SAME = 1.3  # figures that are the same differ by up to a tenth each, so by a fifth between them
PACKED = 7.0  # times; HTML that says each thing once is packed to a ninth or less
MIGRATE_SECONDS = 5

type Limit = float | Mapping[int, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLimits:
    """What one kind of request may cost, at every size or by how many actions there are.

    ``cpu`` is milliseconds. ``is_flat`` says that the largest plan may cost what the smallest
    does. ``sent_kb`` is what may be on the wire, a quarter above what gzip makes of the page.
    """

    statements: Limit
    cpu: Limit
    is_flat: bool = False
    sent_kb: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLimits:
    """What one document may cost, made in one way.

    ``rate`` is pages by the second of processor time, ``pages`` how many it had when that was
    set; ``cpu`` is milliseconds of it, ``ratio`` how many times the PDF engine alone.
    """

    name: str
    kind: str
    way: str
    actions: int | None
    pages: int
    megabytes: float
    rate: float | None = None
    cpu: float | None = None
    ratio: float | None = None

    def is_of(self, found: DocumentFigures) -> bool:
        """Say whether these are the limits of a document; one of the indicators has any size."""
        return (found.kind, found.way) == (self.kind, self.way) and self.actions in (
            None,
            found.actions,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PackLimits:
    """What building one pack may cost; ``printed`` is how many parts are to be printed anew."""

    pages: int
    way: str
    printed: int
    rate: float
    megabytes: float

    def is_of(self, found: PackFigures) -> bool:
        """Say whether these are the limits of a pack."""
        return (found.wanted, found.way) == (self.pages, self.way)


def by_size(limit: Limit) -> Mapping[int, float]:
    """Return a limit by how many actions there are; one that is a number holds at every size."""
    return limit if isinstance(limit, Mapping) else dict.fromkeys(SIZES, limit)


# Every action is on the page, so it grows with them.
GROWING_TIMELINE = {SMALLEST: 110, 2_000: 500, LARGEST: 5_500}
PAGES: dict[str, PageLimits] = {
    "dashboard": PageLimits(statements=16, cpu=25, is_flat=True, sent_kb=13),
    "my-actions": PageLimits(statements=20, cpu=25, is_flat=True, sent_kb=5),
    "plan": PageLimits(statements=22, cpu=70, is_flat=True, sent_kb=8.5),
    "list": PageLimits(statements=12, cpu=30, is_flat=True, sent_kb=8.5),
    # A filter adds half of the list: it is counted anew how many it lets through, and of which.
    "filtered": PageLimits(statements=12, cpu=45, is_flat=True),
    # No index leads to all that these ask for, so more is read where there is more.
    "by-lead": PageLimits(statements=12, cpu={LARGEST: 60}),
    "by-due": PageLimits(statements=12, cpu={LARGEST: 60}),
    "by-status": PageLimits(statements=12, cpu={LARGEST: 60}),
    "by-attention": PageLimits(statements=12, cpu={LARGEST: 60}),
    "action": PageLimits(statements=12, cpu=14, is_flat=True, sent_kb=4.5),
    "timeline": PageLimits(statements=10, cpu=GROWING_TIMELINE),
    "search": PageLimits(statements=18, cpu=110, is_flat=True),
    # One statement more for every 200 rows that are read.
    "csv": PageLimits(
        statements={SMALLEST: 13, 2_000: 20, LARGEST: 120},
        cpu={SMALLEST: 180, 2_000: 1_300, LARGEST: 13_000},
    ),
    "update": PageLimits(statements=17, cpu=30, is_flat=True),
    # What just changed is counted anew.
    "dashboard-anew": PageLimits(statements=34, cpu=100, is_flat=True),
    "list-anew": PageLimits(statements=12, cpu=60, is_flat=True),
    "plan-anew": PageLimits(statements=22, cpu=80, is_flat=True),
    "my-actions-anew": PageLimits(statements=20, cpu=35, is_flat=True),
    "timeline-anew": PageLimits(statements=10, cpu=GROWING_TIMELINE),
    "indicators": PageLimits(statements=13, cpu=105, sent_kb=11),
    "indicator": PageLimits(statements=26, cpu=150, sent_kb=12),
    "due": PageLimits(statements=14, cpu=70),
    "entry": PageLimits(statements=15, cpu=70),
    "indicators-csv": PageLimits(statements=22, cpu=500),
    "figure": PageLimits(statements=22, cpu=70),
    "dashboard-figure": PageLimits(statements=29, cpu=350),
    "meetings": PageLimits(statements=10, cpu=45, sent_kb=4.5),
    "meeting": PageLimits(statements=20, cpu=65, sent_kb=7),
    "report": PageLimits(statements=8, cpu=23),
    "resolutions": PageLimits(statements=8, cpu=130),
    "programme": PageLimits(statements=10, cpu=57),
    # One or two for each kind of thing that a pack holds, none for each of its items.
    "preview": PageLimits(statements=30, cpu=25),
    # Flat in the number of meetings: the front page has the ten next and the ten last.
    "papers": PageLimits(statements=6, cpu=30, is_flat=True, sent_kb=4.5),
    "papers-decisions": PageLimits(statements=5, cpu=30, is_flat=True),
    "papers-search": PageLimits(statements=8, cpu=30, is_flat=True),
    "papers-committee": PageLimits(statements=6, cpu=30, is_flat=True),
}
DOCUMENTS = (
    DocumentLimits(
        name="Summary of 200 actions",
        kind="summary",
        way=DIRECTLY,
        actions=200,
        pages=10,
        megabytes=200,
        rate=4.5,
    ),
    DocumentLimits(
        name="Summary of 2,000 actions",
        kind="summary",
        way=DIRECTLY,
        actions=2_000,
        pages=47,
        megabytes=350,
        rate=5,
    ),
    DocumentLimits(
        name="Plan of 200 actions",
        kind="action-plan",
        way=DIRECTLY,
        actions=200,
        pages=48,
        megabytes=250,
        rate=6,
        ratio=1.2,
    ),
    # It took 57 to 66 s, and 1.2 GB, before it was printed in parts; it is to take 0.86 of that.
    DocumentLimits(
        name="Plan of 2,000 actions",
        kind="action-plan",
        way=BY_WORKER,
        actions=2_000,
        pages=415,
        megabytes=400,
        rate=8,
    ),
    DocumentLimits(
        name="Digest of 100 indicators",
        kind="digest",
        way=DIRECTLY,
        actions=None,
        pages=54,
        megabytes=250,
        rate=6,
    ),
    DocumentLimits(
        name="Digest of 100 indicators, by a worker",
        kind="digest",
        way=BY_WORKER,
        actions=None,
        pages=54,
        megabytes=250,
        rate=4.5,
    ),
    DocumentLimits(
        name="RADAR sheet",
        kind="radar",
        way=DIRECTLY,
        actions=None,
        pages=2,
        megabytes=160,
        rate=3,
    ),
    # It took 125 to 145 ms while fonts and style sheet were read anew for every print.
    DocumentLimits(
        name="A single page in a warm process",
        kind="sheet",
        way=AGAIN,
        actions=None,
        pages=1,
        megabytes=160,
        cpu=40,
    ),
)
# With nothing in store it took twice as long before fonts and style sheet were kept.
PACKS = (
    PackLimits(pages=SMALL_PACK, way=COLD, printed=25, rate=13.5, megabytes=250),
    PackLimits(pages=SMALL_PACK, way=WARM, printed=0, rate=13.5, megabytes=250),
    PackLimits(pages=SMALL_PACK, way=CHANGED, printed=1, rate=12, megabytes=250),
    PackLimits(pages=LARGE_PACK, way=COLD, printed=125, rate=13.5, megabytes=400),
    PackLimits(pages=LARGE_PACK, way=WARM, printed=0, rate=28, megabytes=400),
    PackLimits(pages=LARGE_PACK, way=CHANGED, printed=1, rate=28, megabytes=400),
)
