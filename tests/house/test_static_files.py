"""What is built is published; the sources of styles and scripts are not."""

from django.contrib.staticfiles import finders


def test_the_sources_of_styles_and_scripts_are_not_published() -> None:
    published = {
        f"{storage.prefix}/{path}" if getattr(storage, "prefix", None) else path
        for finder in finders.get_finders()
        for path, storage in finder.list([])
    }

    assert {"build/app.css", "build/app.js", "build/editor.js"} <= published
    assert [path for path in published if path.startswith("source") or ".scss" in path] == []
