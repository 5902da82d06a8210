"""The numbers of the law, for templates to say in the words of ``statutory``."""

from django import template

from governance.models.deadlines import own_days
from governance.statutory import CLEAR_DAYS_WORDS, NOTICE_WORDS, working_days_in_words

register = template.Library()


@register.simple_tag
def clear_days() -> str:
    """Return how long papers are open before a meeting: ``five clear working days``."""
    return CLEAR_DAYS_WORDS


@register.simple_tag
def call_in_days() -> str:
    """Return how long a decision can be called in once published: ``five working days``."""
    return working_days_in_words(own_days().call_in)


@register.simple_tag
def notice_days() -> str:
    """Return how long before it a key or private decision is announced: ``28 clear days``."""
    return NOTICE_WORDS


@register.simple_tag
def question_days() -> str:
    """Return how long before a meeting the public's questions come: ``two working days``."""
    return working_days_in_words(own_days().questions)
