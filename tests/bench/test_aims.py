"""The aims of the benchmark: each is met by some figures, and missed by others."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from bench.__main__ import conclude, is_full, read_options
from bench.aims import Aim, Measured, aims, missed
from bench.limits import LARGEST, PAGES, SAME, SMALLEST, by_size
from bench.pages import EVERYTHING
from tests.bench.figures import within_every_limit

type Change = Callable[[Any], dict[str, Any]]

PAGE, PRINT, PACK = ("pages",), ("documents", "packs"), ("packs",)
SPOILED: dict[str, tuple[tuple[str, ...], Change, tuple[str, ...]]] = {
    "a statement more": (
        PAGE,
        lambda page: {"statements": page.statements + 1},
        (" statements",),
    ),
    "all the time that is allowed": (
        PAGE,
        lambda page: {"cpu": page.slowness * max(by_size(PAGES[page.key].cpu).values())},
        (" of the worker",),
    ),
    "more time at the largest size": (
        PAGE,
        lambda page: {"cpu": page.cpu * (SAME + 0.01 if page.actions == LARGEST else 1)},
        (" times the processor time at ",),
    ),
    "a byte more on the wire, well packed": (
        PAGE,
        lambda page: {"sent_bytes": page.sent_bytes + 1, "whole_bytes": 2 * page.whole_bytes},
        (" KB on the wire",),
    ),
    "less well packed": (
        PAGE,
        lambda page: {"whole_bytes": page.whole_bytes - 1},
        (" times smaller on the wire",),
    ),
    "a byte more in memory": (
        PRINT,
        lambda found: {"peak_bytes": found.peak_bytes + 1},
        (" in any one process",),
    ),
    "over twice the time to print": (
        PRINT,
        lambda found: {"cpu_seconds": 2.01 * found.cpu_seconds},
        (" by the second ", " ms to print", " the engine alone"),
    ),
    "a part printed again": (
        PACK,
        lambda pack: {"printed": pack.printed + 1},
        (": prints ",),
    ),
    "a part not printed": (
        PACK,
        lambda pack: {"printed": pack.printed - 1},
        (": prints ",),
    ),
}


def spoiled(what: Sequence[str], change: Change) -> Measured:
    """Return figures within every limit, some of them changed."""
    measured = within_every_limit()
    for name in what:
        changed = [replace(each, **change(each)) for each in getattr(measured, name)]
        setattr(measured, name, changed)
    return measured


def names(found: Sequence[Aim]) -> set[str]:
    return {aim.wanted for aim in found}


def test_figures_within_the_limits_meet_every_aim() -> None:
    found = list(aims(within_every_limit()))

    assert {aim.is_met for aim in found} == {True}
    assert missed(found, is_full=True) == []


@pytest.mark.parametrize(("what", "change", "words"), SPOILED.values(), ids=SPOILED)
def test_a_figure_beyond_its_limit_misses_its_own_aims_and_no_other(
    what: tuple[str, ...], change: Change, words: tuple[str, ...]
) -> None:
    found = list(aims(spoiled(what, change)))

    assert names(missed(found, is_full=False)) == {
        name for name in names(found) if any(each in name for each in words)
    }


def test_slow_migrations_miss_their_aim() -> None:
    measured = within_every_limit()
    measured.migrate_seconds = 10

    assert names(missed(list(aims(measured)), is_full=False)) == {
        "All migrations: under 5 s to run"
    }


def test_there_is_no_aim_that_cannot_be_missed() -> None:
    found = list(aims(within_every_limit()))
    can_be_missed = {"All migrations: under 5 s to run"}
    for what, change, _words in SPOILED.values():
        can_be_missed |= names(missed(list(aims(spoiled(what, change))), is_full=False))

    assert can_be_missed == names(found)
    assert len(names(found)) == len(found)


def test_a_machine_that_was_slower_meanwhile_misses_no_aim() -> None:
    slower = spoiled(PAGE, lambda page: {"cpu": 3 * page.cpu, "slowness": 3 * page.slowness})

    assert missed(list(aims(slower)), is_full=True) == []


def test_the_clock_on_the_wall_is_not_judged() -> None:
    slow = spoiled(PAGE, lambda page: {"p50": 100 * page.p50, "p95": 100 * page.p95})

    assert missed(list(aims(slow)), is_full=True) == []


def test_more_pages_do_not_make_a_print_look_quicker() -> None:
    slow = spoiled(
        ("documents",), lambda each: {"pages": 9 * each.pages, "cpu_seconds": 9 * each.cpu_seconds}
    )

    assert any(" by the second " in name for name in names(missed(list(aims(slow)), is_full=True)))


def test_every_page_that_is_asked_for_has_its_limits() -> None:
    assert {asked.key for asked in EVERYTHING} == set(PAGES)
    assert len({asked.key for asked in EVERYTHING}) == len(EVERYTHING)


def test_a_page_that_may_only_cost_the_same_has_a_limit_in_milliseconds_too() -> None:
    flat = [limits for limits in PAGES.values() if limits.is_flat]

    assert flat
    assert all(by_size(limits.cpu).keys() >= {SMALLEST, LARGEST} for limits in flat)


def test_a_full_run_fails_where_an_aim_found_no_figures() -> None:
    found = list(aims(Measured()))

    assert {aim.is_met for aim in found} == {None}
    assert len(missed(found, is_full=True)) == len(found)
    assert missed(found, is_full=False) == []


@pytest.mark.parametrize("what", ["pages", "documents", "packs"])
def test_a_full_run_fails_where_an_aim_found_not_all_of_its_figures(what: str) -> None:
    measured = within_every_limit()
    del getattr(measured, what)[-1]
    found = list(aims(measured))

    assert missed(found, is_full=True)
    assert missed(found, is_full=False) == []


def test_a_run_of_one_size_judges_what_it_has_figures_of() -> None:
    measured = spoiled(PAGE, lambda page: {"statements": page.statements + 1})
    measured.pages = [page for page in measured.pages if page.actions == SMALLEST]

    failures = missed(list(aims(measured)), is_full=False)

    assert names(failures) >= {"Dashboard: at most 16 statements"}
    assert all(" statements" in name for name in names(failures))


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], True),
        (["--requests", "5"], True),
        (["--sizes", "20,200,2000,20000"], True),
        (["--sizes", "200,2000"], False),
        (["--skip-pdf"], False),
        (["--only", "packs"], False),
    ],
)
def test_only_a_run_of_everything_at_every_size_is_full(
    arguments: list[str], expected: bool
) -> None:
    assert is_full(read_options(arguments)) is expected


def test_the_benchmark_ends_well_where_all_aims_are_met(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert conclude(list(aims(within_every_limit())), is_full=True) == 0
    assert "aims judged are met" in capsys.readouterr().out


def test_the_benchmark_ends_with_a_failure_that_names_the_aims_missed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    measured = spoiled(PAGE, lambda page: {"statements": page.statements + 1})

    assert conclude(list(aims(measured)), is_full=False) == 1
    said = capsys.readouterr().out
    assert "Dashboard: at most 16 statements (found: 17, 17, 17)" in said
    assert "MB" not in said
