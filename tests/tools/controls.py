"""Reads what the controls of a page hold, as a browser would send them back."""

from html.parser import HTMLParser

from django.http import HttpResponse


class Controls(HTMLParser):
    """The values of a page's controls, by name."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.select = self.textarea = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        name = found.get("name", "")
        if tag == "select":
            self.select = name
        elif tag == "textarea":
            self.textarea = name
            self.values[name] = ""
        elif tag == "option" and "selected" in found:
            self.values[self.select] = found["value"]
        elif tag == "input" and found.get("type") in {"radio", "checkbox"}:
            if "checked" in found:
                self.values[name] = found.get("value", "on")
        elif tag == "input" and name and found.get("type") not in {"submit", "file"}:
            self.values[name] = found.get("value", "")

    def handle_data(self, data: str) -> None:
        if self.textarea:
            self.values[self.textarea] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            name, self.textarea = self.textarea, ""
            self.values[name] = self.values[name].removeprefix("\r").removeprefix("\n")


def typed_in(response: HttpResponse) -> dict[str, str]:
    """Return what the controls of a page hold."""
    return Controls(response.content.decode()).values
