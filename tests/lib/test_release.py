"""Each release has its own word, the same on every machine that runs it."""

from pathlib import Path
from shutil import copytree

import pytest
from django.conf import settings

from herefordshire_cs.lib.release import release


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package of two modules."""
    package = tmp_path / "one" / "rules"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "rag.py").write_text("RED = 1")
    return package


def test_the_same_modules_are_the_same_release_wherever_they_lie(
    package: Path, tmp_path: Path
) -> None:
    elsewhere = Path(copytree(package, tmp_path / "other" / "rules"))

    assert release([package]) == release([elsewhere])


@pytest.mark.parametrize(
    "change",
    [
        lambda package: (package / "rag.py").write_text("RED = 2"),
        lambda package: (package / "rag.py").rename(package / "series.py"),
        lambda package: (package / "rag.py").unlink(),
        lambda package: (package / "new.py").write_text(""),
    ],
    ids=["another rule", "a module renamed", "a module removed", "a module added"],
)
def test_any_change_of_the_code_is_another_release(change: object, package: Path) -> None:
    before = release([package])
    change(package)  # type: ignore[operator]

    assert release([package]) != before


def test_what_is_shared_is_kept_under_the_release() -> None:
    packages = [settings.BASE_DIR / name for name in settings.PACKAGES]

    assert settings.CACHES["default"]["KEY_PREFIX"] == release(packages)
