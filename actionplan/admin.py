"""The plan on the administration pages: wording and register, never the dated rows."""

from typing import Any

from django.contrib import admin
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from simple_history.admin import SimpleHistoryAdmin

from actionplan.models import (
    Action,
    ActionRole,
    Officer,
    Organisation,
    Plan,
    ProgressUpdate,
    RatingDefinition,
    RatingScheme,
    Recommendation,
)
from actionplan.services.standings import mark
from herefordshire_cs.lib.rag import Rag


class RatingDefinitionInline(admin.TabularInline):
    """What each colour of a scheme means; none may be left out."""

    model = RatingDefinition
    extra = 0
    min_num = max_num = len(Rag)

    def get_formset(self, *args: Any, **options: Any) -> Any:
        """Hold to the number of colours, which ``min_num`` alone only offers."""
        return super().get_formset(*args, validate_min=True, **options)


class ActionRoleInline(admin.TabularInline):
    """Who has which part in an Action."""

    model = ActionRole
    extra = 0
    autocomplete_fields = ["officer", "organisation"]


@admin.register(RatingScheme)
class RatingSchemeAdmin(admin.ModelAdmin):
    """Rating schemes with their printed definitions."""

    inlines = [RatingDefinitionInline]


@admin.register(Plan)
class PlanAdmin(SimpleHistoryAdmin):
    """Plans; every change of wording is kept."""

    list_display = ["title", "starts_on", "reporting_cycle_days"]


@admin.register(Recommendation)
class RecommendationAdmin(SimpleHistoryAdmin):
    """Recommendations; every change of wording is kept."""

    list_display = ["number", "text", "plan"]
    list_filter = ["plan"]
    search_fields = ["text"]

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
class ActionAdmin(SimpleHistoryAdmin):
    """Actions: their wording and who leads them. A reference is kept for life."""

    list_display = ["reference", "text", "lead_words", "plan"]
    list_filter = ["plan", "recommendation"]
    search_fields = ["reference", "text"]
    inlines = [ActionRoleInline]
    readonly_fields = ["reference", "plan", "recommendation", "order", "progress_as_written"]

    def save_model(self, request: HttpRequest, obj: Action, form: Any, change: bool) -> None:
        """Save it; what was worked out of its plan is not used again."""
        with transaction.atomic():
            super().save_model(request, obj, form, change)
            mark(Plan.objects.filter(pk=obj.plan_id))

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: an Action needs a by-when and a standing, which only the loader gives it yet."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Refuse: an Action that is no longer pursued is dropped with its reason."""
        return False


@admin.register(Officer)
class OfficerAdmin(SimpleHistoryAdmin):
    """The register of initials, and the account that each is tied to."""

    list_display = ["initials", "name", "post", "is_indexed", "user"]
    search_fields = ["initials", "name", "post"]
    autocomplete_fields = ["user", "organisation"]


@admin.register(Organisation)
class OrganisationAdmin(admin.ModelAdmin):
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
