"""The addresses that other tools read: described by OpenAPI, answered as JSON, paged, as at a day.

Who asks sends a token in ``Authorization: Bearer …``; a session of the site opens nothing here.
"""

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Annotated, Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.views.decorators.http import require_safe
from ninja import NinjaAPI, Path, Query
from ninja.errors import HttpError, ValidationError
from ninja.security import HttpBearer
from pydantic import BaseModel, ConfigDict, Field, create_model

from actionplan.models import Plan
from herefordshire_cs import __version__
from herefordshire_cs.api.models import Token
from herefordshire_cs.api.records import KINDS, Kind, has_plan, page_of, plan_rows
from herefordshire_cs.api.scopes import Scope
from herefordshire_cs.api.services import find_token
from herefordshire_cs.lib import clock

FIRST_DAY = date(1900, 1, 1)
LARGEST_PAGE, LAST_PAGE = 1_000, 100_000
type Value = str | int | float | Decimal | bool | datetime | date | time | None


class Problem(BaseModel):
    """Why something was not answered, in words."""

    detail: str


class PlanRow(BaseModel):
    """A plan, by the short name that addresses use."""

    plan: str
    title: str
    starts_on: date


class Asking(BaseModel):
    """What may be asked of any record: the day, and which page of how many rows."""

    as_at: date | None = Field(
        None, description="The record as it was on this day; today without it."
    )
    page: int = Field(1, ge=1, le=LAST_PAGE)
    page_size: int = Field(100, ge=1, le=LARGEST_PAGE)


class TokenOfATool(HttpBearer):
    """Takes the token of a tool."""

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:
        """Return the token if it may be used today."""
        return find_token(token, on=clock.today())


api = NinjaAPI(
    title="Improvement plan",
    version=__version__,
    description="The record for other tools: read alone. Nothing exempt is in it.",
    urls_namespace="api",
    auth=TokenOfATool(),
    docs_url=None,  # its page loads scripts from elsewhere, which the policy of this site refuses
    openapi_url="openapi.json",
)
PROBLEMS: dict[int, Any] = dict.fromkeys((401, 403, 404, 422), Problem)


@api.exception_handler(ValidationError)
def say_what_is_wrong(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Answer with what is wrong with what was asked, each part by its name."""
    words = "; ".join(f"{found['loc'][-1]}: {found['msg']}" for found in error.errors)
    return api.create_response(request, {"detail": words}, status=422)


def refuse(token: Token, scope: Scope) -> None:
    """See that a token may read records of a scope."""
    if scope not in token.scopes:
        raise HttpError(403, f"This token may not read {scope.label.lower()}.")


def day_of(asking: Asking) -> date:
    """Return the day that is asked for, if the record may be shown as at it."""
    day = asking.as_at or clock.today()
    if not FIRST_DAY <= day <= clock.latest_day():
        raise HttpError(422, f"as_at: a day from {FIRST_DAY} to {clock.latest_day()}")
    return day


def answer(request: HttpRequest, kind: Kind, asking: Asking, *, plan: str = "") -> dict[str, Any]:
    """Return a page of records, as they are for everybody who signs in."""
    token: Token = request.auth  # type: ignore[attr-defined]
    refuse(token, kind.scope)
    as_of = day_of(asking)
    if plan and not has_plan(plan):
        raise HttpError(404, "There is no such plan.")
    start = (asking.page - 1) * asking.page_size
    try:
        page = page_of(kind, plan=plan, as_of=as_of, start=start, size=asking.page_size)
    except Plan.DoesNotExist as missing:
        raise HttpError(404, "There was no such plan on that day.") from missing
    following = None
    if page.has_more and asking.page < LAST_PAGE:
        query = request.GET.copy()
        query["page"] = str(asking.page + 1)
        following = request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
    return {"as_at": as_of, "page": asking.page, "next": following, "rows": page.rows}


@api.get(
    "/plans",
    response={200: list[PlanRow], **PROBLEMS},
    tags=[Scope.PLANS.value],
    url_name="api-plans",
)
def plans(request: HttpRequest) -> Any:
    """List the plans that are not private."""
    token: Token = request.auth  # type: ignore[attr-defined]
    refuse(token, Scope.PLANS)
    return list(plan_rows())


def schema_of(kind: Kind) -> type[BaseModel]:
    """Return the shape of a page of a kind: its columns, each of which may be empty."""
    columns: dict[str, Any] = dict.fromkeys(kind.export.columns, (Value, None))
    word = kind.name.title().replace("-", "")
    row: Any = create_model(f"{word}Row", __config__=ConfigDict(extra="allow"), **columns)
    return create_model(
        f"{word}Page",
        as_at=(date, ...),
        page=(int, ...),
        next=(str | None, ...),
        rows=(list[row], ...),
    )


def view_of(kind: Kind) -> Callable[..., Any]:
    """Return what answers for a kind: for one plan, or for all there is."""
    if kind.is_of_a_plan:

        def of_a_plan(
            request: HttpRequest,
            plan: Annotated[str, Path(pattern=r"^[-a-z0-9]{1,50}$")],
            asking: Annotated[Asking, Query()],
        ) -> Any:
            return answer(request, kind, asking, plan=plan)

        return of_a_plan

    def of_all(request: HttpRequest, asking: Annotated[Asking, Query()]) -> Any:
        return answer(request, kind, asking)

    return of_all


for each in KINDS:
    api.get(
        f"/plans/{{plan}}/{each.name}" if each.is_of_a_plan else f"/{each.name}",
        response={200: schema_of(each), **PROBLEMS},
        tags=[each.scope.value],
        summary=f"{each.name.replace('-', ' ').capitalize()}, one row each",
        operation_id=each.name.replace("-", "_"),
        url_name=f"api-{each.name}",
    )(view_of(each))


def addresses() -> list[URLPattern]:
    """Return the addresses, which ask for a token in place of a session."""
    patterns = [pattern for pattern in api.urls[0] if isinstance(pattern, URLPattern)]
    for pattern in patterns:
        pattern.callback = login_not_required(require_safe(pattern.callback))
    return patterns
