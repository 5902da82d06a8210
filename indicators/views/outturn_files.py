"""Loading outturns from a file: sent, checked, corrected on the page, and loaded whole."""

import hashlib

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.integers import read_integer
from herefordshire_cs.lib.web.requests import SignedInRequest
from indicators.forms.outturn_files import OutturnFileForm
from indicators.models import OutturnFile
from indicators.outturn_cells import read_file
from indicators.outturn_columns import COLUMNS, UnreadableFile
from indicators.presenters.outturn_files import build_file_check
from indicators.services import outturn_files, outturns
from indicators.views.guards import may_load

LONGEST_CELL = 2_000


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
    files = OutturnFile.objects.defer("rows").select_related("group")[:20]
    context = {"form": form, "files": files, "columns": COLUMNS}
    return render(request, "indicators/outturn_files/new.html", context)


def receive(request: SignedInRequest, form: OutturnFileForm) -> OutturnFile:
    """Keep the lines of a file that can be read. Raises UnreadableFile."""
    file = form.cleaned_data["file"]
    content = file.read()
    return outturn_files.receive_file(
        found=read_file(content, file.name),
        filename=file.name,
        sha256=hashlib.sha256(content).hexdigest(),
        is_provisional=form.cleaned_data["is_provisional"],
        group=group.pk if (group := form.cleaned_data["group"]) else None,
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
            outturn_files.correct_file(file=file, cells=typed_cells(request))
        except outturn_files.FileLoaded:
            messages.error(request, "The file was loaded already; nothing was changed.")
        return redirect(file)
    check = None if file.loaded_on else build_file_check(file, as_of=clock.today())
    context = {"file": file, "check": check, "columns": COLUMNS}
    return render(request, "indicators/outturn_files/file.html", context)


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
        loaded = outturn_files.load_file(
            file=file,
            author=request.user,
            loaded_on=clock.today(),
            recorded_at=clock.now(),
        )
    except outturn_files.FileLoaded:
        messages.error(request, "The file was loaded already; nothing was changed.")
    except outturn_files.FaultyFile:
        messages.error(request, "A line is at fault, so nothing was loaded. Correct it below.")
    else:
        recorded = outturns.Recorded(
            added=loaded.added, restated=loaded.restated, unchanged=loaded.unchanged
        )
        messages.success(request, f"Loaded: {recorded.in_words}")
    return redirect(file)
