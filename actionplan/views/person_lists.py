"""Many people at once: a list is sent, looked through row by row, added; links to hand over."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from actionplan.forms.person_lists import (
    HOLDS_CHOICES,
    NotAList,
    PersonListForm,
    ReviewedList,
    UsualRoleForm,
    table_of,
)
from actionplan.plan_opening import UnreadableFile, open_content
from actionplan.presenters.person_lists import PersonListPage, build_person_list
from actionplan.services.people import Listed, add_listed
from actionplan.views.guards import recording
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.people import services
from herefordshire_cs.accounts.people.links import how_long
from herefordshire_cs.accounts.people.presenters import role_names
from herefordshire_cs.accounts.people.showing import links_to_show, show_links
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.files import tables
from herefordshire_cs.lib.text.words import count_in_words
from herefordshire_cs.lib.web.requests import SignedInRequest
from herefordshire_cs.notices.links import send_links

PASTED = "pasted.txt"
COLUMNS = ["Name", "E-mail address", "Post or job title", "Organisation or team", "Roles"]
MEANWHILE = (
    "Somebody added one of these people meanwhile. Nothing was added; look through the rows again."
)

may_add = permission_required("accounts.add_user", raise_exception=True)


@require_http_methods(["GET", "HEAD", "POST"])
@may_add
def people_list_new(request: SignedInRequest) -> HttpResponse:
    """Send a list of people; show it row by row; add those that were looked through."""
    if request.method == "POST" and "list" in request.POST and "reread" not in request.POST:
        return look_through(request)
    form = PersonListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            reviewed = receive(form)
        except (UnreadableFile, NotAList) as refused:
            form.add_error("file" if form.cleaned_data["file"] else "words", str(refused))
        else:
            return show_rows(request, reviewed, build(request, reviewed))
    return show_sending(request, form)


def receive(form: PersonListForm) -> ReviewedList:
    """Return the list of a valid form. Raises UnreadableFile and NotAList."""
    said = form.cleaned_data
    file = said["file"]
    content = file.read() if file else said["words"].encode()
    opened = open_content(content, file.name if file else PASTED)
    return ReviewedList.sent(table_of(opened), usual_role=said["usual_role"])


def look_through(request: SignedInRequest) -> HttpResponse:
    """Show a list again as it was put right, or add its people where that was pressed."""
    role = UsualRoleForm(request.POST)
    usual_role = role.cleaned_data["usual_role"] if role.is_valid() else ""
    try:
        reviewed = ReviewedList.returned(request.POST, usual_role=usual_role)
    except NotAList as refused:
        form = PersonListForm(initial={"usual_role": usual_role})
        messages.error(request, str(refused))
        return show_sending(request, form)
    page = build(request, reviewed)
    if "add" not in request.POST or page.in_the_way or not (page.whole or page.giving):
        return show_rows(request, reviewed, page, is_pressed="add" in request.POST)
    try:
        made = add(request, page)
    except (services.AddressTaken, services.OwnRights, services.NotActive, services.ForRepairs):
        messages.error(request, MEANWHILE)
        return show_rows(request, reviewed, build(request, reviewed))
    messages.success(request, said_of(page))
    send_links(made, on=clock.today(), at=clock.now())
    return show_links(request, made) if made else redirect("people")


def build(request: SignedInRequest, reviewed: ReviewedList) -> PersonListPage:
    """Return the page of a list."""
    return build_person_list(
        reviewed.rows,
        usual_role=reviewed.usual_role,
        left_out=reviewed.left_out,
        giving=reviewed.giving,
        reader=request.user,
    )


def add(request: SignedInRequest, page: PersonListPage) -> list[User]:
    """Add the people of a list, and give roles to those who are there."""
    new = [
        Listed(
            account=services.NewPerson(name=each.row.name, email=each.row.email, roles=each.roles),
            post=each.row.post,
            organisation=each.row.organisation,
        )
        for each in page.whole
    ]
    more = {each.account: each.more_roles for each in page.giving if each.account}
    return add_listed(new, more, by=recording(request))


def said_of(page: PersonListPage) -> str:
    """Say how many were added and given roles."""
    parts = []
    if page.whole:
        parts.append(f"{count_in_words(len(page.whole), 'person', 'people')} added")
    if page.giving:
        parts.append(f"{count_in_words(len(page.giving), 'account')} given roles")
    words = "; ".join(parts)
    return f"{words[:1].upper()}{words[1:]}."


def show_sending(request: SignedInRequest, form: PersonListForm) -> HttpResponse:
    """Show the form that a list is sent with."""
    return render(
        request, "actionplan/people/list_new.html", {"form": form, "roles": role_names()}
    )


def show_rows(
    request: SignedInRequest,
    reviewed: ReviewedList,
    page: PersonListPage,
    *,
    is_pressed: bool = False,
) -> HttpResponse:
    """Show each row of a list as it would be added."""
    context = {
        "page": page,
        "state": reviewed.state,
        "shown_as": reviewed.shown_as,
        "words": request.POST.get("words", "").strip() or reviewed.words,
        "columns": [
            (place, head or f"Column {place + 1}", reviewed.holds[place])
            for place, head in enumerate(
                [*reviewed.table.heads, *[""] * (len(reviewed.holds) - len(reviewed.table.heads))]
            )
        ],
        "holds_choices": HOLDS_CHOICES,
        "role": UsualRoleForm(initial={"usual_role": reviewed.usual_role}),
        "roles": role_names(),
        "is_pressed": is_pressed,
    }
    return render(request, "actionplan/people/list_rows.html", context)


@require_safe
@may_add
def people_template(request: SignedInRequest) -> HttpResponse | StreamingHttpResponse:
    """Send an empty workbook with the heads of the columns."""
    return tables.sent("xlsx", "people-template", "People", COLUMNS, [])


@require_http_methods(["GET", "HEAD", "POST"])
@may_add
def people_links(request: SignedInRequest) -> HttpResponse:
    """Show the links that were just made, once; a POST makes them for all without a password."""
    if request.method == "POST":
        without = [
            row for row in User.objects.filter(is_active=True) if not row.has_usable_password()
        ]
        made = services.make_links(without, by=request.user, at=clock.now())
        send_links(made, on=clock.today(), at=clock.now())
        return show_links(request, made)
    context = {"links": links_to_show(request), "how_long": how_long(now=clock.now())}
    return render(request, "actionplan/people/links.html", context)
