"""The page on which a reader notes something for themselves on an item of an agenda."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from governance.exempt.reader import reader_of
from governance.exempt.rows import readable
from governance.forms.paper_notes import NoteForm
from governance.models import AgendaItem, PaperNote
from governance.services.paper_notes import keep_note
from governance.views.guards import find_meeting, may_read
from herefordshire_cs.lib.web.requests import SignedInRequest
from herefordshire_cs.lib.web.seen import is_valid_as_seen, mark_of, saving_as_seen


@require_http_methods(["GET", "HEAD", "POST"])
@may_read
@saving_as_seen
def paper_note(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Write or change one's own note on an item; nobody else's is ever read here."""
    meeting = find_meeting(request, slug)
    items = readable(AgendaItem.objects.filter(meeting=meeting), reader_of(request.user))
    item = get_object_or_404(items, pk=pk)
    own = list(PaperNote.objects.filter(item=item, user=request.user))
    form = NoteForm(
        request.POST if request.method == "POST" else None,
        initial={"text": own[0].text if own else ""},
    )
    mark = mark_of(*own)
    if is_valid_as_seen(form, *own):
        keep_note(item=item, user=request.user, text=form.cleaned_data["text"])
        messages.success(request, "Your note is kept. Nobody else can read it.")
        return redirect("my-meetings")
    context = {"form": form, "meeting": meeting, "item": item, "mark": mark}
    return render(request, "governance/paper_notes/note.html", context)
