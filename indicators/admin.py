"""The indicators on the administration pages: definitions and settings, never a figure's edit."""

from typing import Any

from django.contrib import admin
from django.db import transaction
from django.db.models import Model
from django.forms import ModelForm
from django.http import HttpRequest
from simple_history.admin import SimpleHistoryAdmin

from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib import clock
from indicators.models import (
    Commentary,
    Comparator,
    ComparatorGroup,
    DefinitionChange,
    Indicator,
    IndicatorSet,
    KeyThreshold,
    Neighbour,
    Outturn,
    Paper,
    Purpose,
    Target,
)
from indicators.services.redefinitions import Said, keep_redefinitions, said_by


class PurposeInline(admin.TabularInline):
    """What an indicator is meant to show working."""

    model = Purpose
    extra = 0


class DefinitionChangeInline(admin.TabularInline):
    """The days from which an indicator counts something else."""

    model = DefinitionChange
    extra = 0


class KeyThresholdInline(admin.TabularInline):
    """The level that a key threshold demands."""

    model = KeyThreshold
    extra = 0


class NeighbourInline(admin.TabularInline):
    """The authorities of a group."""

    model = Neighbour
    extra = 0


@admin.register(Indicator)
class IndicatorAdmin(SimpleHistoryAdmin):
    """Indicators; every change of a definition or a setting is kept."""

    list_display = ["ref", "definition", "polarity", "year_type", "frequency", "supplier"]
    list_filter = ["sets", "polarity", "year_type", "frequency"]
    search_fields = ["ref", "definition"]
    filter_horizontal = ["sets"]
    inlines = [PurposeInline, DefinitionChangeInline, KeyThresholdInline]

    def save_model(
        self, request: HttpRequest, obj: Indicator, form: ModelForm, change: bool
    ) -> None:
        """Save it; what it was before is kept."""
        with transaction.atomic():
            before = said_by(obj) if change else None
            super().save_model(request, obj, form, change)
            self.keep(request, obj, before)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save its sets and what is edited with it; what they were before is kept."""
        with transaction.atomic():
            before = said_by(form.instance) if change else None
            super().save_related(request, form, formsets, change)
            self.keep(request, form.instance, before)

    @staticmethod
    def keep(request: HttpRequest, row: Indicator, before: Said | None) -> None:
        """Keep what is otherwise than before; one that is new was never otherwise."""
        assert isinstance(request.user, User)
        if before is not None:
            keep_redefinitions(
                row,
                before=before,
                author=request.user,
                recorded_on=clock.today(),
                recorded_at=clock.now(),
            )

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Refuse: an indicator that is no longer reported is succeeded by another."""
        return False


@admin.register(IndicatorSet)
class IndicatorSetAdmin(admin.ModelAdmin):
    """The sets that view the indicators."""

    list_display = ["name", "slug", "order"]


@admin.register(ComparatorGroup)
class ComparatorGroupAdmin(admin.ModelAdmin):
    """Whom the council is compared with; a new vintage is a new group."""

    list_display = ["name", "vintage", "source"]
    inlines = [NeighbourInline]


@admin.register(Paper)
class PaperAdmin(admin.ModelAdmin):
    """The papers that indicators and judgements were read from."""

    list_display = ["title", "published_on"]


class WrittenOnce(admin.ModelAdmin):
    """Rows that are added and never edited."""

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Refuse: a restatement is a new row."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Refuse: what was published is kept."""
        return False


class ReadHere(WrittenOnce):
    """Rows that are added elsewhere, with their checks."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: a figure is entered or loaded, where it is checked."""
        return False


@admin.register(Comparator)
class ComparatorAdmin(WrittenOnce):
    """What others came to; added as it is published, restated by adding again."""

    list_display = ["indicator", "group", "period", "value", "no_value_reason", "published_on"]
    list_filter = ["group"]
    autocomplete_fields = ["indicator"]
    exclude = ["recorded_at", "recorded_by"]

    def save_model(
        self, request: HttpRequest, obj: Comparator, form: ModelForm, change: bool
    ) -> None:
        """Note who recorded it, and when."""
        assert isinstance(request.user, User)
        obj.recorded_at = clock.now()
        obj.recorded_by = request.user
        super().save_model(request, obj, form, change)


@admin.register(Outturn)
class OutturnAdmin(ReadHere):
    """Outturns, to be read here."""

    list_display = ["indicator", "period", "value", "no_value_reason", "published_on"]
    search_fields = ["indicator__ref", "indicator__definition"]


@admin.register(Target)
class TargetAdmin(ReadHere):
    """Targets, to be read here."""

    list_display = ["indicator", "period", "value", "no_value_reason", "published_on"]
    search_fields = ["indicator__ref", "indicator__definition"]


@admin.register(Commentary)
class CommentaryAdmin(ReadHere):
    """Commentaries, to be read here."""

    list_display = ["indicator", "period", "written_by_name", "written_on", "approved_on"]
