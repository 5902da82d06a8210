"""The writing verbs of governance: each one transaction, one reason to fail."""

from governance.services.papers import (
    AgendaIssued,
    AppendixIssued,
    Marking,
    PackUnderWay,
    add_appendix,
    for_public,
    is_before_published,
    is_published,
    mark_exempt,
    marking_initial,
    move_item,
    reply_initial,
    reply_to_resolution,
    withdraw_appendix,
)

__all__ = [
    "AgendaIssued",
    "AppendixIssued",
    "Marking",
    "PackUnderWay",
    "add_appendix",
    "for_public",
    "is_before_published",
    "is_published",
    "mark_exempt",
    "marking_initial",
    "move_item",
    "reply_initial",
    "reply_to_resolution",
    "withdraw_appendix",
]
