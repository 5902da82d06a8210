"""``make run`` keeps its workers going, and stops all it started."""

import signal
import subprocess
import sys
import time
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).resolve().parent.parent.parent / "scripts" / "run"
ENDS = [sys.executable, "-c", ""]
STAYS = [sys.executable, "-c", "import time; time.sleep(60)"]


@pytest.fixture
def run() -> Any:
    loader = SourceFileLoader("scripts_run", str(SCRIPT))
    spec = spec_from_loader(loader.name, loader)
    assert spec
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


def test_a_worker_that_ends_is_started_again_each_time_later(
    run: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = [1_000.0]
    monkeypatch.setattr(run.time, "monotonic", lambda: now[0])
    worker = run.Worker("packs", ENDS)
    waited = []
    for _ in range(7):
        worker.process.wait()
        ended = worker.process
        worker.keep()
        waited.append(worker.wait)
        now[0] += worker.wait - 0.1
        worker.keep()
        assert worker.process is ended
        now[0] += 0.1
        worker.keep()
        assert worker.process is not ended
    worker.process.wait()

    assert waited == [2, 4, 8, 16, 30, 30, 30]
    assert "== The worker of packs ended; it starts again in 2 s" in capsys.readouterr().out


def test_a_worker_that_did_well_for_long_is_started_again_soon(
    run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1_000.0]
    monkeypatch.setattr(run.time, "monotonic", lambda: now[0])
    worker = run.Worker("packs", ENDS)
    worker.process.wait()
    worker.wait = 30
    now[0] += run.PATIENCE_SECONDS + 1

    worker.keep()

    assert worker.wait == 1


def test_a_worker_that_goes_on_is_left_alone_and_all_are_stopped_in_the_end(run: Any) -> None:
    worker = run.Worker("packs", STAYS)
    process = worker.process

    worker.keep()
    assert worker.process is process
    run.stop([process])

    assert process.returncode == -signal.SIGTERM


def test_the_site_goes_on_while_a_worker_ends_and_ctrl_c_stops_both(
    run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[subprocess.Popen[bytes]] = []
    pressed: list[bool] = []
    popen, real_sleep = subprocess.Popen, time.sleep

    def start(command: Any, **fields: Any) -> subprocess.Popen[bytes]:
        started.append(popen(ENDS if "packs" in command else STAYS, **fields))
        return started[-1]

    def sleep(seconds: float) -> None:
        if len(started) > 3 and not pressed:  # the server, two workers, one of them again
            pressed.append(True)
            raise KeyboardInterrupt
        real_sleep(0.01)

    monkeypatch.setattr(run.subprocess, "Popen", start)
    monkeypatch.setattr(run.time, "sleep", sleep)
    monkeypatch.setattr(run, "LONGEST_WAIT_SECONDS", 0)
    monkeypatch.setattr(run, "wait_for_answer", lambda _port, _server: None)

    run.serve(8000, "")

    assert all(process.poll() is not None for process in started)


UPGRADE = ["migrate", "rebuild_standings"]
DEMONSTRATION = [*UPGRADE, "load_herefordshire", "demonstration_accounts", "send_digests"]


@pytest.mark.parametrize(
    ("environment", "commands", "day"),
    [
        (
            {},
            DEMONSTRATION,
            "2006-05-22",
        ),
        (
            {"DEMONSTRATION_DATE": "2006-07-15"},
            DEMONSTRATION,
            "2006-07-15",
        ),
        ({"DEMONSTRATION_DATE": ""}, [*UPGRADE, "load_herefordshire"], ""),
        (
            {"DATABASE_URL": "postgres://plan@example.org/plan"},
            UPGRADE,
            None,
        ),
        (
            {
                "DATABASE_URL": "postgres://plan@example.org/plan",
                "DEMONSTRATION_DATE": "2006-07-15",
            },
            UPGRADE,
            "2006-07-15",
        ),
    ],
    ids=["embedded", "another day", "the real day", "a council's", "a council's rehearsal"],
)
def test_a_database_that_is_named_is_only_brought_up_to_date(
    environment: dict[str, str],
    commands: list[str],
    day: str | None,
    run: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("DATABASE_URL", "DEMONSTRATION_DATE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    called: list[str] = []
    monkeypatch.setattr(run, "manage", lambda command, *_rest, **_options: called.append(command))

    run.prepare()

    assert called == commands
    assert run.os.environ.get("DEMONSTRATION_DATE") == day
