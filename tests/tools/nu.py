"""Judges pages by the HTML standard with the Nu Html Checker."""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tests.tools.java import JAVA

ROOT = Path(__file__).resolve().parents[2]
JAR = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def check_html(pages: Mapping[str, str | bytes]) -> list[str]:
    """Return in words every error of the pages, given by name; nothing when all are valid.

    Starting the checker takes most of its time, so give it all pages at once.
    """
    if not pages:
        raise ValueError("Give at least one page")
    if not JAR.exists():
        raise RuntimeError("vnu-jar is missing: run `make setup-development`")
    if not shutil.which("java"):
        raise RuntimeError("Java is missing: install the package default-jdk-headless")
    with tempfile.TemporaryDirectory() as folder:
        names = {}
        for number, (name, page) in enumerate(pages.items()):
            path = Path(folder, f"{number}.html")
            path.write_bytes(page if isinstance(page, bytes) else page.encode())
            names[path.name] = name
        command = [*JAVA, "-jar", str(JAR), "--errors-only", "--exit-zero-always"]
        answer = subprocess.run(
            [*command, "--stdout", "--format", "json", folder],
            capture_output=True,
            text=True,
            check=True,
        )
    found = json.loads(answer.stdout)["messages"]
    return [_in_words(error, names) for error in found]


def _in_words(error: dict[str, str | int], names: dict[str, str]) -> str:
    name = names.get(str(error.get("url", "")).rpartition("/")[2], "all pages")
    extract = " ".join(str(error.get("extract", "")).split())
    return f"{name}, line {error.get('lastLine', '?')}: {error['message']} Near: {extract}"
