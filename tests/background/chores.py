"""Tasks for the workers of the tests; each says in a file what it does."""

import time
from pathlib import Path

from django.db import OperationalError
from django.tasks import task

from herefordshire_cs.background.queues import DOCUMENTS

PATIENCE_SECONDS = 30


@task(queue_name=DOCUMENTS)
def wait_for(folder: str) -> str:
    """Say that it has begun, and end when it may; both are files of a folder."""
    with (Path(folder) / "begun").open("a") as begun:
        begun.write("begun\n")
    last = time.monotonic() + PATIENCE_SECONDS
    while not (Path(folder) / "may-end").exists():
        if time.monotonic() > last:
            raise TimeoutError
        time.sleep(0.02)
    return "done"


@task(queue_name=DOCUMENTS)
def end_with(name: str) -> None:
    """End as it is told."""
    raise {"lost": OperationalError, "stopped": SystemExit, "wrong": ValueError}[name]


@task(queue_name=DOCUMENTS)
def succeed() -> str:
    """Do nothing."""
    return "done"
