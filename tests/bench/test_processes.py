"""What the benchmark sees of the processes that it starts, and of those that they start."""

import os
import resource
import subprocess
import sys

import pytest

from bench.processes import cpu_seconds, run

# A process that starts another, which starts the one that holds much and works long.
HOLDS = "import time\nheld = b'x' * 120_000_000\nwhile time.process_time() < 0.15: pass\n"
STARTS = "import subprocess, sys\nsubprocess.{how}([sys.executable, '-c', {what!r}])\n"
ADOPTS = """
import os, sys
from bench.processes import adopt_orphans, run
adopt_orphans()
ended = run("-c", sys.argv[1], surroundings=os.environ)
print(ended.peak_bytes, ended.cpu_seconds)
"""


def own_peak_bytes() -> int:
    """Return the most memory that this process has held."""
    return 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def test_the_peak_and_the_time_of_a_grandchild_are_seen() -> None:
    parent = STARTS.format(how="run", what=STARTS.format(how="run", what=HOLDS))

    ended = run("-c", parent, surroundings=os.environ)

    # Of the largest process, not of all together; a new one counts with what this one has.
    assert 120e6 < ended.peak_bytes < max(200e6, 1.05 * own_peak_bytes())
    assert ended.cpu_seconds > 0.15


def test_a_process_that_nobody_waited_for_is_seen() -> None:
    command = [sys.executable, "-c", ADOPTS, STARTS.format(how="Popen", what=HOLDS)]

    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout

    peak_bytes, seconds = (float(figure) for figure in said.split())
    assert peak_bytes > 120e6
    assert seconds > 0.15


def test_a_process_that_failed_ends_the_benchmark() -> None:
    with pytest.raises(SystemExit, match="failed"):
        run("-c", "raise SystemExit(3)", surroundings=os.environ)


def test_the_clock_of_another_process_runs_only_while_it_works() -> None:
    works = "print(flush=True); input(); sum(range(5_000_000)); print(flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", works], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdout.readline()
        before = cpu_seconds(process.pid)
        assert cpu_seconds(process.pid) == before
        process.stdin.write(b"\n")
        process.stdin.flush()
        process.stdout.readline()
        assert cpu_seconds(process.pid) - before > 0.02
        process.kill()
