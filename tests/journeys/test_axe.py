"""The accessibility checker of pages can fail, and passes what is right."""

from tests.tools.axe import violations

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
