"""A pack laid out for paper, as its reader chooses; the pack itself stays as it was issued."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from governance.forms.packs import PaperForm
from governance.models import Pack
from governance.services import readings
from governance.views.guards import may_read
from governance.views.packs import find_issued
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.pdf.on_paper import laid_out
from herefordshire_cs.lib.web.downloads import send_pdf
from herefordshire_cs.lib.web.requests import SignedInRequest


@require_safe
@may_read
def pack_on_paper(request: SignedInRequest, key: str) -> HttpResponse:
    """Send the copy that its reader may have, laid out for paper."""
    pack, reader = find_issued(request, key)
    if reader.reads_exempt:
        readings.record_pack(pack, user=request.user, at=clock.now())
    elif pack.withdrawn_on is not None:
        raise Http404  # it shows what has become exempt since
    content = pack.members_pdf if reader.reads_exempt else pack.public_pdf
    if content is None:
        raise Http404
    form = PaperForm(request.GET)
    made = laid_out(
        bytes(content),
        starts=starts_of(pack) if form.chosen("odd") else (),
        has_binding=form.chosen("binding"),
        is_booklet=form.chosen("booklet"),
    )
    return send_pdf(made, f"{pack.meeting.slug}-on-paper-{pack.version}")


def starts_of(pack: Pack) -> frozenset[int]:
    """Return where the agenda’s items begin in the file, and its first numbered page, from 0."""
    firsts = {item["first"] for item in pack.contents if item.get("first")}
    last = max((item["last"] for item in pack.contents if item.get("last")), default=0)
    front = (pack.pages or 0) - (last - pack.first_page + 1)
    return frozenset(front + first - pack.first_page for first in firsts)
