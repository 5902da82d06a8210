"""Opens a file that somebody brings in a process of its own, within bounds.

Whatever it makes a library do there, be it to raise, to abort, to run for ever or to ask for more
memory than there is, ends that process alone. Bytes go in; an answer in JSON, and bytes, come out.
Few are open at a time, so that files brought together do not take the machine.
"""

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any, BinaryIO

ROOT = Path(__file__).resolve().parents[3]
TOO_MUCH = 3  # how the process ends where its memory is used up
# Seconds used up end it by the first of these signals, the machine's own memory by the other.
ENDED_BY_BOUNDS = (TOO_MUCH, -signal.SIGXCPU, -signal.SIGKILL)
MEGABYTE = 1024 * 1024
# Of each web worker: two of the threads that serve, and their memory, at most.
AT_A_TIME = 2
PATIENCE_SECONDS = 10
BUSY = "Other files are being opened just now. Wait a minute and send it again."
# Set by the process itself, before it imports anything large.
CHILD = """
import resource, sys
for kind, most in zip(("AS", "CPU", "FSIZE", "NOFILE", "CORE"), sys.argv[1:6]):
    most = int(most)
    resource.setrlimit(getattr(resource, "RLIMIT_" + kind), (most, most + (kind == "CPU")))
sys.path.insert(0, sys.argv[6])
from herefordshire_cs.lib.files.foreign import answer
answer(sys.argv[7])
"""

type Answer = tuple[dict[str, Any], bytes]
type Reader = Callable[..., Answer]


class Unopened(Exception):
    """The file could not be opened; ``is_too_much`` where it was the bounds that ended it."""

    def __init__(self, *, is_too_much: bool) -> None:
        super().__init__("It needs too much" if is_too_much else "It is damaged")
        self.is_too_much = is_too_much


class Busy(Exception):
    """As many files are being opened as may be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What opening a file may take: bytes, seconds of the processor, seconds on the wall."""

    memory: int = 512 * MEGABYTE
    processor: int = 5
    wall: int = 10
    written: int = 64 * MEGABYTE
    files: int = 64


places = BoundedSemaphore(AT_A_TIME)


def open_apart(
    module: str, content: bytes, *, bounds: Bounds = Bounds(), **asked: Any
) -> tuple[dict[str, Any], bytes]:
    """Return what ``read(content, **asked)`` of a module answers, run in a process of its own.

    Both what is asked and the first part of the answer are what JSON can say. Raises Unopened, and
    Busy where no place comes free.
    """
    if not places.acquire(timeout=PATIENCE_SECONDS):
        raise Busy
    try:
        return _open(module, content, bounds, asked)
    finally:
        places.release()


def _open(
    module: str, content: bytes, bounds: Bounds, asked: dict[str, Any]
) -> tuple[dict[str, Any], bytes]:
    limits = (bounds.memory, bounds.processor, bounds.written, bounds.files, 0)
    command = [sys.executable, "-I", "-c", CHILD, *map(str, limits), str(ROOT), module]
    try:
        done = subprocess.run(
            command,
            input=json.dumps(asked).encode() + b"\n" + content,
            capture_output=True,
            timeout=bounds.wall,
            env={},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Unopened(is_too_much=True) from error
    if done.returncode:
        raise Unopened(is_too_much=done.returncode in ENDED_BY_BOUNDS)
    said, _, found = done.stdout.partition(b"\n")
    return json.loads(said), found


def answer(module: str) -> None:
    """Read what is asked, and answer: this the process runs. What libraries print is not heard."""
    asked, _, content = sys.stdin.buffer.read().partition(b"\n")
    out, sys.stdout = sys.stdout.buffer, sys.stderr
    try:
        _answer(out, import_module(module).read, content, json.loads(asked))
    except MemoryError:
        sys.exit(TOO_MUCH)


def _answer(out: BinaryIO, read: Reader, content: bytes, asked: dict[str, Any]) -> None:
    said, found = read(content, **asked)
    out.write(json.dumps(said).encode() + b"\n" + found)
    out.flush()
