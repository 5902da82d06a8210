"""Which release of the code this is: a word that differs wherever the code does."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def release(packages: Iterable[Path]) -> str:
    """Return a word of sixteen letters that is the same on every machine with the same modules."""
    found = hashlib.sha256()
    for package in packages:
        for path in sorted(package.rglob("*.py")):
            found.update(path.relative_to(package.parent).as_posix().encode())
            found.update(path.read_bytes())
    return found.hexdigest()[:16]
