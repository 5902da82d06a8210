"""Mail servers for tests: one that speaks SMTP on this machine, and others that do not answer."""

import socketserver
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from django.core.mail.backends.base import BaseEmailBackend

from herefordshire_cs.accounts.models import User
from herefordshire_cs.notices.kinds import Kind
from herefordshire_cs.notices.services import Notice, tell

DAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


class Away(BaseEmailBackend):
    """A server that nobody reaches."""

    def open(self) -> bool:
        raise ConnectionRefusedError("Nobody answers")


class Speaking(socketserver.StreamRequestHandler):
    """As much of SMTP as a message needs; what begins with ``nobody`` is refused for ever."""

    def handle(self) -> None:
        server: Any = self.server
        server.connections += 1
        self.say(b"220 stand-in")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word in (b"EHLO", b"HELO", b"MAIL", b"RSET"):
                self.say(b"250 yes")
            elif word == b"RCPT":
                self.say(b"550 no such mailbox" if b"<nobody" in line else b"250 yes")
            elif word == b"DATA":
                self.say(b"354 go on")
                server.taken.append(message_from_bytes(self.body(), policy=policy.default))
                self.say(b"250 taken")
            elif word == b"QUIT":
                self.say(b"221 bye")
                return

    def body(self) -> bytes:
        """Return a message up to the dot that stands alone."""
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        return b"".join(lines)

    def say(self, words: bytes) -> None:
        self.wfile.write(words + b"\r\n")


class Server(socketserver.ThreadingTCPServer):
    """What it took, and how often somebody connected."""

    daemon_threads = True
    taken: list[EmailMessage]
    connections = 0


@contextmanager
def speaking(settings: Any) -> Iterator[Server]:
    """Have messages sent to a server on this machine that speaks SMTP."""
    with Server(("127.0.0.1", 0), Speaking) as server:
        server.taken = []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        host, port = server.server_address[:2]
        options = {"host": host, "port": port, "timeout": 5}
        sent_by(settings, "django.core.mail.backends.smtp.EmailBackend", options)
        try:
            yield server
        finally:
            server.shutdown()


def sent_by(settings: Any, backend: str, options: dict[str, Any] | None = None) -> None:
    """Let messages leave, by a backend, on the real day."""
    settings.DEMONSTRATION_DATE = None
    settings.MAIL_HOST, settings.MAIL_FROM = "mail.example", "Plan <plan@council.example>"
    settings.SITE_ADDRESS = "https://plan.example.org"
    settings.MAILERS = {"default": {"BACKEND": backend, "OPTIONS": options or {}}}


def notice(once: str = "one", *, kind: Kind = Kind.UPDATE_ASKED) -> Notice:
    """Return something to tell."""
    return Notice(
        kind=kind,
        once=once,
        subject="An update is asked of you: 5.6 of A plan",
        about="/plans/a-plan/actions/5.6/updates/new/",
        lines=(("The director asks how it goes.", ""),),
    )


def tell_all(
    people: Sequence[User], *, at: datetime = NOON, kind: Kind = Kind.UPDATE_ASKED
) -> int:
    """Tell several people the same."""
    return tell([(person, notice(kind=kind)) for person in people], on=DAY, at=at)
