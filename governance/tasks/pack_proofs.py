"""Proofs of a pack: both copies as they would be issued, with DRAFT on every page, kept apart."""

import hashlib
from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime

from django.tasks import task

from governance.models import PackPart
from governance.presenters.packs.building import build_pack
from governance.presenters.packs.contents import PackContents, with_pages
from governance.presenters.packs.parts import MISSING
from governance.presenters.packs.public_copy import public_version
from governance.tasks.pack_live_keys import keys_of_outline
from governance.tasks.pack_printing import make_copy, print_missing
from herefordshire_cs.accounts.models import User
from herefordshire_cs.background.asking import ask
from herefordshire_cs.background.models import Job
from herefordshire_cs.background.queues import PACKS
from herefordshire_cs.lib import clock

COPIES = ("members", "public")


def mark_of(contents: PackContents) -> str:
    """Return a hash of what a pack holds, be it outlined or worked out."""
    found = [part for part in contents.parts if part.kind != MISSING]
    keys = keys_of_outline(found, as_of=contents.as_of)
    # A meeting that is published meanwhile holds no other papers.
    head = replace(contents.head, state="", state_words="")
    issue = replace(contents.issue, kind=str(contents.issue.kind))
    items = tuple(replace(item, first=0, last=0) for item in contents.items)
    front = replace(contents.front, head=head, issue=issue, items=items)
    told = [(part.order, part.title, part.public_title, part.exemption) for part in found]
    return hashlib.sha256(repr((front, told, keys)).encode()).hexdigest()


def key_of(mark: str, copy: str, *, meeting: str) -> str:
    """Return the hash under which one copy of a proof is in store."""
    return hashlib.sha256(f"proof {meeting} {copy} {mark}".encode()).hexdigest()


def kept_proof(mark: str, copy: str, *, meeting: str) -> PackPart | None:
    """Return one copy of a proof of a meeting’s pack, by the hash of what that holds."""
    return PackPart.objects.filter(contents_hash=key_of(mark, copy, meeting=meeting)).first()


def is_proof_made(mark: str, *, meeting: str) -> bool:
    """Say whether both copies of a proof are made."""
    keys = [key_of(mark, copy, meeting=meeting) for copy in COPIES]
    return PackPart.objects.filter(contents_hash__in=keys).count() == len(COPIES)


def is_proof_wanted(mark: str, *, at: datetime) -> bool:
    """Say whether a proof was asked for and will be made."""
    return Job.objects.wanted(at=at).filter(facts=f"proof {mark}").exists()


def ask_for_proof(contents: PackContents, *, asked_by: User, asked_at: datetime) -> str:
    """Have a proof made off the request; returns the hash under which it is found."""
    mark = mark_of(contents)
    if not is_proof_made(mark, meeting=contents.head.slug):
        ask(
            make_proof,
            contents.head.slug,
            contents.as_of.isoformat(),
            contents.issue.kind,
            [item.key for item in contents.items] if contents.issue.is_supplement else [],
            contents.issue.corrects,
            facts=f"proof {mark}",
            asked_by=asked_by,
            asked_at=asked_at,
        )
    return mark


@task(queue_name=PACKS)
def make_proof(
    slug: str, as_of: str, kind: str, only_items: Collection[int], corrects: str
) -> int:
    """Make both copies of a proof and keep them; what cannot be made is left out.

    Returns how many pages each has.
    """
    day = date.fromisoformat(as_of)
    made_at = clock.told_instant(no_earlier=day)
    found = build_pack(slug, as_of=day, kind=kind, only_items=only_items, corrects=corrects)
    mark = mark_of(found)
    contents = replace(found, parts=tuple(part for part in found.parts if part.kind != MISSING))
    counts = print_missing(contents.parts, made_at=made_at, alive=lambda: None)
    contents = with_pages(contents, tuple(counts))
    pages = 0
    for copy, whole in zip(COPIES, (contents, public_version(contents)), strict=True):
        made = make_copy(whole, made_at=made_at, alive=lambda: None, is_proof=True)
        pages = made.pages
        PackPart.objects.get_or_create(
            contents_hash=key_of(mark, copy, meeting=slug),
            defaults={
                # Nothing of what is in it: the title is read by whoever looks after the store.
                "title": f"Proof of {contents.head.committee}, {contents.head.held_on}, {copy}",
                "pdf": made.content,
                "pages": made.pages,
                "made_at": made_at,
            },
        )
    return pages
