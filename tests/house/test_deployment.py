"""What a council copies from ``deploy/`` names programs, folders and sizes that are there."""

import re
import shutil
import subprocess
from configparser import ConfigParser
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands, load_command_class

from herefordshire_cs.background.queues import QUEUES

ROOT = Path(settings.BASE_DIR)
DEPLOY = ROOT / "deploy"
UNITS = sorted(DEPLOY.glob("systemd/*"))
SERVICES = [path for path in UNITS if path.suffix == ".service"]


def read_unit(path: Path) -> ConfigParser:
    """Return a unit as its sections; the keys keep their letters."""
    parser = ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(path, encoding="utf-8")
    return parser


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.stem)
def test_a_service_runs_a_command_that_there_is_with_options_that_it_takes(path: Path) -> None:
    unit = read_unit(path)["Service"]
    program, *words = unit["ExecStart"].split()
    folder = unit["WorkingDirectory"]

    assert program.startswith(f"{folder}/.venv/bin/")
    assert unit["User"] != "root"
    assert unit["ProtectSystem"] == "strict"
    assert unit["ReadWritePaths"] == f"{folder}/var"
    if words[0] == "manage.py":
        name, *arguments = words[1:]
        command = load_command_class(get_commands()[name], name)
        parser = command.create_parser("manage.py", name)
        parser.parse_args([QUEUES[0] if word == "%i" else word for word in arguments])


def test_every_timer_has_its_service() -> None:
    timers = [path for path in UNITS if path.suffix == ".timer"]

    assert len(timers) == 4
    for timer in timers:
        assert timer.with_suffix(".service").exists()
        assert read_unit(timer)["Timer"]["Persistent"] == "true"


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not on this machine")
@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_systemd_reads_each_unit(path: Path, tmp_path: Path) -> None:
    """It checks that programs are there, so those of this unit are made a program that is."""
    for other in UNITS:
        (tmp_path / other.name).write_text(
            re.sub(r"^ExecStart=\S+", "ExecStart=/bin/true", other.read_text(), flags=re.M)
        )

    said = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", tmp_path / path.name],
        capture_output=True,
        text=True,
        check=False,
    )

    ours = [line for line in said.stderr.splitlines() if path.name in line]
    assert ours == []


def test_both_web_servers_take_as_much_as_the_site_does_and_speak_to_its_port() -> None:
    megabytes = settings.LARGEST_UPLOAD // 2**20
    (gunicorn,) = [path for path in SERVICES if path.stem.endswith("-web")]
    (port,) = re.findall(r"--bind 127\.0\.0\.1:(\d+)", gunicorn.read_text())

    nginx = (DEPLOY / "nginx.conf").read_text()
    caddy = (DEPLOY / "Caddyfile").read_text()
    assert f"client_max_body_size {megabytes}m;" in nginx
    assert f"max_size {megabytes}MB" in caddy
    assert f"server 127.0.0.1:{port};" in nginx
    assert f"reverse_proxy 127.0.0.1:{port} " in caddy
