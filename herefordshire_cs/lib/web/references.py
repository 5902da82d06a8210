"""References in addresses: of any shape that a plan gives them, a stroke in them too."""

from django.urls import register_converter


class ReferenceConverter:
    """A reference as one part of an address: “SR (25/26) 01” has a stroke, which parts addresses.

    The stroke is written ``~2F``, and ``~`` itself ``~7E``, so that each address means one
    reference. Servers read ``%2F`` as a stroke before anybody can ask which was meant.
    """

    regex = "[^/]+"

    def to_python(self, value: str) -> str:
        """Return the reference that an address says."""
        return value.replace("~2F", "/").replace("~7E", "~")

    def to_url(self, value: object) -> str:
        """Return a reference as it stands in an address."""
        return str(value).replace("~", "~7E").replace("/", "~2F")


register_converter(ReferenceConverter, "reference")
REFERENCE = "<reference:reference>"
