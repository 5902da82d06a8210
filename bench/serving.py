"""A web server with one sync worker for each size, as in production but for its one worker."""

import socket
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from bench.names import READERS
from bench.processes import child_of, environment, started
from bench.visiting import Visitor

PATIENCE_SECONDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A running server: its worker, and its readers by their addresses."""

    worker: int
    visitors: Mapping[str, Visitor]


@contextmanager
def serving(database_url: str, *, action: str, own: list[str]) -> Iterator[Server]:
    """Serve one database for as long as the block lasts."""
    port = free_port()
    command = ["-m", "gunicorn", "herefordshire_cs.wsgi:application", "--workers", "1"]
    command += ["--worker-class", "sync", "--bind", f"127.0.0.1:{port}", "--timeout", "120"]
    command += ["--no-control-socket", "--log-level", "warning"]
    with started(*command, surroundings=environment(database_url)) as process:
        wait_for_answer(port)
        visitors = {
            reader: Visitor(port=port, reader=reader, action=action, own=own) for reader in READERS
        }
        for visitor in visitors.values():
            visitor.sign_in()
        yield Server(worker=child_of(process.pid), visitors=visitors)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for_answer(port: int) -> None:
    """Return when the server listens."""
    last = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < last:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    sys.exit("bench: the web server did not start; see its message above")
