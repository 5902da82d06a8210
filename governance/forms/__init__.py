"""The shape of what comes in."""

from governance.forms.papers import NOT_EXEMPT, AppendixForm, ExemptForm, repeated_words

__all__ = [
    "NOT_EXEMPT",
    "AppendixForm",
    "ExemptForm",
    "repeated_words",
]
