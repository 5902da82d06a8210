"""The front door (settings, addresses) and the foundations (lib, accounts)."""

# The year and month of the release, and a number where a month has several; CHANGELOG.md says what
# is new in each.
__version__ = "2026.12"
