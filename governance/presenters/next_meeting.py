"""The next meeting of a reader's bodies: its papers by page, own notes, and what changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models.functions import Length

from governance.exempt.reader import Reader
from governance.exempt.rows import visible
from governance.exempt.telling import told
from governance.models import Meeting, Pack, PaperNote
from governance.models.issued import Issued, read_issues
from governance.presenters.agendas import agenda_of, item_line
from governance.presenters.meetings import MeetingHead, meeting_head
from governance.presenters.resolutions import LimbLine, limb_lines, limb_rows, readable_limbs
from herefordshire_cs.accounts.models import User

AT_MOST = 10  # meetings to come; the list of all is one press away
OF_PACK = ("pk_uuid", "kind", "version", "as_of", "corrects", "pages", "first_page", "contents")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnItem:
    """An item of the next meeting, where its pages stand, and one's own note on it.

    ``page`` is where its first page stands in the PDF of ``pack``, counted from 1; 0 without one.
    """

    pk: int
    number: int | None
    title: str
    pages: str
    pack: str
    page: int
    note: str
    is_withheld: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueLine:
    """What was issued of the meeting: the pack, a supplement, a correction."""

    key: str
    name: str
    issued_on: date
    corrects: str
    first_page: int
    front_pages: int
    last_page: int
    size: int

    @property
    def page_one(self) -> int:
        """Where its first numbered page stands in its PDF, counted from 1."""
        return self.front_pages + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class NextMeeting:
    """The next meeting of a reader's bodies, with what was issued and what changed."""

    head: MeetingHead
    copy: str
    issues: tuple[IssueLine, ...]
    items: tuple[OwnItem, ...]
    last_held_on: date | None
    changed: tuple[LimbLine, ...]
    later: tuple[MeetingHead, ...]

    @property
    def size(self) -> int:
        """How many bytes the files of its papers have together."""
        return sum(issue.size for issue in self.issues)


def build_next_meeting(*, as_of: date, reader: Reader, user: User) -> NextMeeting | None:
    """Return the next meeting of the bodies to which a reader belongs; None without one."""
    rows = visible(Meeting.objects.select_related("committee"), reader)
    coming = list(rows.filter(committee__in=reader.bodies).upcoming(as_of=as_of)[:AT_MOST])
    if not coming:
        return None
    row, own = coming[0], reader.of(coming[0].committee_id)
    issued = row.packs.filter(state=Pack.State.READY).order_by("-version")
    copy = "members" if own.reads_exempt else "public"
    if copy == "public":
        issued = issued.filter(withdrawn_on=None)
    packs = list(issued.values(*OF_PACK, size=Length(f"{copy}_pdf")))
    issues = {str(pack["pk_uuid"]): _issue(pack) for pack in packs}
    before = rows.filter(committee=row.committee_id).past(as_of=as_of).first()
    return NextMeeting(
        head=meeting_head(row),
        copy=copy,
        issues=tuple(issues.values()),
        items=tuple(_own_items(row, read_issues(packs), issues, reader=own, user=user)),
        last_held_on=before.held_on if before else None,
        changed=_changed_since(before, reader=reader, as_of=as_of) if before else (),
        later=tuple(meeting_head(each) for each in coming[1:]),
    )


def _issue(pack: dict[str, Any]) -> IssueLine:
    last = max((item.get("last") or 0 for item in pack["contents"]), default=0)
    numbered = last - pack["first_page"] + 1 if last else 0
    kind = Pack.Kind(pack["kind"]).label
    return IssueLine(
        key=str(pack["pk_uuid"]),
        name=f"{kind}, version {pack['version']}",
        issued_on=pack["as_of"],
        corrects=pack["corrects"],
        first_page=pack["first_page"],
        front_pages=max((pack["pages"] or 0) - numbered, 0),
        last_page=last,
        size=pack["size"] or 0,
    )


def _own_items(
    row: Meeting, issued: Issued, issues: dict[str, IssueLine], *, reader: Reader, user: User
) -> Iterator[OwnItem]:
    notes = dict(
        PaperNote.objects.filter(user=user, item__meeting=row).values_list("item", "text")
    )
    for place, item in enumerate(agenda_of(row), start=1):
        held = issued.item(item)
        line = item_line(item, held, number=held.number if held else place)
        line = told(line, reader, title=line.public_title)
        issue = issues.get(held.pack) if held else None
        page = issue.front_pages + held.first - issue.first_page + 1 if issue and held else 0
        is_withheld = line.exemption is not None and not reader.reads_exempt
        yield OwnItem(
            pk=item.pk,
            number=line.number,
            title=line.title,
            pages=line.issued_pages,
            pack=issue.key if issue and line.issued_pages else "",
            page=page,
            note="" if is_withheld else notes.get(item.pk, ""),
            is_withheld=is_withheld,
        )


def _changed_since(before: Meeting, *, reader: Reader, as_of: date) -> tuple[LimbLine, ...]:
    """Return what the body asked for that was answered or closed since it met last."""
    rows = limb_rows(reader=reader).filter(minute__meeting__committee=before.committee_id)
    since = rows.filter(replied_on__gte=before.held_on) | rows.filter(
        closed_on__gte=before.held_on
    )
    return readable_limbs(limb_lines(since, as_of=as_of), reader=reader)
