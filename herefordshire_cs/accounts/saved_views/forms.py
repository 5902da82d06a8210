"""What a saved view is called, who else sees it, and whether its owner starts there."""

from django import forms

from herefordshire_cs.accounts.models import SavedView


class SavedViewForm(forms.ModelForm[SavedView]):
    """A view of a list."""

    class Meta:
        model = SavedView
        fields = ["name", "is_shared", "is_start"]
        labels = {
            "name": "What it is called",
            "is_shared": "Show it to everybody who may open this list",
            "is_start": "Start here after signing in",
        }
        error_messages = {
            "name": {"required": "Give it a name", "max_length": "Use at most 60 characters"}
        }
