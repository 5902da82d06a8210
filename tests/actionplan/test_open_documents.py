"""A plan in an OpenDocument text, and in a Word file of the old kind."""

import io
import stat
import zipfile
from pathlib import Path

import pytest

from actionplan.plan_arranging import open_file
from actionplan.plan_columns import layout_of
from actionplan.plan_opening import OPEN_TEXT, UnreadableFile

EXAMPLE = Path("fixtures/examples/recommendations.docx")
# ruff: noqa: E501
NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in {
        "office": "office",
        "text": "text",
        "table": "table",
        "style": "style",
        "fo": "xsl-fo-compatible",
        "draw": "drawing",
    }.items()
)
STYLES = """
<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="R" style:family="table-cell"><style:table-cell-properties fo:background-color="#ff0000"/></style:style>
"""
BODY = """
<text:tracked-changes><text:changed-region text:id="c"><text:deletion><text:p>Gone</text:p></text:deletion></text:changed-region></text:tracked-changes>
<text:h>Priority 1: practice</text:h>
<table:table>
 <table:table-header-rows><table:table-row>
  <table:table-cell><text:p>Ref</text:p></table:table-cell><table:table-cell><text:p>Action</text:p></table:table-cell>
  <table:table-cell><text:p>Lead</text:p></table:table-cell><table:table-cell><text:p>By when</text:p></table:table-cell>
 </table:table-row></table:table-header-rows>
 <table:table-row>
  <table:table-cell><text:p>1a</text:p></table:table-cell>
  <table:table-cell><text:p>Audit<text:s/>files<text:line-break/>each month<office:annotation><text:p>Why?</text:p></office:annotation></text:p></table:table-cell>
  <table:table-cell table:number-rows-spanned="2"><text:p>Ann Lee</text:p></table:table-cell>
  <table:table-cell table:style-name="R"><text:p>31 March 2027</text:p></table:table-cell>
 </table:table-row>
 <table:table-row>
  <table:table-cell><text:p>1b</text:p></table:table-cell>
  <table:table-cell><text:p>Train <text:span text:style-name="H">secretly </text:span>staff</text:p></table:table-cell>
  <table:covered-table-cell/>
  <table:table-cell><text:p>Ongoing</text:p></table:table-cell>
 </table:table-row>
</table:table>
<table:table><table:table-row><table:table-cell><text:p>Another</text:p></table:table-cell></table:table-row></table:table>
"""
LAYOUT = {"table": 1, "head_rows": 1, "columns": {"1": "reference", "2": "text", "3": "leads"}}


def odt(body: str = BODY, manifest: str = "<manifest/>") -> bytes:
    words = (
        f"<office:document-content {NAMES}><office:automatic-styles>{STYLES}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as package:
        package.writestr("mimetype", OPEN_TEXT)
        package.writestr("META-INF/manifest.xml", manifest)
        package.writestr("content.xml", words, zipfile.ZIP_DEFLATED)
    return kept.getvalue()


def test_a_table_of_an_open_document_is_read_cell_by_cell_and_what_is_not_read_is_named() -> None:
    found = open_file(odt(), "plan.odt", layout_of(LAYOUT))
    (grid,) = found.grids
    assert grid.heading == "Priority 1: practice"
    assert [row.cells for row in grid.rows[1:]] == [
        ("1a", "Audit files\neach month", "Ann Lee", "31 March 2027"),
        ("1b", "Train staff", "Ann Lee", "Ongoing"),
    ]
    assert (grid.rows[1].colours, grid.rows[2].from_above) == ({4: "FF0000"}, {3})
    told = " ".join(found.not_read)
    for words in ("1 deleted passage", "1 hidden passage", "1 comment", "Table 2", "Column 4"):
        assert words in told


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (odt(manifest="<manifest><encryption-data/></manifest>"), "password"),
        (odt().replace(b"content.xml", b"kontent.xml"), "no document of words"),
        (odt()[:400], "damaged"),
        (odt("<text:p>x</text:p>" * 200_000), "far larger"),
    ],
    ids=["password", "no words", "damaged", "folded"],
)
def test_what_cannot_be_read_of_an_open_document_is_said(content: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words):
        open_file(content, "plan.odt", layout_of(LAYOUT))


def test_an_old_word_file_is_opened_where_libreoffice_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "soffice"
    program.write_text(
        "#!/bin/sh\nwhile [ $# -gt 0 ]; do [ $1 = --outdir ] && out=$2; shift; done\n"
        f'/bin/cp {EXAMPLE.absolute()} "$out/sent.docx"\n'
    )
    program.chmod(program.stat().st_mode | stat.S_IEXEC)
    monkeypatch.setenv("PATH", str(tmp_path))
    old = open_file(b"\xd0\xcf\x11\xe0 old", "plan.doc", layout_of(LAYOUT))
    assert old == open_file(EXAMPLE.read_bytes(), "plan.docx", layout_of(LAYOUT))


def test_without_libreoffice_a_sentence_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UnreadableFile, match=r"save it as \.docx"):
        open_file(b"\xd0\xcf\x11\xe0 old", "plan.doc", layout_of(LAYOUT))
