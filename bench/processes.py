"""The processes that the benchmark starts, and what the system says of them."""

import ctypes
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bench.yardstick import watching

ROOT = Path(__file__).resolve().parent.parent
DAY = "2026-03-31"  # the day on which every page is asked for, so that each run sees the same plan
KILOBYTE = 1024


ADOPT_ORPHANS = 36  # PR_SET_CHILD_SUBREAPER; source: prctl(2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What processes cost: processor time together, and the most that any one of them held."""

    cpu_seconds: float
    peak_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """A process that ended well: what it said, how long it took, what it and its own cost.

    ``slowness`` is how many times slower than a quiet one the machine was meanwhile.
    """

    said: Any
    seconds: float
    cpu_seconds: float
    slowness: float
    peak_bytes: int


def environment(database_url: str) -> dict[str, str]:
    """Return the surroundings of a process that works on one database, as in production."""
    kept = {name: value for name, value in os.environ.items() if name != "DEVELOPMENT"}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "herefordshire_cs.settings",
        "DATABASE_URL": database_url,
        "DEBUG": "no",
        "DEMONSTRATION_DATE": DAY,
        "HTTPS": "no",
        "LOG_LEVEL": "ERROR",
        "SECRET_KEY": "only for the length of the benchmark, and known to everybody",
    }


@contextmanager
def started(*command: str, surroundings: Mapping[str, str]) -> Iterator[subprocess.Popen[str]]:
    """Run a process for as long as the block lasts; it never outlives it."""
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env=dict(surroundings),
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,  # so that Ctrl-C reaches it once, and through here
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
        if process.stdout is not None:
            process.stdout.close()
        process.wait()


def run(*command: str, surroundings: Mapping[str, str]) -> Ended:
    """Run a Python command to its end; a failure ends the benchmark."""
    began = time.perf_counter()
    with started(*command, surroundings=surroundings) as process, watching() as watch:
        said = process.stdout.read() if process.stdout else ""
        cost = cost_to_the_end(process)
    if process.returncode:
        sys.exit(f"bench: 'python {' '.join(command)}' failed; see its message above")
    return Ended(
        said=said,
        seconds=time.perf_counter() - began,
        cpu_seconds=cost.cpu_seconds,
        slowness=watch.slowness,
        peak_bytes=cost.peak_bytes,
    )


def cost_to_the_end(process: subprocess.Popen[str]) -> Cost:
    """Wait for a process and for all that it started; return what they cost.

    Of a process the system tells the time of all descendants that were waited for, and the peak
    of the largest one of them. One that nobody waited for is adopted, and waited for here.
    """
    seconds, peak = 0.0, 0
    while True:
        try:
            pid, status, usage = os.wait4(-process.pid, 0)  # its group: it leads a session
        except ChildProcessError:
            return Cost(cpu_seconds=seconds, peak_bytes=peak * KILOBYTE)
        if pid == process.pid:
            process.returncode = os.waitstatus_to_exitcode(status)
        seconds += usage.ru_utime + usage.ru_stime
        peak = max(peak, usage.ru_maxrss)


def adopt_orphans() -> None:
    """Let processes whose parent ended become this one's children, so that none goes uncounted."""
    if ctypes.CDLL(None, use_errno=True).prctl(ADOPT_ORPHANS, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "the system adopts no orphans")


def spent() -> float:
    """Return the processor time of this process and of those that it waited for, in seconds."""
    mine, theirs = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return mine.ru_utime + mine.ru_stime + theirs.ru_utime + theirs.ru_stime


def run_step(name: str, *arguments: str, surroundings: Mapping[str, str]) -> Ended:
    """Run one step of the benchmark; what it returned is what it said."""
    ended = run("-m", "bench.child", name, *arguments, surroundings=surroundings)
    return replace(ended, said=json.loads(ended.said.splitlines()[-1]))


def child_of(pid: int) -> int:
    """Return the only child of a process, waiting until there is one."""
    for _ in range(100):
        if children := Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            return int(children[0])
        time.sleep(0.1)
    sys.exit("bench: the web server started no worker")


def cpu_seconds(pid: int) -> float:
    """Return how long a process has been on a processor, once it rests."""
    while Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] in "RD":
        pass  # it has answered, and is putting away what the answer needed
    # The clock of another process, which counts its threads too; source: clock_getcpuclockid(3).
    return time.clock_gettime((~pid << 3) | 2)


def forget_peak(pid: int) -> None:
    """Let the peak of a process's memory begin again at what it holds now."""
    Path(f"/proc/{pid}/clear_refs").write_text("5")


def peak_bytes(pid: int) -> int:
    """Return the most memory that a process has held."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * KILOBYTE
    return 0
