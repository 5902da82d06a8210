"""A foreign file is opened apart: whatever it makes a library do ends one process and no other."""

from pathlib import Path
from typing import Any

import pytest

from herefordshire_cs.lib.files import foreign
from herefordshire_cs.lib.files.foreign import MEGABYTE, Bounds, Unopened, open_apart
from herefordshire_cs.lib.pdf.receiving import receive_pdf

CODE = """
def read(content, *, what):
    import os, signal, sys, time
    if what == "echo":
        return {"length": len(content)}, content[::-1]
    if what == "print":
        print("to be ignored")
        return {}, b""
    if what == "environment":
        return {"names": sorted(os.environ), "isolated": sys.flags.isolated}, b""
    if what == "raise":
        raise RuntimeError(content)
    if what == "abort":
        os.abort()
    if what == "memory":
        bytearray(10**10)
    if what == "compute":
        while True:
            pass
    if what == "sleep":
        time.sleep(60)
    if what == "write":
        open("/dev/shm/foreign-test", "wb").write(bytes(2_000_000))
    if what == "recurse":
        return read(content, what=what)
"""


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the name of a reader that does to its process what it is told to."""
    (tmp_path / "a_reader.py").write_text(CODE)
    child = foreign.CHILD.replace("\nfrom", f"\nsys.path.append({str(tmp_path)!r})\nfrom", 1)
    monkeypatch.setattr(foreign, "CHILD", child)
    return "a_reader"


def opened(reader: str, what: str, **bounds: Any) -> tuple[dict[str, Any], bytes]:
    return open_apart(reader, b"abc\ndef", bounds=Bounds(**bounds), what=what)


def test_bytes_go_in_and_an_answer_comes_out(reader: str) -> None:
    assert opened(reader, "echo") == ({"length": 7}, b"fed\ncba")


def test_what_a_library_prints_is_no_answer(reader: str) -> None:
    assert opened(reader, "print") == ({}, b"")


def test_the_process_knows_nothing_of_the_site(
    reader: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_KEY", "unmistakable")
    said, _ = opened(reader, "environment")
    assert said["isolated"] == 1
    assert not {"SECRET_KEY", "DATABASE_URL", "PYTHONPATH", "HOME"} & set(said["names"])


@pytest.mark.parametrize(
    ("what", "bounds", "is_too_much"),
    [
        pytest.param("raise", {}, False, id="it raises"),
        pytest.param("recurse", {}, False, id="it recurses for ever"),
        pytest.param("abort", {}, False, id="it aborts"),
        pytest.param("memory", {"memory": 256 * MEGABYTE}, True, id="it asks for 10 GB"),
        pytest.param("compute", {"processor": 1}, True, id="it computes for ever"),
        pytest.param("sleep", {"wall": 1}, True, id="it waits for ever"),
        pytest.param("write", {"written": MEGABYTE}, False, id="it writes what it may not"),
    ],
)
def test_the_process_ends_and_the_one_that_asked_is_told(
    what: str, bounds: dict[str, int], reader: str, *, is_too_much: bool
) -> None:
    with pytest.raises(Unopened) as refused:
        opened(reader, what, **bounds)
    assert refused.value.is_too_much is is_too_much


def test_no_bound_is_set_in_the_process_that_asks(reader: str) -> None:
    import resource  # noqa: PLC0415  (of this kind of system alone)

    before = [resource.getrlimit(kind) for kind in (resource.RLIMIT_AS, resource.RLIMIT_CPU)]
    opened(reader, "echo")
    assert before == [
        resource.getrlimit(kind) for kind in (resource.RLIMIT_AS, resource.RLIMIT_CPU)
    ]


def test_a_file_that_finds_no_place_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foreign, "PATIENCE_SECONDS", 0)
    held = [foreign.places.acquire() for _ in range(foreign.AT_A_TIME)]
    try:
        inspected, pages = receive_pdf(b"%PDF-1.7", "letter.pdf")
    finally:
        for _ in held:
            foreign.places.release()

    assert (inspected.refusals, pages) == ((foreign.BUSY,), b"")


def test_a_place_comes_free_whatever_became_of_the_file(reader: str) -> None:
    for _ in range(foreign.AT_A_TIME + 1):
        with pytest.raises(Unopened):
            opened(reader, "raise")
    assert opened(reader, "echo")[0] == {"length": 7}
