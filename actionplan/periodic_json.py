"""What the record gave for a report, and a report as it was issued, in JSON and out of it."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from actionplan.periodic_contents import (
    Contents,
    Given,
    GivenLine,
    GivenList,
    ReportPart,
    StandingRow,
)
from actionplan.periodic_kinds import PeriodicKind, ReportPeriod
from actionplan.periodic_lists import PeriodicPart
from herefordshire_cs.lib.palette import Colour, Shape
from herefordshire_cs.lib.rag import Level, Role, level_of


def in_json(value: Given | Contents) -> dict[str, Any]:
    """Return a value as JSON keeps it: days and instants as ISO 8601."""
    found: dict[str, Any] = _plain(asdict(value))
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def given_of(kept: Mapping[str, Any]) -> Given:
    """Return what the record gave, as JSON kept it."""
    return Given(
        taken_on=date.fromisoformat(kept["taken_on"]),
        period=_period(kept["period"]),
        standing=_standing(kept["standing"]),
        impacts=_standing(kept.get("impacts", ())),
        lists=_lists(kept["lists"]),
    )


def contents_of(kept: Mapping[str, Any]) -> Contents:
    """Return a report as it was issued, as JSON kept it."""
    plain = {
        name: kept[name] for name in ("plan_title", "level_name", "addressed_to", "issued_by")
    }
    return Contents(
        **plain,
        kind=PeriodicKind(kept["kind"]),
        period=_period(kept["period"]),
        taken_on=date.fromisoformat(kept["taken_on"]),
        issued_on=date.fromisoformat(kept["issued_on"]) if kept["issued_on"] else None,
        issued_at=datetime.fromisoformat(kept["issued_at"]) if kept["issued_at"] else None,
        standing=_standing(kept["standing"]),
        impacts=_standing(kept.get("impacts", ())),
        parts=tuple(
            ReportPart(
                part=PeriodicPart(each["part"]), words=each["words"], lists=_lists(each["lists"])
            )
            for each in kept["parts"]
        ),
    )


def _standing(kept: Iterable[Mapping[str, Any]]) -> tuple[StandingRow, ...]:
    return tuple(StandingRow(**_with_level(row)) for row in kept)


def _period(kept: Mapping[str, str]) -> ReportPeriod:
    return ReportPeriod(
        first=date.fromisoformat(kept["first"]), last=date.fromisoformat(kept["last"])
    )


def _with_level(kept: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row with its level; one that was kept before there were levels names a colour."""
    plain = {name: value for name, value in kept.items() if name not in ("rag", "level")}
    if "level" not in kept:
        return {**plain, "level": level_of(kept["rag"]) if kept["rag"] else None}
    level = kept["level"]
    return {**plain, "level": level and _level(level)}


def _level(kept: Mapping[str, str]) -> Level:
    return Level(
        key=kept["key"],
        word=kept["word"],
        colour=Colour(kept["colour"]),
        shape=Shape(kept["shape"]),
        role=Role(kept["role"]),
    )


def _lists(kept: Iterable[Mapping[str, Any]]) -> tuple[GivenList, ...]:
    return tuple(
        GivenList(
            name=each["name"],
            count=each["count"],
            lines=tuple(GivenLine(**_with_level(line)) for line in each["lines"]),
        )
        for each in kept
    )
