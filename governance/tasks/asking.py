"""Asks for a pack: once, and only if nothing stands against its issue."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from governance.models import Meeting, Pack
from governance.presenters.pack import outline_pack
from governance.tasks.work import build_and_issue
from herefordshire_cs.accounts.models import User
from herefordshire_cs.background.asking import ask


class PackBeingBuilt(Exception):
    """A pack of the meeting waits or is being built already; holds it."""

    def __init__(self, pack: Pack) -> None:
        super().__init__(f"Being built: {pack}")
        self.pack = pack


class PackBlocked(Exception):
    """The pack cannot be issued as it is; holds the reasons, in words."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@transaction.atomic
def ask_for_pack(
    *,
    meeting: Meeting,
    as_of: date,
    asked_by: User,
    asked_at: datetime,
    kind: str = Pack.Kind.PACK,
    only_items: Collection[int] = (),
    corrects: str = "",
) -> Pack:
    """Queue the building of a meeting's next pack.

    Raises PackBeingBuilt while one is wanted, so that pressing the button twice issues once, and
    PackBlocked where something must be mended first. A pack that nobody will build is given up.
    """
    locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
    wanted = locked.packs.wanted(at=asked_at).first()
    if wanted is not None:
        raise PackBeingBuilt(wanted)
    contents = outline_pack(
        locked, as_of=as_of, kind=kind, only_items=only_items, corrects=corrects
    )
    blocks = contents.blocks
    if contents.issue.is_correction and not corrects.strip():
        blocks = (*blocks, "Say what it corrects.")
    if blocks:
        raise PackBlocked(blocks)
    locked.packs.unfinished().give_up()
    last = locked.packs.aggregate(last=Max("version"))["last"] or 0
    pack = Pack.objects.create(
        meeting=locked,
        version=last + 1,
        kind=kind,
        first_page=contents.issue.first_page,
        only_items=sorted(only_items),
        corrects=corrects,
        as_of=as_of,
        issued_by=asked_by,
        issued_by_name=asked_by.name,
        asked_at=asked_at,
    )
    pack.job = ask(
        build_and_issue, pack.pk, facts=f"pack {pack.pk}", asked_by=asked_by, asked_at=asked_at
    )
    pack.save(update_fields=["job"])
    return pack
