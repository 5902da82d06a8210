"""The kinds of document that a plan can be had as."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from actionplan.reports.summary import build_summary_report


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of document: its name, its builder and its print template."""

    slug: str
    title: str
    description: str
    build: Callable[..., Any]
    print_template: str


KINDS = {"summary": Kind(slug="summary", title="Summary progress report", description="", build=build_summary_report, print_template="actionplan/print/summary.html")}


def contents_hash(report: Any) -> str:
    return hashlib.sha256(repr(report).encode()).hexdigest()


def print_document(kind: Kind, report: Any, *, made_at: Any) -> Any:
    raise NotImplementedError
