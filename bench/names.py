"""The names by which the benchmark stores its rows, and asks for them again."""

PLAN = "bench"
OFFICER = "officer@bench.invalid"
CLERK = "clerk@bench.invalid"
PUBLIC = ""  # whoever is not signed in
READERS = (OFFICER, CLERK, PUBLIC)
PASSWORD = "known to everybody"  # of a database that is thrown away
WORDS = "advocacy"  # in one action text of twelve, and in one note of twelve

SCRUTINY, CABINET = "bench", "bench-cabinet"
NEXT_MEETING = "bench-next"  # of the Scrutiny Committee
REPORT = "bench-next-3"  # the first report before it
SMALL_PACK, LARGE_PACK = 60, 300  # pages; the pack of 31 May 2006 has about 60


def meeting_of(pages: int) -> str:
    """Return the name of the meeting whose papers have so many pages."""
    return f"bench-{pages}"
