"""What makes each process of the tests quicker, whatever it tests: a fifth to a third less work.

Measured on the table of access, in seconds of processor time: 59 as Python comes, 48 with room for
the calls, 41 with few collections too.
"""

import gc
from collections.abc import Callable

import pytest
from _pytest import runner

# Values; the calls of a page, its middleware and its templates need some thousand.
ROOM_FOR_CALLS = 60_000
COLLECT_AFTER = (50_000, 20, 20)  # objects, and rounds; Python's own are 2,000 and 10


def pytest_collection_finish(session: pytest.Session) -> None:
    """Let the collector of circles leave alone what was imported, and come round less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)


def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool:
    """Run a test as pytest does, with room for the calls below."""
    return runner.pytest_runtest_protocol(item, nextitem)


def with_room[**P, R](function: Callable[P, R]) -> Callable[P, R]:
    """Return a function that takes room at once for all calls below it.

    Python takes room for calls from the system 16 KB at a time, and gives it back as soon as the
    call is over that needed it. What a loop calls just beyond such a border costs two calls of the
    system each time, and in the templates of a page something always does.
    """

    def called(*args: P.args, **kwargs: P.kwargs) -> R:
        return function(*args, **kwargs)

    make_room(called)
    return called


def make_room(function: Callable[..., object]) -> None:
    """Let a function take room for all calls below it, as if it needed that itself."""
    function.__code__ = function.__code__.replace(co_stacksize=ROOM_FOR_CALLS)


make_room(pytest_runtest_protocol)
