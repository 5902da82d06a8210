"""Governance on the administration pages: who sits where, the days of the year, the notes.

Meetings, agendas, papers and packs are not here: what may change of them, and when, is for the
clerk's own pages.
"""

from django.contrib import admin
from simple_history.admin import SimpleHistoryAdmin

from governance.models import (
    AnnualCouncil,
    BodyOfficer,
    Committee,
    Declaration,
    Membership,
    OneOffHoliday,
    PublicNote,
    ScrutinyReview,
)


@admin.register(OneOffHoliday)
class OneOffHolidayAdmin(admin.ModelAdmin):
    """Days that the clock leaves out beside the bank holidays it knows."""

    list_display = ["day", "name"]


@admin.register(Committee)
class CommitteeAdmin(SimpleHistoryAdmin):
    """Committees and their remits; their own pages say who may read them, and ask what follows."""

    readonly_fields = ["is_open_to_public"]
    list_display = ["name", "kind", "is_open_to_public", "order"]
    list_filter = ["kind", "is_open_to_public"]
    search_fields = ["name"]


@admin.register(Membership)
class MembershipAdmin(SimpleHistoryAdmin):
    """Who sits on which committee, in which capacity, from when to when."""

    list_display = ["name", "committee", "capacity", "office", "voting", "starts_on", "ends_on"]
    list_filter = ["committee", "capacity"]
    search_fields = ["name"]


@admin.register(BodyOfficer)
class BodyOfficerAdmin(SimpleHistoryAdmin):
    """Who serves which body; where a private one has nobody left who could say so."""

    list_display = ["committee", "user"]
    raw_id_fields = ["user"]


@admin.register(AnnualCouncil)
class AnnualCouncilAdmin(admin.ModelAdmin):
    """The annual meetings, with each of which the numbers of minutes begin anew."""

    list_display = ["held_on", "note"]


@admin.register(Declaration)
class DeclarationAdmin(admin.ModelAdmin):
    """Interests that were declared, as the minutes have them."""

    list_display = ["name", "meeting", "interest", "has_left"]
    list_select_related = ["meeting__committee"]
    raw_id_fields = ["item"]


@admin.register(PublicNote)
class PublicNoteAdmin(admin.ModelAdmin):
    """What every agenda tells the public of their rights."""

    list_display = ["heading", "section", "order"]


@admin.register(ScrutinyReview)
class ScrutinyReviewAdmin(SimpleHistoryAdmin):
    """Reviews; every change of a scoping statement is kept."""

    list_display = ["title", "committee", "status"]
    raw_id_fields = ["report"]
