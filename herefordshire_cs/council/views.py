"""Pages of the council's record, and its picture and colour as browsers ask for them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required, permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from herefordshire_cs.council import services
from herefordshire_cs.council.forms import BackupSeenForm, CouncilForm, LogoForm, SchoolTermForm
from herefordshire_cs.council.models import (
    THE_COUNCIL,
    BackupSeen,
    Council,
    CouncilLogo,
    SchoolTerm,
)
from herefordshire_cs.council.presenters import build_council_page
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.colours import LEAST_CONTRAST, WHITE, contrast
from herefordshire_cs.lib.council import council_words_now
from herefordshire_cs.lib.web.requests import SignedInRequest
from herefordshire_cs.lib.web.seen import is_as_seen, is_valid_as_seen, mark_of, saving_as_seen

BACKUPS_SHOWN = 10
may_change = permission_required("council.change_council", raise_exception=True)
# What an address names by what is in it never changes.
for_ever = cache_control(public=True, max_age=31_536_000, immutable=True)


@require_safe
@may_change
def council(request: SignedInRequest) -> HttpResponse:
    """Show the council's record."""
    council_words_now()  # another process may have kept it
    row = Council.objects.filter(pk=THE_COUNCIL).first()
    context = {"page": build_council_page(row), "is_entered": row is not None}
    return render(request, "council/council.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@may_change
@saving_as_seen
def council_edit(request: SignedInRequest) -> HttpResponse:
    """Enter the council's record, or change it."""
    stored = list(Council.objects.filter(pk=THE_COUNCIL))
    row = stored[0] if stored else Council(pk=THE_COUNCIL, chair="Chair", executive="Cabinet")
    mark = mark_of(*stored)
    form = CouncilForm(request.POST if request.method == "POST" else None, instance=row)
    if is_valid_as_seen(form, *stored):
        services.keep_council(form.cleaned_data)
        messages.success(request, "The council’s record is kept. Every page and paper follows it.")
        return redirect("council")
    context = {"form": form, "mark": mark, "is_entered": bool(stored)}
    return render(request, "council/edit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@may_change
def council_logo_new(request: SignedInRequest) -> HttpResponse:
    """Take in the council's crest or logo."""
    row = get_object_or_404(Council, pk=THE_COUNCIL)
    form = LogoForm(request.POST, request.FILES) if request.method == "POST" else LogoForm()
    if form.is_valid():
        content, width, height = form.cleaned_data["file"]
        services.keep_logo(council=row, content=content, width=width, height=height)
        messages.success(request, "The picture is kept. It stands at the head of each page.")
        return redirect("council")
    return render(request, "council/logo.html", {"form": form})


@require_POST
@may_change
def council_logo_discard(request: SignedInRequest) -> HttpResponse:
    """Take the picture away."""
    services.take_logo_away(council=get_object_or_404(Council, pk=THE_COUNCIL))
    messages.success(request, "The picture is taken away.")
    return redirect("council")


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("council.add_backupseen", raise_exception=True)
def backup_seen_new(request: SignedInRequest) -> HttpResponse:
    """Record that a backup was seen put back."""
    data = request.POST if request.method == "POST" else None
    form = BackupSeenForm(data, today=clock.today())
    if form.is_valid():
        services.record_backup_seen(**form.cleaned_data, by=request.user, at=clock.now())
        messages.success(request, "It is recorded that a backup was seen put back.")
        return redirect("setting-up")
    rows = BackupSeen.objects.select_related("by")[:BACKUPS_SHOWN]
    return render(request, "council/backup_seen.html", {"form": form, "rows": rows})


@require_safe
@may_change
def school_terms(request: SignedInRequest) -> HttpResponse:
    """List the school terms that are entered, the newest first."""
    rows = SchoolTerm.objects.order_by("-starts_on")
    return render(request, "council/terms.html", {"terms": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@may_change
def school_term_new(request: SignedInRequest) -> HttpResponse:
    """Enter a school term."""
    form = SchoolTermForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        row = services.keep_term(term=SchoolTerm(), days=form.cleaned_data)
        messages.success(request, f"{row} is entered.")
        return redirect("school-terms")
    return render(request, "council/term.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@may_change
@saving_as_seen
def school_term(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change the days of a school term."""
    row = get_object_or_404(SchoolTerm, pk=pk)
    mark = mark_of(row)
    form = SchoolTermForm(request.POST if request.method == "POST" else None, term=row)
    if is_valid_as_seen(form, row):
        services.keep_term(term=row, days=form.cleaned_data)
        messages.success(request, f"{row} is changed.")
        return redirect("school-terms")
    return render(request, "council/term.html", {"form": form, "term": row, "mark": mark})


@require_POST
@may_change
@saving_as_seen
def school_term_discard(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a school term away, as it was seen."""
    row = get_object_or_404(SchoolTerm, pk=pk)
    if not is_as_seen(request.POST, row):
        messages.error(request, "Somebody changed this term after you opened it. Look again.")
        return redirect("school-term", row.pk)
    services.take_term_away(term=row)
    messages.success(request, f"{row} is taken away.")
    return redirect("school-terms")


@require_safe
@login_not_required
@for_ever
def council_logo(request: HttpRequest, sha256: str) -> HttpResponse:
    """Send the picture that has a hash; one that was replaced is not there."""
    row = get_object_or_404(CouncilLogo, sha256=sha256)
    return HttpResponse(bytes(row.content), content_type=row.media_type)


@require_safe
@login_not_required
@for_ever
def council_style(request: HttpRequest, colour: str) -> HttpResponse:
    """Send the style that gives pages a colour, which its address names."""
    if contrast(f"#{colour}", WHITE) < LEAST_CONTRAST:
        raise Http404
    style = f":root {{ --council-accent: #{colour}; }}\n"
    return HttpResponse(style, content_type="text/css; charset=utf-8")
