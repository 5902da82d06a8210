"""Packs: the preview, the building of both copies, and the copies as issued."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from governance.exempt.reader import READ_EXEMPT, reader_of
from governance.exempt.titles import exempt_titles
from governance.forms.packs import PackForm
from governance.models import Meeting, Pack
from governance.presenters.packs.additions import Addition, additions_of
from governance.tasks.pack_preview import build_preview
from governance.tasks.packs import PackBeingBuilt, PackBlocked, ask_for_counts, ask_for_pack
from governance.views.guards import may_read
from herefordshire_cs.background.answering import silence
from herefordshire_cs.background.queues import PACKS
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.integers import read_integer
from herefordshire_cs.lib.web.requests import SignedInRequest

BODIES = ("members_pdf", "members_html", "public_pdf", "public_html")


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("governance.issue_pack", raise_exception=True)
def pack_preview(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show what a pack would hold; a POST shows it anew, counts its pages, or issues it."""
    meeting = get_object_or_404(Meeting.objects.select_related("committee"), slug=slug)
    asked = what_is_asked(request, meeting)
    is_whole = asked.does == "issue" and asked.form.is_valid()
    if is_whole and (answer := build(request, meeting, asked)):
        return answer
    preview = build_preview(
        meeting, as_of=clock.today(), kind=asked.kind, only_items=asked.only_items
    )
    is_counting = bool(preview.missing) and (asked.does == "count" or "counting" in request.GET)
    if asked.does == "count":
        ask_for_counts(preview.contents, asked_by=request.user, asked_at=clock.now())
    whole, counted = "governance/packs/preview.html", "governance/packs/_counted.html"
    context = {
        "meeting": meeting,
        "preview": preview,
        "contents": preview.contents,
        "form": asked.form,
        "asked": asked,
        "is_counting": is_counting,
        "silence": silence(PACKS, at=clock.now()) if is_counting else "",
    }
    return render(request, counted if request.htmx else whole, context)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a clerk asks of the preview: ``does`` is blank, "show", "count" or "issue"."""

    does: str
    kind: str
    only_items: list[int] | None
    form: PackForm
    is_issued: bool

    @property
    def query(self) -> str:
        """The address of the same preview, from its question mark."""
        items = [("items", key) for key in self.only_items or []]
        return urlencode([("kind", self.kind), ("counting", "yes"), *items])


def what_is_asked(request: SignedInRequest, meeting: Meeting) -> Asked:
    """Read what is asked; what was typed stays in the form, unjudged until a pack is issued."""
    is_issued = meeting.packs.filter(state=Pack.State.READY).exists()
    additions = additions_of(meeting) if is_issued else ()
    data = request.POST if request.method == "POST" else request.GET
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
    }
    bound = request.POST.copy() if does == "issue" else None
    if bound is not None:
        bound["kind"] = kind
    titles = () if bound is None else exempt_titles(meeting)
    form = PackForm(bound, initial=initial, additions=additions, titles=titles)
    return Asked(does=does, kind=kind, only_items=only_items, form=form, is_issued=is_issued)


def default_kind(is_issued: bool, additions: Sequence[Addition]) -> str:
    """Return what a clerk most likely wants to issue next."""
    if not is_issued:
        return Pack.Kind.PACK
    return Pack.Kind.SUPPLEMENT if additions else Pack.Kind.CORRECTION


def build(request: SignedInRequest, meeting: Meeting, asked: Asked) -> HttpResponse | None:
    """Ask for the pack, or lead to the one that is being built; None where it is refused."""
    is_supplement = asked.kind == Pack.Kind.SUPPLEMENT
    is_correction = asked.kind == Pack.Kind.CORRECTION
    try:
        pack = ask_for_pack(
            meeting=meeting,
            as_of=clock.today(),
            asked_by=request.user,
            asked_at=clock.now(),
            kind=asked.kind,
            only_items=asked.form.cleaned_data["items"] if is_supplement else (),
            corrects=asked.form.cleaned_data["corrects"] if is_correction else "",
        )
    except PackBeingBuilt as under_way:
        pack = under_way.pack
        is_waiting = pack.state == Pack.State.QUEUED
        said = (
            "The pack waits to be built already."
            if is_waiting
            else "The pack is being built already."
        )
        messages.info(request, said)
    except PackBlocked as blocked:
        for reason in blocked.reasons:
            asked.form.add_error(None, reason)
        return None
    return redirect(pack)


@require_safe
@may_read
def pack(request: SignedInRequest, key: str) -> HttpResponse:
    """Show how far a pack is; once it is issued, the page leads to its copies."""
    found = get_object_or_404(
        Pack.objects.select_related("meeting__committee").defer(*BODIES), pk_uuid=key
    )
    whole, state = "governance/packs/pack.html", "governance/packs/_state.html"
    return render(request, state if request.htmx else whole, progress_of(found))


def progress_of(found: Pack) -> dict[str, object]:
    """Return what a page says of a pack that may not be built yet."""
    at = clock.now()
    is_wanted = Pack.objects.wanted(at=at).filter(pk=found.pk).exists()
    is_lost = found.state in Pack.UNFINISHED and not is_wanted
    return {
        "pack": found,
        "is_lost": is_lost,
        "silence": silence(PACKS, at=at) if is_wanted else "",
    }


@require_safe
@permission_required(READ_EXEMPT, raise_exception=True)
def pack_members(request: SignedInRequest, key: str) -> HttpResponse:
    """Send the members' copy as it was issued."""
    return send(find_issued(key), "members")


@require_safe
@may_read
def pack_public(request: SignedInRequest, key: str) -> HttpResponse:
    """Send the public copy as it was issued."""
    found = find_issued(key)
    if found.withdrawn_on is not None and not reader_of(request.user).reads_exempt:
        raise Http404  # it shows what has become exempt since
    return send(found, "public")


def find_issued(key: str) -> Pack:
    """Return a pack that was issued, or answer 404."""
    return get_object_or_404(
        Pack.objects.select_related("meeting"), pk_uuid=key, state=Pack.State.READY
    )


def send(pack: Pack, copy: str) -> HttpResponse:
    """Send one copy's bytes."""
    content = {"members": pack.members_pdf, "public": pack.public_pdf}[copy]
    if content is None:
        raise Http404
    name = f"{pack.meeting.slug}-{copy}-copy-{pack.version}.pdf"
    return HttpResponse(
        bytes(content),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )
