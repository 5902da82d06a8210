"""Pages through which a period's outturns come in: typed on one screen, or from a file."""

import hashlib

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from herefordshire_cs.lib import clock
from herefordshire_cs.lib.text.words import count_in_words
from herefordshire_cs.lib.web.integers import read_integer
from herefordshire_cs.lib.web.requests import SignedInRequest
from indicators import services
from indicators.files import COLUMNS, UnreadableFile
from indicators.forms import REASON_CHOICES, OutturnFileForm
from indicators.models import OutturnFile
from indicators.opening import read_file
from indicators.presenters.checking import build_file_check
from indicators.presenters.entry import build_choices
from indicators.presenters.listing import build_sets
from indicators.screen import EntryScreen
from indicators.views.finding import may_load, period_or_404

LONGEST_CELL = 2_000


@require_safe
@may_load
def entry_choose(request: SignedInRequest) -> HttpResponse:
    """Choose the period whose outturns are to be entered."""
    choices = build_choices(as_of=clock.today())
    return render(request, "indicators/entry_choose.html", {"choices": choices})


@require_http_methods(["GET", "HEAD", "POST"])
@may_load
def entry(request: SignedInRequest, period: str) -> HttpResponse:
    """Enter a period's outturns on one screen."""
    only_missing, chosen = bool(request.GET.get("only_missing")), request.GET.get("set", "")
    screen = EntryScreen(
        period_or_404(period),
        request.POST if request.method == "POST" else None,
        as_of=clock.today(),
        only_missing=only_missing,
        set_slug=chosen,
    )
    if request.method == "POST" and screen.is_valid():
        recorded = services.record_outturns(
            figures=screen.figures(),
            author=request.user,
            published_on=clock.today(),
            recorded_at=clock.now(),
        )
        messages.success(request, said(recorded))
        return redirect("entry", period)
    context = {
        "page": screen.page,
        "rows": screen.rows,
        "changed": screen.changed,
        "reasons": REASON_CHOICES,
        "form_errors": screen.errors_count,
        "only_missing": only_missing,
        "set": chosen,
        "sets": build_sets(),
    }
    return render(request, "indicators/entry.html", context)


def said(recorded: services.Recorded) -> str:
    """Say what was written."""
    if not recorded.changed:
        return "Nothing was changed: the figures were in the record already."
    parts = [count_in_words(recorded.added, "outturn added", "outturns added")]
    if recorded.restated:
        parts.append(f"{recorded.restated} restated")
    return f"{', '.join(parts)}."


@require_http_methods(["GET", "HEAD", "POST"])
@may_load
def loading(request: SignedInRequest) -> HttpResponse:
    """Send a file of outturns; it is checked before anything is loaded."""
    form = OutturnFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(receive(request, form))
        except UnreadableFile as refused:
            form.add_error("file", str(refused))
    files = OutturnFile.objects.defer("rows")[:20]
    context = {"form": form, "files": files, "columns": COLUMNS}
    return render(request, "indicators/loading.html", context)


def receive(request: SignedInRequest, form: OutturnFileForm) -> OutturnFile:
    """Keep the lines of a file that can be read. Raises UnreadableFile."""
    file = form.cleaned_data["file"]
    content = file.read()
    return services.receive_file(
        found=read_file(content, file.name),
        filename=file.name,
        sha256=hashlib.sha256(content).hexdigest(),
        is_provisional=form.cleaned_data["is_provisional"],
        sender=request.user,
        sent_at=clock.now(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@may_load
def outturn_file(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show what a file would do, line by line; a POST corrects cells and checks again."""
    file = get_object_or_404(OutturnFile, pk=pk)
    if request.method == "POST":
        try:
            services.correct_file(file=file, cells=typed_cells(request))
        except services.FileLoaded:
            messages.error(request, "The file was loaded already; nothing was changed.")
        return redirect(file)
    check = None if file.loaded_on else build_file_check(file, as_of=clock.today())
    context = {"file": file, "check": check, "columns": COLUMNS}
    return render(request, "indicators/outturn_file.html", context)


def typed_cells(request: SignedInRequest) -> dict[tuple[int, str], str]:
    """Return the cells of the faulty lines as they were typed, by line and column."""
    cells = {}
    for name, words in request.POST.items():
        line, _, column = name.removeprefix("r").partition("-")
        number = read_integer(line)
        if name.startswith("r") and number is not None and column in COLUMNS:
            cells[number, column] = " ".join(str(words).split())[: LONGEST_CELL + 1]
    return cells


@require_POST
@may_load
def outturn_file_load(request: SignedInRequest, pk: int) -> HttpResponse:
    """Load a checked file: all of its figures or none."""
    file = get_object_or_404(OutturnFile, pk=pk)
    try:
        loaded = services.load_file(
            file=file,
            author=request.user,
            loaded_on=clock.today(),
            recorded_at=clock.now(),
        )
    except services.FileLoaded:
        messages.error(request, "The file was loaded already; nothing was changed.")
    except services.FaultyFile:
        messages.error(request, "A line is at fault, so nothing was loaded. Correct it below.")
    else:
        recorded = services.Recorded(
            added=loaded.added, restated=loaded.restated, unchanged=loaded.unchanged
        )
        messages.success(request, f"Loaded: {said(recorded)}")
    return redirect(file)
