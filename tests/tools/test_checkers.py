"""The checkers of documents and pages can fail, and pass what is right."""

import pytest
import weasyprint

from tests.tools import verapdf
from tests.tools.nu import check_html
from tests.tools.verapdf import CheckerMissing, check_pdf_ua

pytestmark = pytest.mark.document

PAGE = """<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><title>Progress report</title></head>
<body><main><h1>Progress report</h1><p>Recommendation 1 is complete.</p></main></body>
</html>
"""


def printed(variant: str | None) -> bytes:
    return weasyprint.HTML(string=PAGE).write_pdf(pdf_variant=variant)


def test_a_tagged_document_conforms_and_an_untagged_one_does_not(tmp_path):
    path = tmp_path / "tagged.pdf"
    path.write_bytes(printed("pdf/ua-1"))

    found = check_pdf_ua(path, untagged=printed(None))

    assert {failure.partition(":")[0] for failure in found} == {"untagged"}
    assert any("rule 7.1-" in failure for failure in found)


def test_a_conformant_document_has_nothing_said_of_it():
    assert check_pdf_ua(printed("pdf/ua-1")) == []


def test_a_file_that_is_no_pdf_is_said_to_be_unreadable():
    assert [failure.split(",")[0] for failure in check_pdf_ua(b"not a PDF")] == [
        "document 1: rule unreadable"
    ]


def test_a_missing_system_package_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(verapdf, "SYSTEM_JARS", [tmp_path / "jaxb-runtime.jar"])
    monkeypatch.setattr(verapdf, "_engine", verapdf._engine.__wrapped__)  # none was started
    with pytest.raises(CheckerMissing, match=r"jaxb-runtime\.jar missing: .* libjaxb-java"):
        check_pdf_ua(b"")


def test_errors_of_html_are_told_by_page():
    wrong = PAGE.replace("<main>", "<main><img src='a.png'>").replace("</p>", "</p></section>")

    found = check_html({"right": PAGE, "wrong": wrong})

    assert [failure.partition(",")[0] for failure in found] == ["wrong", "wrong"]
    assert "alt" in found[0]
    assert check_html({"right": PAGE}) == []
