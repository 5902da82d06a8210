"""The pages on which administrators make and end tokens."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from herefordshire_cs.api import services
from herefordshire_cs.api.forms import TokenForm
from herefordshire_cs.api.models import Token
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.attempting import attempt
from herefordshire_cs.lib.web.requests import SignedInRequest

may_see = permission_required("accounts.view_user", raise_exception=True)
may_change = permission_required("accounts.change_user", raise_exception=True)


@require_GET
@may_see
def tokens(request: SignedInRequest) -> HttpResponse:
    """Show every token, with its person and whether it is in use."""
    today = clock.today()
    rows = Token.objects.select_related("person")
    lines = [(row, row.state(today=today)) for row in rows]
    return render(request, "api/tokens.html", {"lines": lines})


@require_http_methods(["GET", "POST"])
@may_change
def token_new(request: SignedInRequest) -> HttpResponse:
    """Make a token; its secret stands on the answer and nowhere else."""
    form = TokenForm(request.POST or None, today=clock.today())
    if request.method == "POST" and form.is_valid():
        secret = services.make_token(**form.cleaned_data, by=request.user, at=clock.now())
        context = {"secret": secret, "address": request.build_absolute_uri("/api/")}
        return render(request, "api/token_made.html", form.cleaned_data | context)
    return render(request, "api/token_new.html", {"form": form})


@require_POST
@may_change
def token_end(request: SignedInRequest, pk: int) -> HttpResponse:
    """End a token at once."""
    row = get_object_or_404(Token, pk=pk)
    attempt(
        request,
        lambda: services.end_token(row.pk, by=request.user, at=clock.now()),
        refused={},
        said=f"“{row.name}” has ended: whoever sends it is refused from now on.",
    )
    return redirect("tokens")
