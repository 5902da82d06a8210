"""Accounts on the administration pages."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin

from herefordshire_cs.accounts.models import User


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    """Users by name, with their roles."""

    list_display = ["name", "email", "is_active", "is_demonstration"]
    list_filter = ["groups", "is_active", "is_demonstration"]
    search_fields = ["name", "email"]
    ordering = ["name"]
    fieldsets = [
        (None, {"fields": ["email", "name", "password"]}),
        ("Roles", {"fields": ["groups", "is_active", "is_staff", "is_superuser"]}),
        ("Demonstration", {"fields": ["is_demonstration"]}),
    ]
    add_fieldsets = [(None, {"fields": ["email", "name", "password1", "password2", "groups"]})]
