"""The doors that belong to no app: the health check and the demonstration day."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from herefordshire_cs.background.answering import QueueState, queue_states
from herefordshire_cs.front.demonstration import OFFERED
from herefordshire_cs.front.forms import DemonstrationDayForm
from herefordshire_cs.front.navigation import SESSION_KEY
from herefordshire_cs.lib import clock


@login_not_required
@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Answer the load balancer; an error here means that the database does not answer.

    Pages are served though a worker is silent, so that is said and is no error.
    """
    queues = {state.queue: said_of(state) for state in queue_states(at=clock.now())}
    return JsonResponse({"status": "ok", "queues": queues})


def said_of(state: QueueState) -> dict[str, object]:
    """Return what the health check says of a queue."""
    last = state.last_answered_at
    return {
        "is_answering": state.is_answering,
        "last_answered_at": last.isoformat(timespec="seconds") if last else None,
        "waiting": state.waiting,
        "oldest_waiting_seconds": state.oldest_waiting_seconds,
    }


@login_not_required
@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Lead a browser that shows a file, which names no icon, to the icon of the pages."""
    return redirect(static("build/favicon.svg"))


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show the accessibility statement, which everybody may read."""
    return render(request, "front/accessibility.html")


def demonstration_day(request: HttpRequest) -> HttpResponse:
    """Let the visitor of a demonstration choose the day that counts as today."""
    if not clock.is_demonstration():
        raise Http404
    form = DemonstrationDayForm(request.POST or None, initial={"day": clock.today()})
    if request.method == "POST" and form.is_valid():
        request.session[SESSION_KEY] = form.cleaned_data["day"].isoformat()
        return redirect("dashboard")
    return render(request, "front/demonstration_day.html", {"form": form, "offered": OFFERED})
