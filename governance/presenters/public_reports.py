"""What the public may read of a report: its exempt appendices are named, and no more."""

from dataclasses import replace

from governance.exempt.marks import exemption_under
from governance.exempt.reader import PUBLIC, Reader
from governance.exempt.telling import told
from governance.models import NO_PUBLIC_APPENDIX, Appendix
from governance.models.issued import IssuedAppendix, IssuedItem
from governance.presenters.appendices import AppendixPaper
from governance.presenters.reports import ReportPaper


def as_issued(paper: ReportPaper, issued: IssuedItem) -> ReportPaper:
    """Return a report with the appendices that were issued, those withheld there still so."""
    withheld = {each.key: each for each in issued.withheld}
    appendices = tuple(
        _withheld_as_issued(each, withheld[each.pk]) if each.pk in withheld else each
        for each in paper.appendices
        if issued.appendices is None
        or each.pk in issued.appendices
        or each.kind == Appendix.Kind.NOT_HELD
    )
    return replace(paper, appendices=appendices)


def _withheld_as_issued(appendix: AppendixPaper, issued: IssuedAppendix) -> AppendixPaper:
    if appendix.exemption is not None:
        return appendix
    exemption = exemption_under(issued.paragraph, also=issued.also)
    # Its title may be read once a correction is issued; the name as issued holds its label.
    title = issued.name.removeprefix(appendix.label).strip()
    return replace(appendix, public_title=title, exemption=exemption)


def public_paper(paper: ReportPaper) -> ReportPaper:
    """Return a report that says of its exempt appendices only what the public may know."""
    appendices = tuple(public_appendix(each) for each in paper.appendices)
    return replace(paper, appendices=appendices, note="", source="")


def public_appendix(appendix: AppendixPaper, *, reader: Reader = PUBLIC) -> AppendixPaper:
    """Return what is appended as its reader may know of it."""
    return told(appendix, reader, title=appendix.public_title or NO_PUBLIC_APPENDIX)
