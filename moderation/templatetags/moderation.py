"""Filters of moderation for other rooms: what a creator is told."""

from django import template

from moderation.models import Decision
from moderation.statement import Statement
from moderation.statement import statement as sentences

register = template.Library()


@register.filter
def statement(decision: Decision) -> Statement:
    """The sentences about a decision."""
    return sentences(decision)
