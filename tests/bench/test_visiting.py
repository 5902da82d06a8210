"""A reader of the benchmark: what goes over the wire, and what the page is."""

import gzip
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from bench.visiting import Visitor

PAGE = b"<p>The same again.</p>" * 500


class Packing(BaseHTTPRequestHandler):
    """Sends a page, packed for those who ask for it."""

    def do_GET(self) -> None:
        is_packed = "gzip" in self.headers["Accept-Encoding"] and self.path == "/packed/"
        content = gzip.compress(PAGE) if is_packed else PAGE
        self.send_response(200)
        if is_packed:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def visitor() -> Iterator[Visitor]:
    """A reader at a server that packs one of its pages."""
    with HTTPServer(("127.0.0.1", 0), Packing) as server:
        Thread(target=server.serve_forever, args=[0.01]).start()
        yield Visitor(port=server.server_port, reader="", action="", own=[""])
        server.shutdown()


def test_a_packed_page_is_asked_for_read_and_counted_as_it_was_sent(visitor: Visitor) -> None:
    answer = visitor.send("GET", "/packed/")

    assert answer.body == PAGE
    assert answer.sent_bytes == len(gzip.compress(PAGE))


def test_a_page_that_is_not_packed_is_counted_whole(visitor: Visitor) -> None:
    answer = visitor.send("GET", "/plain/")

    assert answer.body == PAGE
    assert answer.sent_bytes == len(PAGE)
