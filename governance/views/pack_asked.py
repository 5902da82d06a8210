"""What a clerk asks of the preview of a pack."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404

from governance.forms.packs import PackForm, RefusalForm
from governance.models import Meeting, Pack, PackRequest
from governance.presenters.packs.additions import Addition, additions_of
from herefordshire_cs.lib.web.integers import read_integer
from herefordshire_cs.lib.web.requests import SignedInRequest

# The buttons that come before an issue: asking once more, and asking a second person.
STEPS = ("sure", "ask")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a clerk asks of the preview: ``does`` is blank or the name of one of its buttons.

    ``waits`` is the request that a second person may answer, ``is_own`` whether it is theirs.
    """

    does: str
    kind: str
    only_items: list[int] | None
    corrects: str
    form: PackForm
    refusal: RefusalForm | None
    waits: PackRequest | None
    is_own: bool
    is_issued: bool

    @property
    def query(self) -> str:
        """The address of the same preview, from its question mark."""
        items = [("items", key) for key in self.only_items or []]
        return urlencode([("kind", self.kind), ("counting", "yes"), *items])


def what_is_asked(request: SignedInRequest, meeting: Meeting) -> Asked:
    """Read what is asked; what was typed stays in the form, unjudged until a pack is issued.

    Where somebody asks for a pack to be issued by a second person, it is that pack and no other.
    """
    is_issued = meeting.packs.filter(state=Pack.State.READY).exists()
    additions = additions_of(meeting) if is_issued else ()
    waits = None
    if meeting.committee.is_issued_by_second:
        waits = meeting.pack_requests.waiting().first()
    typed = request.POST if request.method == "POST" else request.GET
    data = typed.copy()
    if waits is not None:
        for name in ("kind", "corrects", "reason"):
            data[name] = getattr(waits, name)
        data.setlist("items", [str(key) for key in waits.only_items])
    kind = data.get("kind") or default_kind(is_issued, additions)
    if kind not in Pack.Kind.values:
        raise Http404
    does = request.POST.get("do", "issue") if request.method == "POST" else ""
    given = [key for each in data.getlist("items") if (key := read_integer(each)) is not None]
    only_items = given if "items" in data or does else None
    initial = {
        "kind": kind,
        "items": [each.key for each in additions] if only_items is None else only_items,
        "corrects": data.get("corrects", ""),
        "reason": data.get("reason", ""),
    }
    bound = data if does in ("issue", *STEPS) else None
    data["kind"] = kind
    is_own = waits is not None and waits.asked_by_id == request.user.pk
    refused = request.POST if does == "refuse" else None
    return Asked(
        does=does,
        kind=kind,
        only_items=only_items,
        corrects=data.get("corrects", "") if kind == Pack.Kind.CORRECTION else "",
        form=PackForm(bound, initial=initial, additions=additions),
        refusal=RefusalForm(refused, is_own=is_own) if waits else None,
        waits=waits,
        is_own=is_own,
        is_issued=is_issued,
    )


def default_kind(is_issued: bool, additions: Sequence[Addition]) -> str:
    """Return what a clerk most likely wants to issue next."""
    if not is_issued:
        return Pack.Kind.PACK
    return Pack.Kind.SUPPLEMENT if additions else Pack.Kind.CORRECTION
