"""The plan on the administration pages: wording and register, never the dated rows."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, QuerySet
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from simple_history.admin import SimpleHistoryAdmin

from actionplan.models import (
    Action,
    ActionRole,
    Officer,
    Organisation,
    Plan,
    ProgressUpdate,
    RatingLevel,
    RatingScheme,
    Recommendation,
    SuccessCriterion,
)
from actionplan.models.rating_schemes import scale_from
from actionplan.rating_levels import faults_of
from actionplan.services.rewordings import Said, keep_rewordings, levels_of, said_by
from actionplan.services.standings import mark
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib import clock


class DatedAdmin[M: Model](admin.ModelAdmin[M]):
    """Keeps what a row said before it was edited here, with the day and who edited it."""

    def save_model(self, request: HttpRequest, obj: M, form: Any, change: bool) -> None:
        """Save it; what it said before is kept, and what was worked out is not used again."""
        with transaction.atomic():
            before = said_by(obj) if change else None
            super().save_model(request, obj, form, change)
            self.keep(request, obj, before)

    @staticmethod
    def keep(request: HttpRequest, row: Model, before: Said | None) -> None:
        """Keep what a row says otherwise than before, or that it was added."""
        assert isinstance(request.user, User)
        keep_rewordings(
            row,
            before=before,
            author=request.user,
            recorded_on=clock.today(),
            recorded_at=clock.now(),
        )


class LevelFormSet(BaseInlineFormSet):
    """The levels of a scheme, which are whole or are not saved."""

    def clean(self) -> None:
        """Refuse levels that do not make a scheme, each fault in words."""
        super().clean()
        if any(self.errors):
            return
        rows = [form.instance for form in self.forms if form.instance.key]
        scale = scale_from(vars(row) for row in rows)
        faults = [fault.words for fault in faults_of(scale.levels)]
        if faults:
            raise ValidationError(faults)


class RatingLevelInline(admin.TabularInline):
    """The levels of a scheme; one that is there is taken out of use, and never deleted."""

    model = RatingLevel
    formset = LevelFormSet
    extra = 0
    can_delete = False


class ActionRoleInline(admin.TabularInline):
    """Who has which part in an Action."""

    model = ActionRole
    extra = 0
    autocomplete_fields = ["officer", "organisation"]


class SuccessCriterionInline(admin.TabularInline):
    """How it will be known that an Action is done."""

    model = SuccessCriterion
    extra = 0
    fields = ["order", "text"]


@admin.register(RatingScheme)
class RatingSchemeAdmin(DatedAdmin[RatingScheme]):
    """Rating schemes with their levels."""

    inlines = [RatingLevelInline]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save its levels; what each said before is kept, and which were added."""
        with transaction.atomic():
            before = {row.pk: said_by(row) for row in levels_of(form.instance)}
            super().save_related(request, form, formsets, change)
            for row in levels_of(form.instance) if change else ():
                self.keep(request, row, before.get(row.pk))


@admin.register(Plan)
class PlanAdmin(DatedAdmin[Plan], SimpleHistoryAdmin):
    """Plans; every change of wording is kept."""

    list_display = ["title", "starts_on", "reporting_cycle_days"]


@admin.register(Recommendation)
class RecommendationAdmin(DatedAdmin[Recommendation], SimpleHistoryAdmin):
    """Recommendations; every change of wording is kept, and where one stands in its plan stays."""

    list_display = ["number", "text", "plan"]
    list_filter = ["plan"]
    search_fields = ["text"]
    autocomplete_fields = ["predecessor"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Let the place of one be chosen when it is added, and never after."""
        return [] if obj is None else ["plan", "number", "urgency_group"]

    def save_model(
        self, request: HttpRequest, obj: Recommendation, form: Any, change: bool
    ) -> None:
        """Save it; what was worked out of its plan is not used again."""
        with transaction.atomic():
            super().save_model(request, obj, form, change)
            mark(Plan.objects.filter(pk=obj.plan_id))

    def delete_model(self, request: HttpRequest, obj: Recommendation) -> None:
        """Delete it; what was worked out of its plan is not used again."""
        with transaction.atomic():
            super().delete_model(request, obj)
            mark(Plan.objects.filter(pk=obj.plan_id))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Recommendation]) -> None:
        """Delete some; what was worked out of their plans is not used again."""
        with transaction.atomic():
            mark(Plan.objects.filter(recommendations__in=queryset.values("pk")))
            super().delete_queryset(request, queryset)


@admin.register(Action)
class ActionAdmin(DatedAdmin[Action], SimpleHistoryAdmin):
    """Actions: their wording and who leads them. A reference is kept for life."""

    list_display = ["reference", "text", "lead_words", "plan"]
    list_filter = ["plan", "recommendation"]
    search_fields = ["reference", "text"]
    inlines = [ActionRoleInline, SuccessCriterionInline]
    readonly_fields = [
        *("reference", "plan", "recommendation", "project_area", "order", "added_on"),
        *("progress_as_written", "source"),
    ]
    autocomplete_fields = ["predecessor"]

    def save_model(self, request: HttpRequest, obj: Action, form: Any, change: bool) -> None:
        """Save it; what was worked out of its plan is not used again."""
        with transaction.atomic():
            super().save_model(request, obj, form, change)
            mark(Plan.objects.filter(pk=obj.plan_id))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save who leads and helps, and its criteria; what they were before is kept."""
        with transaction.atomic():
            before = said_by(form.instance)
            super().save_related(request, form, formsets, change)
            self.keep(request, form.instance, before)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Save rows of it; a success criterion is of its Recommendation too."""
        for row in formset.save(commit=False):
            if isinstance(row, SuccessCriterion):
                row.recommendation_id = form.instance.recommendation_id
        super().save_formset(request, form, formset, change)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: an Action needs a by-when and a standing, which only the loader gives it yet."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Refuse: an Action that is no longer pursued is dropped with its reason."""
        return False


@admin.register(Officer)
class OfficerAdmin(DatedAdmin[Officer], SimpleHistoryAdmin):
    """The register of initials, and the account that each is tied to."""

    list_display = ["initials", "name", "post", "is_indexed", "user"]
    search_fields = ["initials", "name", "post"]
    autocomplete_fields = ["user", "organisation"]


@admin.register(Organisation)
class OrganisationAdmin(DatedAdmin[Organisation]):
    """Bodies that help."""

    list_display = ["name", "code"]
    search_fields = ["name", "code"]


@admin.register(ProgressUpdate)
class ProgressUpdateAdmin(admin.ModelAdmin):
    """What was said; to be read here, never changed."""

    list_display = ["action", "recommendation", "reported_on", "narrative", "status", "rating"]
    list_filter = ["status", "rating"]
    search_fields = ["narrative"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: updates are posted by those who lead."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Refuse: an update is written once."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Refuse: an update is kept."""
        return False
