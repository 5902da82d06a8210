"""One reader: asks for pages over HTTP, one after the other, and times the answers."""

import gzip
import re
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from itertools import count, cycle
from urllib.parse import urlencode

from bench.names import PASSWORD
from bench.requests import Asked, hidden_fields

PATIENCE_SECONDS = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer read to its end; ``sent_bytes`` is how long it was on the wire."""

    status: int
    body: bytes
    sent_bytes: int
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A request with all that it needs, so that making it is all that is timed."""

    address: str
    form: Mapping[str, str] | None
    expected: int


@dataclass(slots=True)
class Visitor:
    """A reader with cookies, at one server; ``action`` and ``own`` are references of Actions.

    ``reader`` is the address to sign in with; without one nobody is signed in.
    """

    port: int
    reader: str
    action: str
    own: list[str]
    cookies: dict[str, str] = field(default_factory=dict)
    turns: Iterator[str] = field(init=False, repr=False)
    forms: Iterator[int] = field(default_factory=count, init=False, repr=False)

    def __post_init__(self) -> None:
        self.turns = cycle(self.own)

    def sign_in(self) -> None:
        """Sign in, as whoever has an address does."""
        if not self.reader:
            return
        fields = hidden_fields(self.send("GET", "/sign-in/").body)
        form = {
            "username": self.reader,
            "password": PASSWORD,
            "csrfmiddlewaretoken": fields["csrfmiddlewaretoken"],
        }
        self.expect(self.send("POST", "/sign-in/", form), 302, "/sign-in/")

    def prepare(self, asked: Asked) -> Prepared:
        """Do what comes before a request of a kind, and is not timed."""
        if asked.after:
            self.make(self.prepare(asked.after))
        address = asked.address.format(action=self.action, own=next(self.turns))
        form = None
        if asked.fill:
            page = self.expect(self.send("GET", address), 200, address).body
            form = asked.fill(page, next(self.forms))
        return Prepared(address=address, form=form, expected=asked.expected)

    def make(self, prepared: Prepared) -> Answer:
        """Make a request; return its answer, which is a good one."""
        method = "POST" if prepared.form else "GET"
        answer = self.send(method, prepared.address, prepared.form)
        return self.expect(answer, prepared.expected, prepared.address)

    def send(self, method: str, address: str, form: Mapping[str, str] | None = None) -> Answer:
        """Send a request on a connection of its own, and read the answer to its end."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookies, "Accept-Encoding": "gzip"}  # as every browser does
        body = urlencode(form) if form else None
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.perf_counter()
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        try:
            connection.request(method, address, body, headers)
            response = connection.getresponse()
            content = response.read()
        finally:
            connection.close()
        seconds = time.perf_counter() - began
        for line in response.headers.get_all("Set-Cookie", []):
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        is_packed = response.headers.get("Content-Encoding") == "gzip"
        return Answer(
            status=response.status,
            body=gzip.decompress(content) if is_packed else content,
            sent_bytes=len(content),
            seconds=seconds,
        )

    def expect(self, answer: Answer, status: int, address: str) -> Answer:
        """Return the answer if it has the status, else end the benchmark."""
        if answer.status != status:
            words = re.sub(r"<[^>]*>|\s+", " ", answer.body.decode(errors="replace"))[:400]
            sys.exit(f"bench: {address} answered {answer.status}, not {status}: {words}")
        return answer
