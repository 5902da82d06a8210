"""The accessibility checker of pages can fail, and passes what is right."""

import pytest
from playwright.sync_api import Error

from tests.tools import axe
from tests.tools.axe import violations, violations_of_width

PAGE = """<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><title>Dashboard</title></head>
<body><main><h1>Dashboard</h1>{}</main></body>
</html>
"""
PICTURE = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="


def test_a_picture_without_words_is_told_and_one_with_words_is_not(browser):
    page = browser.new_page()

    page.set_content(PAGE.format(f'<img src="{PICTURE}">'))
    assert [failure.split()[1] for failure in violations(page)] == ["image-alt"]

    page.set_content(PAGE.format(f'<img src="{PICTURE}" alt="Red: 3 actions">'))
    assert violations(page) == []
    page.close()


def test_buttons_that_touch_on_a_narrow_screen_are_told_of_its_width(browser):
    page = browser.new_page()
    button = '<button style="width: 9px; height: 9px; padding: 0">{}</button>'
    page.set_content(PAGE.format(button.format("a") + button.format("b")))

    assert {failure.split()[1] for failure in violations_of_width(page)} == {"target-size"}
    page.close()


def test_a_page_without_scripts_is_refused_and_not_waited_for(no_script_page):
    no_script_page.set_content(PAGE.format(""))

    with pytest.raises(ValueError, match="without scripts"):
        violations(no_script_page)


def test_a_judgement_that_does_not_end_is_given_up(browser, monkeypatch):
    monkeypatch.setattr(axe, "PATIENCE_MS", 50)
    page = browser.new_page()
    page.set_content(PAGE.format(""))
    page.evaluate("window.axe = {run: () => new Promise(() => {})}")

    with pytest.raises(Error, match="has not ended in 50 ms"):
        violations(page)
    page.close()
