"""What was worked out once, kept for as long as its key is asked for; see decision 13.

A key must say all that the value follows from, so that nothing kept is ever old. Each process has
a memory of its own in front of the cache that all of them share.
"""

import hashlib
import logging
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.cache import caches
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

logger = logging.getLogger(__name__)

NEAR, SHARED = "near", "default"
SECONDS = 60 * 60 * 24  # a day's figures are asked for on that day


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked[T]:
    """Something wanted: the key under which it may be kept, and how it is worked out.

    Without a key it is worked out each time.
    """

    key: str
    build: Callable[[], T]


def remember[T](asked: Asked[T]) -> T:
    """Return what is kept under a key; it is worked out only where no process has done so."""
    found: T = remember_all([asked])[0]
    return found


def remember_both[A, B](one: Asked[A], other: Asked[B]) -> tuple[A, B]:
    """Return two things, looked up together and kept together."""
    found = remember_all([one, other])
    return found[0], found[1]


def remember_all(wanted: Sequence[Asked[Any]]) -> list[Any]:
    """Return what is wanted; one look-up in the shared cache for all of it, and one write."""
    keys = [asked.key for asked in wanted if asked.key]
    found = caches[NEAR].get_many(keys)
    if missing := [key for key in keys if key not in found]:
        shared = look_up(missing)
        caches[NEAR].set_many(shared, SECONDS)
        found |= shared
    built = {asked.key: asked.build() for asked in wanted if asked.key and asked.key not in found}
    if built:
        caches[NEAR].set_many(built, SECONDS)
        # Not within a transaction, which may yet be undone, and would hold the rows until its end.
        transaction.on_commit(lambda: share(built))
        found |= built
    return [found[asked.key] if asked.key else asked.build() for asked in wanted]


def look_up(keys: Sequence[str]) -> dict[str, Any]:
    """Return what the shared cache holds; a cache that cannot be read holds nothing."""
    try:
        return caches[SHARED].get_many(keys)
    except Exception:
        # Whatever the cache is made of, a page can do without it.
        logger.warning("Nothing was read from the shared cache", exc_info=True)
        return {}


def share(values: Mapping[str, Any]) -> None:
    """Keep values for the other processes; what cannot be kept they work out for themselves."""
    try:
        caches[SHARED].set_many(dict(values), SECONDS)
    except Exception as error:
        logger.warning("Not kept in the shared cache: %s", error)


def part(
    template: str,
    given: Mapping[str, object],
    build: Callable[[], Mapping[str, object]] = dict,
) -> SafeString:
    """Return a part of a page, rendered once for all that it is given; see ``parts``."""
    return parts({"": template}, given, build)[""]


def parts(
    templates: Mapping[str, str],
    given: Mapping[str, object],
    build: Callable[[], Mapping[str, object]] = dict,
) -> dict[str, SafeString]:
    """Return parts of a page by name, rendered once for all that they are given.

    They are found again by the words of what is given: plain data, whose ``repr`` leaves out
    nothing that is shown. ``build`` adds what follows from it and is dear to work out. The request
    is not there, so no reader, right or token can be in a part but those that are given.
    """
    key = f"parts-{hashlib.sha256(repr((templates, given)).encode()).hexdigest()}"
    kept = recall(key)
    if kept is None:
        context = {**given, **build()}
        kept = {
            name: zlib.compress(render_to_string(template, context).encode(), 1)
            for name, template in templates.items()
        }
        hold(key, kept)
    return {name: mark_safe(zlib.decompress(html).decode()) for name, html in kept.items()}


def recall(key: str) -> Any:
    """Return what this process holds under a key, or None."""
    return caches[NEAR].get(key)


def hold(key: str, value: object) -> None:
    """Hold something in this process alone."""
    caches[NEAR].set(key, value, SECONDS)
