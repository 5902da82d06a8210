"""Governance on the administration pages."""

from django.contrib import admin

from governance.models import OneOffHoliday


@admin.register(OneOffHoliday)
class OneOffHolidayAdmin(admin.ModelAdmin):
    """Days that the clock leaves out beside the bank holidays it knows."""

    list_display = ["day", "name"]
