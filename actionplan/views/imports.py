"""A plan is brought in from the file that it is kept in: sent, laid out, asked about, loaded."""

import hashlib
from functools import partial
from pathlib import PurePath

from django.conf import settings
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from actionplan.forms.import_answers import AnswersForm
from actionplan.forms.imports import LayoutForm, PlanFileForm
from actionplan.models import PlanFile
from actionplan.models.import_reading import knowing_of
from actionplan.models.imports import PlanFileQuerySet
from actionplan.plan_answers import FileAnswer, How
from actionplan.plan_opening import FileKind, Opened, UnreadableFile, open_content
from actionplan.presenters.import_rows import RowsPage, build_rows_page, officers_to_choose
from actionplan.presenters.imports import build_columns_page, build_files
from actionplan.services import import_steps
from actionplan.views.guards import recording
from herefordshire_cs.accounts.plan_roles import access_of
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.attempting import Refusals, attempt
from herefordshire_cs.lib.web.integers import read_integer
from herefordshire_cs.lib.web.requests import SignedInRequest
from herefordshire_cs.lib.web.seen import is_valid_as_seen, mark_of, saving_as_seen

TEMPLATE = settings.BASE_DIR / "fixtures" / "examples" / "plan-template.xlsx"
PASTED = "pasted text"
ROWS_ON_A_PAGE = 50
REFUSED: Refusals = {
    import_steps.LoadedAlready: "The file was loaded meanwhile. Nothing was changed.",
    import_steps.NotLoaded: "The file was undone meanwhile. Nothing was changed.",
    import_steps.PlanThere: (
        "Somebody made a plan of that name meanwhile. Send the file again, for that plan."
    ),
    import_steps.NoColumns: "Say first what the columns hold.",
    import_steps.NothingToLoad: "No row is left to load.",
    import_steps.HasChanged: (
        "It changed actions that were there before, so it is not undone whole. Withdraw or correct"
        " what it said on their pages."
    ),
    import_steps.WorkedOn: (
        "Somebody has worked on what was loaded, so it is not undone. Correct it in the plan."
    ),
}

may_bring_in = permission_required("actionplan.add_planfile", raise_exception=True)


@may_bring_in
def plan_files(request: SignedInRequest) -> HttpResponse:
    """Send a plan's file, or paste it; list those that were sent."""
    form = PlanFileForm(
        request.POST or None, request.FILES or None, access=access_of(request.user)
    )
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("plan-file-columns", receive(request, form).pk)
        except UnreadableFile as refused:
            form.add_error("file" if form.cleaned_data["file"] else "words", str(refused))
    context = {"form": form, "files": build_files(access_of(request.user))}
    return render(request, "actionplan/imports/plan_files.html", context)


def receive(request: SignedInRequest, form: PlanFileForm) -> PlanFile:
    """Keep what was sent, opened. Raises UnreadableFile."""
    file = form.cleaned_data["file"]
    content = file.read() if file else form.cleaned_data["words"].encode()
    filename = PurePath(file.name).name if file else PASTED
    return import_steps.receive(
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        filename=filename,
        opened=open_content(content, filename),
        meant=form.meant(),
        by=recording(request),
    )


@require_safe
@may_bring_in
def plan_template(request: SignedInRequest) -> FileResponse:
    """Send an empty workbook whose columns are read as they stand."""
    return FileResponse(TEMPLATE.open("rb"), as_attachment=True, filename=TEMPLATE.name)


@may_bring_in
@saving_as_seen
def plan_file_columns(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say which table or sheet is read, and what its columns hold."""
    row = open_or_404(request, pk)
    opened = opened_sheet(row, request.GET.get("sheet", ""))
    asked = [n for said in request.GET.getlist("table") if (n := read_integer(said)) is not None]
    knowing = knowing_of(
        row.slug,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        scheme=row.scheme,
        today=clock.today(),
    )
    page = build_columns_page(row, opened, asked_tables=asked, knowing=knowing)
    form = LayoutForm(
        request.POST or None,
        places=[place.key for place in page.places],
        of_paragraphs=page.of_paragraphs,
        initial=page.suggested,
    )
    if is_valid_as_seen(form, row):
        layout = form.layout(sheet=page.sheet, tables=page.tables)
        write = partial(import_steps.lay_out, file=row, layout=layout, opened=opened)
        attempt(request, write, refused=REFUSED, said="The file is read. Nothing is loaded yet.")
        return redirect(row)
    asked_of = list(zip(page.places, [form[name] for name in form.places], strict=True))
    context = {
        "file": row,
        "page": page,
        "form": form,
        "asked": asked_of,
        "mark": mark_of(row),
    }
    return render(request, "actionplan/imports/columns.html", context)


def opened_sheet(row: PlanFile, sheet: str) -> Opened:
    """Return what is kept of a file, or another sheet of its workbook where one is asked for."""
    kept = row.as_opened()
    if kept.kind is not FileKind.WORKBOOK or not sheet or sheet == kept.found["title"]:
        return kept
    names = [name for name, _is_shown in kept.found["other_sheets"]]
    if sheet not in names:
        return kept
    with row.file.open("rb") as file:
        return open_content(file.read(), row.filename, sheet=sheet)


@may_bring_in
def plan_file(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show every row as it would be, and what is asked; a POST keeps answers."""
    row = get_object_or_404(files_of(request).select_related("sent_by", "loaded_by"), pk=pk)
    if not row.is_open:
        return render(request, "actionplan/imports/loaded.html", loaded_context(row))
    layout = row.as_layout()
    if layout is None:
        return redirect("plan-file-columns", row.pk)
    page, knowing = build_rows_page(row, layout, today=clock.today())
    form = AnswersForm(
        page.asked,
        answers=row.as_answers(),
        ratings=list(knowing.ratings),
        officers=officers_to_choose(on=row.starts_on, access=access_of(request.user))
        if page.unknown
        else (),
        by_when=knowing.by_when,
        data=request.POST.dict() if request.method == "POST" else None,
    )
    if request.method == "POST" and form.is_valid():
        answers = form.answers | rest(request, form) | left(request, page)
        write = partial(import_steps.answer, file=row, answers=answers)
        attempt(request, write, refused=REFUSED, said="The answers are kept.")
        return redirect(row)
    lines = Paginator(page.lines, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    questions = [
        {
            "asked": each,
            "choices": form.choices(each),
            "typed": form.chosen(each)[1],
            "error": form.errors.get(each.key, ""),
        }
        for each in page.asked
    ]
    context = {
        "file": row,
        "page": page,
        "page_obj": lines,
        "questions": questions,
        "errors": form.errors,
    }
    return render(request, "actionplan/imports/rows.html", context)


def rest(request: SignedInRequest, form: AnswersForm) -> dict[str, FileAnswer]:
    """Return one answer for all that is asked still, where a button gave it."""
    said = request.POST.get("rest", "")
    if said == How.LEAVE:
        return {
            each.key: FileAnswer(how=How.LEAVE)
            for each in form.asked
            if each.key not in form.answers and each.key not in form.given
        }
    if said == How.MAKE:
        return {
            each.key: FileAnswer(how=How.MAKE)
            for each in form.asked
            if each.about == "person"
            and each.key not in form.answers
            and each.key not in form.given
        }
    return {}


def left(request: SignedInRequest, page: RowsPage) -> dict[str, FileAnswer]:
    """Return which of the file's changes are left, where their form was sent."""
    if "changes" not in request.POST:
        return {}
    ticked = set(request.POST.getlist("left"))
    return {
        change.key: FileAnswer(how=How.OUT if change.key in ticked else How.READ)
        for change in page.changes
    }


def loaded_context(row: PlanFile) -> dict[str, object]:
    """Return what the page of a loaded file shows."""
    return {
        "file": row,
        "is_begun": row.starts_on <= clock.today(),
        "is_worked_on": row.undone_on is None and import_steps.is_worked_on(row),
    }


@require_POST
@may_bring_in
def plan_file_load(request: SignedInRequest, pk: int) -> HttpResponse:
    """Load a file with its answers: all of it or nothing."""
    row = get_object_or_404(files_of(request), pk=pk)
    write = partial(import_steps.load, file=row, by=recording(request))
    attempt(request, write, refused=REFUSED, said="What the file says is in the record.")
    return redirect(row)


@require_POST
@may_bring_in
def plan_file_undo(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take out again what a file loaded, whole."""
    row = get_object_or_404(files_of(request), pk=pk)
    write = partial(import_steps.undo, file=row, by=recording(request))
    attempt(request, write, refused=REFUSED, said="What the file loaded is taken out again.")
    return redirect(row)


@require_POST
@may_bring_in
def plan_file_leave(request: SignedInRequest, pk: int) -> HttpResponse:
    """Throw a file away that was not loaded."""
    row = open_or_404(request, pk)
    write = partial(import_steps.leave_file, file=row)
    attempt(request, write, refused=REFUSED, said="The file is thrown away.")
    return redirect("plan-files")


def open_or_404(request: SignedInRequest, pk: int) -> PlanFile:
    """Return a file that is still to be loaded."""
    return get_object_or_404(files_of(request), pk=pk, loaded_on=None)


def files_of(request: SignedInRequest) -> PlanFileQuerySet:
    """Ask for the files of plans that there are for whoever asks."""
    return PlanFile.objects.visible_to(access_of(request.user))
