"""Packs: the preview, the building of both copies, and the copies as issued."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from governance.exempt.reader import READ_EXEMPT, Reader, reader_of
from governance.exempt.rows import visible
from governance.forms.packs import PaperForm
from governance.models import Meeting, Pack
from governance.presenters.packs.contents import PackContents
from governance.services import readings
from governance.services.pack_requests import (
    NoRequest,
    RequestWaits,
    SamePerson,
    ask_second,
    refuse_request,
)
from governance.tasks.pack_preview import build_preview
from governance.tasks.pack_proofs import ask_for_proof, mark_of
from governance.tasks.packs import (
    SAY_WHY,
    PackBeingBuilt,
    PackBlocked,
    ask_for_counts,
    ask_for_pack,
)
from governance.views.guards import ask_about_additions, find_meeting, may_read
from governance.views.pack_asked import STEPS, Asked, what_is_asked
from herefordshire_cs.accounts.sessions.proving import ask, is_proved
from herefordshire_cs.background.answering import silence
from herefordshire_cs.background.queues import PACKS
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.attempting import attempt, keep
from herefordshire_cs.lib.web.requests import SignedInRequest

NOBODY_ASKS = "Nobody asks for it to be issued any more."
REFUSED = {
    NoRequest: "Its body wants a second person to issue it: ask for that first.",
    RequestWaits: "A second person is asked already. Take that back first.",
    SamePerson: "You asked for it to be issued, so another person issues it.",
}
BODIES = ("members_pdf", "members_html", "public_pdf", "public_html")


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("governance.issue_pack", raise_exception=True)
def pack_preview(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show what a pack would hold and what stands against it.

    A POST shows it anew, counts its pages, asks for a proof, asks once more, asks a second person,
    refuses what one asked for, or issues it.
    """
    meeting = find_meeting(request, slug)
    if question := ask_about_additions(meeting):
        return question
    asked = what_is_asked(request, meeting)
    if answer := answered(request, meeting, asked):
        return answer
    preview = build_preview(
        meeting,
        as_of=clock.today(),
        kind=asked.kind,
        only_items=asked.only_items,
        corrects=asked.corrects,
    )
    if asked.does == "proof":
        mark = ask_for_proof(preview.contents, asked_by=request.user, asked_at=clock.now())
        return redirect("pack-proof", slug, mark)
    is_counting = bool(preview.missing) and (asked.does == "count" or "counting" in request.GET)
    if asked.does == "count":
        ask_for_counts(preview.contents, asked_by=request.user, asked_at=clock.now())
    context = {
        "meeting": meeting,
        "preview": preview,
        "contents": preview.contents,
        "form": asked.form,
        "asked": asked,
        "is_counting": is_counting,
        "silence": silence(PACKS, at=clock.now()) if is_counting else "",
    }
    if asked.does in STEPS and is_ready(asked, preview.contents):
        if asked.does == "ask":
            return ask_another(request, meeting, asked, preview.contents)
        return render(request, "governance/packs/sure.html", context)
    if waits := asked.waits:
        context["has_changed"] = waits.checked != mark_of(preview.contents)
    whole, counted = "governance/packs/preview.html", "governance/packs/_counted.html"
    return render(request, counted if request.htmx else whole, context)


def is_ready(asked: Asked, contents: PackContents) -> bool:
    """Say whether a pack may be asked about once more; the form says what is missing."""
    if not asked.form.is_valid():
        return False
    if contents.asks_reason and not asked.form.cleaned_data["reason"]:
        asked.form.add_error("reason", SAY_WHY)
    for reason in contents.blocks:
        asked.form.add_error(None, reason)
    return not asked.form.errors


def answered(request: SignedInRequest, meeting: Meeting, asked: Asked) -> HttpResponse | None:
    """Issue a pack, or say that one that was asked for is not; None where the page is shown."""
    if asked.does == "issue" and asked.form.is_valid():
        if not is_proved(request):
            return ask(request)
        return build(request, meeting, asked)
    if asked.does != "refuse":
        return None
    form = asked.refusal
    if form is None:
        messages.error(request, NOBODY_ASKS)
        return redirect("pack-preview", meeting.slug)
    if form.is_valid() and keep(
        request,
        form,
        lambda: refuse_request(
            meeting=meeting,
            reason=form.cleaned_data["answer_reason"],
            by=request.user,
            at=clock.now(),
        ),
        refused=REFUSED,
        said="It was taken back." if asked.is_own else "It is not issued. The reason is kept.",
    ):
        return redirect("pack-preview", meeting.slug)
    return None


def ask_another(
    request: SignedInRequest, meeting: Meeting, asked: Asked, contents: PackContents
) -> HttpResponse:
    """Ask a second person to issue a pack that was checked."""
    found = asked.form.cleaned_data
    attempt(
        request,
        lambda: ask_second(
            meeting=meeting,
            kind=asked.kind,
            only_items=found["items"] if contents.issue.is_supplement else (),
            corrects=asked.corrects,
            reason=found["reason"],
            checked=mark_of(contents),
            by=request.user,
            at=clock.now(),
        ),
        refused=REFUSED,
        said="A second person is asked to issue it. They find it on this page.",
    )
    return redirect("pack-preview", meeting.slug)


def build(request: SignedInRequest, meeting: Meeting, asked: Asked) -> HttpResponse | None:
    """Ask for the pack, or lead to the one that is being built; None where it is refused."""
    is_supplement = asked.kind == Pack.Kind.SUPPLEMENT
    try:
        pack = ask_for_pack(
            meeting=meeting,
            as_of=clock.today(),
            asked_by=request.user,
            asked_at=clock.now(),
            kind=asked.kind,
            only_items=asked.form.cleaned_data["items"] if is_supplement else (),
            corrects=asked.corrects,
            reason=asked.form.cleaned_data["reason"],
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
            asked.form.add_error("reason" if reason == SAY_WHY else None, reason)
        return None
    except (NoRequest, SamePerson) as refused:
        asked.form.add_error(None, REFUSED[type(refused)])
        return None
    return redirect(pack)


@require_safe
@may_read
def pack(request: SignedInRequest, key: str) -> HttpResponse:
    """Show how far a pack is; once it is issued, the page leads to its copies."""
    reader = reader_of(request.user)
    rows = visible(Pack.objects.select_related("meeting__committee"), reader)
    found = get_object_or_404(rows.defer(*BODIES), pk_uuid=key)
    whole, state = "governance/packs/pack.html", "governance/packs/_state.html"
    own = reader.of(found.meeting.committee_id)
    context = progress_of(found) | {"reader": own, "paper": PaperForm()}
    return render(request, state if request.htmx else whole, context)


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
    found, reader = find_issued(request, key)
    if not reader.reads_exempt:
        raise Http404  # it is for the members and officers of the body alone
    readings.record_pack(found, user=request.user, at=clock.now())
    return send(found, "members")


@require_safe
@may_read
def pack_public(request: SignedInRequest, key: str) -> HttpResponse:
    """Send the public copy as it was issued."""
    found, reader = find_issued(request, key)
    if found.withdrawn_on is not None and not reader.reads_exempt:
        raise Http404  # it shows what has become exempt since
    return send(found, "public")


def find_issued(request: SignedInRequest, key: str) -> tuple[Pack, Reader]:
    """Return an issued pack, and what its reader may be told of its body; or answer 404."""
    reader = reader_of(request.user)
    rows = visible(Pack.objects.select_related("meeting__committee"), reader)
    found = get_object_or_404(rows, pk_uuid=key, state=Pack.State.READY)
    return found, reader.of(found.meeting.committee_id)


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
