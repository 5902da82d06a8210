"""Restarts a throw-away PostgreSQL under a worker, and says what became of its tasks.

Run by ``scripts/postgresql``, whose cluster is its own: no other test may be connected to it.
"""

import json
import os
import pwd
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg2

from tests.background.running import enqueue, python, wait_until, worker

URL = os.environ["DATABASE_URL"]
FOLDER = Path(parse_qs(urlsplit(URL).query)["host"][0])
[PG_CTL] = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))[-1:]


def control(*command: str) -> None:
    """Stop, start or restart the server as its owner, on the socket that it has."""
    owner = pwd.getpwuid(FOLDER.stat().st_uid).pw_name
    as_owner = ["runuser", "-u", owner, "--"] if os.getuid() == 0 else []
    run = [*as_owner, str(PG_CTL), "-D", str(FOLDER / "data"), "-w", "-m", "fast"]
    options = [] if command[0] == "stop" else ["-l", str(FOLDER / "log")]
    if command[0] == "start":
        options += ["-o", f"-c listen_addresses='' -k {FOLDER}"]
    subprocess.run([*run, *options, *command], cwd=FOLDER, check=True, stdout=subprocess.DEVNULL)


def task_of(key: str) -> list[object]:
    """Return the status of a task and how often it was begun."""
    connection = psycopg2.connect(host=str(FOLDER), user="test", dbname="app")
    query = "SELECT status, jsonb_array_length(worker_ids)"
    query += " FROM django_tasks_database_dbtaskresult WHERE id = %s"
    try:
        with connection.cursor() as cursor:
            cursor.execute(query, [key])
            return list(cursor.fetchone() or [])
    finally:
        connection.close()


def done(folder: Path) -> list[object]:
    """Have a task done that may end at once, and return what became of it."""
    (folder / "may-end").touch()
    return ended(enqueue(URL, "wait_for", str(folder)))


def ended(key: str) -> list[object]:
    """Wait for the end of a task, and return what became of it."""
    wait_until(lambda: task_of(key)[0] in ("SUCCESSFUL", "FAILED"), f"task {key}")
    return task_of(key)


def main(folder: Path) -> dict[str, list[object]]:
    """Take the server away from a worker in three ways; return what became of a task of each."""
    python(URL, "manage.py", "migrate", "background", "-v", "0")
    found = {}
    with worker(URL):
        done(folder)
        control("restart")
        found["restarted while idle"] = done(folder)
        control("stop")
        time.sleep(4)
        control("start")
        found["away for four seconds"] = done(folder)
        (folder / "may-end").unlink()
        (folder / "begun").unlink()
        key = enqueue(URL, "wait_for", str(folder))
        wait_until((folder / "begun").exists, "the task begins")
        control("restart")
        (folder / "may-end").touch()
        found["restarted in a task"] = ended(key)
    return found


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        print(json.dumps(main(Path(name))))  # noqa: T201
