"""Self-assessments: the list, one, two compared; beginning, answering, agreeing, issuing."""

from functools import partial

from django.contrib.auth.decorators import permission_required
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from herefordshire_cs.accounts.sessions.proving import proved_again
from herefordshire_cs.background.documents import is_lost
from herefordshire_cs.background.serving import ask_and_lead, progress_of
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.attempting import Refusals, attempt, keep
from herefordshire_cs.lib.web.downloads import send
from herefordshire_cs.lib.web.requests import SignedInRequest
from herefordshire_cs.lib.web.seen import is_valid_as_seen, mark_of, saving_as_seen
from indicators.forms.self_assessment import AgreementForm, AnswerForm, BeginForm, ContributorForm
from indicators.models import (
    AssessmentDocument,
    Framework,
    FrameworkQuestion,
    SelfAssessment,
)
from indicators.presenters.assessment_comparison import build_comparison
from indicators.presenters.self_assessment import (
    AssessmentPage,
    NoAssessment,
    build_assessment,
    build_frameworks,
)
from indicators.services import self_assessment as services
from indicators.tasks import ask_for_assessment_document, find_assessment_document
from indicators.views.guards import day_of, may_read

may_answer = permission_required("indicators.answer_selfassessment", raise_exception=True)
REFUSED: Refusals = {
    services.BegunAlready: "There is an assessment for that day already.",
    services.IssuedAlready: "It was issued meanwhile, so that what it says stays as it is.",
    services.NotAnswered: "Nothing is answered yet, so that there is nothing to issue.",
    services.NamedAlready: "That name is in the list already.",
}


@require_safe
@may_read
def assessments(request: SignedInRequest) -> HttpResponse:
    """List the frameworks and what was assessed by each."""
    frameworks = build_frameworks(as_of=day_of(request))
    context = {"frameworks": frameworks}
    return render(request, "indicators/self_assessment/assessments.html", context)


@require_safe
@may_read
def assessment(request: SignedInRequest, framework: str, slug: str) -> HttpResponse:
    """Show one assessment, section by section."""
    page = page_or_404(request, framework, slug)
    return render(request, "indicators/self_assessment/assessment.html", {"page": page})


@require_safe
@may_read
def compare(request: SignedInRequest, framework: str, slug: str, earlier: str) -> HttpResponse:
    """Show two assessments by one framework side by side."""
    try:
        page = build_comparison(framework, slug, earlier, as_of=day_of(request))
    except NoAssessment as error:
        raise Http404 from error
    if earlier == slug:
        raise Http404
    return render(request, "indicators/self_assessment/compare.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@may_answer
def assessment_new(request: SignedInRequest, framework: str) -> HttpResponse:
    """Begin to assess again by a framework."""
    row = get_object_or_404(Framework, slug=framework)
    today = clock.today()
    newest = row.assessments.first()
    form = BeginForm(
        request.POST or None,
        today=today,
        initial={"area": newest.area if newest else "", "assessed_on": today},
    )
    if request.method == "POST" and form.is_valid():
        write = partial(
            services.begin_assessment,
            framework=row,
            **form.cleaned_data,
            author=request.user,
            on=today,
            at=clock.now(),
        )
        said = "The assessment is begun. Nothing is answered yet."
        if keep(request, form, write, refused=REFUSED, said=said):
            return redirect(
                "self-assessment", framework, form.cleaned_data["assessed_on"].isoformat()
            )
    context = {"form": form, "framework": row.name}
    return render(request, "indicators/self_assessment/new.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@may_answer
@saving_as_seen
def answer(request: SignedInRequest, framework: str, slug: str, question: str) -> HttpResponse:
    """Answer one question; the page leads on to the next that is open."""
    row = find_open(framework, slug)
    asked = get_object_or_404(
        FrameworkQuestion, section__framework=row.framework, slug=question, parts=None
    )
    newest = row.answers.filter(question=asked).order_by("recorded_at", "pk").last()
    seen = [row, newest] if newest else [row]
    form = AnswerForm(
        request.POST or None,
        question=asked,
        levels=row.framework.levels.all(),
        level_label=row.framework.level_label,
        initial={
            "level": newest.level.slug if newest and newest.level else "",
            "figure": newest.figure if newest else "",
            "comment": newest.comment if newest else "",
            "evidence": newest.evidence if newest else "",
        },
    )
    if is_valid_as_seen(form, *seen):
        write = partial(
            services.answer_question,
            assessment=row,
            question=asked,
            words=form.words(),
            author=request.user,
            on=clock.today(),
            at=clock.now(),
        )
        said = f"The answer to {asked.reference} is recorded."
        if keep(request, form, write, refused=REFUSED, said=said):
            return redirect(f"{row.get_absolute_url()}#{asked.slug}")
    page = build_assessment(framework, slug, as_of=clock.today())
    line = next(each for each in page.questions if each.slug == question)
    context = {"form": form, "page": page, "line": line, "mark": mark_of(*seen)}
    return render(request, "indicators/self_assessment/answer.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@may_answer
def contributor_new(request: SignedInRequest, framework: str, slug: str) -> HttpResponse:
    """Name somebody who contributed."""
    row = find_open(framework, slug)
    form = ContributorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        write = partial(
            services.name_contributor, assessment=row, **form.cleaned_data, on=clock.today()
        )
        if keep(request, form, write, refused=REFUSED, said="The contributor is named."):
            return redirect(row)
    context = {"form": form, "assessment": row, "heading": "Name a contributor"}
    return render(request, "indicators/self_assessment/add.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@may_answer
def agreement_new(request: SignedInRequest, framework: str, slug: str) -> HttpResponse:
    """Record that a body agreed."""
    row = find_open(framework, slug)
    today = clock.today()
    form = AgreementForm(request.POST or None, today=today, initial={"agreed_on": today})
    if request.method == "POST" and form.is_valid():
        write = partial(services.record_agreement, assessment=row, **form.cleaned_data, on=today)
        if keep(request, form, write, refused=REFUSED, said="The agreement is recorded."):
            return redirect(row)
    context = {"form": form, "assessment": row, "heading": "Record that a body agreed"}
    return render(request, "indicators/self_assessment/add.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@may_answer
@proved_again
def issue(request: SignedInRequest, framework: str, slug: str) -> HttpResponse:
    """Say what issuing means, and issue."""
    row = find_open(framework, slug)
    if request.method == "POST":
        write = partial(
            services.issue_assessment, assessment=row, issued_by=request.user, on=clock.today()
        )
        attempt(request, write, refused=REFUSED, said="The self-assessment is issued.")
        return redirect(row)
    page = build_assessment(framework, slug, as_of=clock.today())
    return render(request, "indicators/self_assessment/issue.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@may_read
def assessment_pdf(request: SignedInRequest, framework: str, slug: str) -> HttpResponse:
    """Send an assessment as a PDF where it was made already, else offer to make it: by a POST."""
    page = page_or_404(request, framework, slug)
    row = SelfAssessment.objects.select_related("framework").get(
        framework__slug=framework, slug=slug
    )
    if request.method == "POST":
        return ask_and_lead(
            request,
            lambda: ask_for_assessment_document(
                assessment=row, as_of=page.as_of, asked_by=request.user, asked_at=clock.now()
            ),
            file="assessment-document-file",
        )
    found = find_assessment_document(assessment=row, as_of=page.as_of)
    if found is None or is_lost(found, at=clock.now()):
        return render(request, "indicators/self_assessment/offer.html", {"page": page})
    if found.state == AssessmentDocument.State.READY:
        return send(found, name_of(found))
    return redirect(found)


@require_safe
@may_read
def assessment_document(request: SignedInRequest, key: str) -> HttpResponse:
    """Show how far a document of an assessment is."""
    found = get_object_or_404(documents().defer("pdf"), pk_uuid=key)
    whole = "indicators/self_assessment/document.html"
    state = "indicators/self_assessment/_state.html"
    context = {"assessment": found.assessment} | progress_of(found)
    return render(request, state if request.htmx else whole, context)


@require_safe
@may_read
def assessment_document_file(request: SignedInRequest, key: str) -> HttpResponse:
    """Send a document that was made."""
    ready = documents().filter(state=AssessmentDocument.State.READY)
    found = get_object_or_404(ready, pk_uuid=key)
    return send(found, name_of(found))


def documents() -> QuerySet[AssessmentDocument]:
    """Return the documents with what they are of."""
    return AssessmentDocument.objects.select_related("assessment__framework")


def name_of(document: AssessmentDocument) -> str:
    """Return the name of the file, without its ending."""
    return f"self-assessment-{document.assessment.slug}-as-at-{document.as_of.isoformat()}"


def page_or_404(request: SignedInRequest, framework: str, slug: str) -> AssessmentPage:
    """Return an assessment that was begun by the day shown."""
    try:
        return build_assessment(framework, slug, as_of=day_of(request))
    except NoAssessment as error:
        raise Http404 from error


def find_open(framework: str, slug: str) -> SelfAssessment:
    """Return an assessment that takes answers; one that is issued takes none, and is not there."""
    rows = SelfAssessment.objects.select_related("framework").filter(issued_on=None)
    return get_object_or_404(rows, framework__slug=framework, slug=slug)
