"""Filters of moderation: what a creator is told, for other rooms; how long something took."""

from django import template
from django.utils.translation import gettext as _

from moderation.models import Decision
from moderation.statement import Statement
from moderation.statement import statement as sentences
from moderation.sureness import in_words

register = template.Library()


@register.filter
def statement(decision: Decision) -> Statement:
    """The sentences about a decision."""
    return sentences(decision)


@register.filter
def lasting(seconds: float) -> str:
    """So many seconds in the unit that a person would name."""
    for size, words in ((86_400, _("%(n)s days")), (3_600, _("%(n)s h")), (60, _("%(n)s min"))):
        if seconds >= 2 * size:
            return words % {"n": round(seconds / size)}
    return _("%(n)s s") % {"n": round(seconds)}


@register.filter
def sureness(p: float) -> str:
    """How sure, as an order."""
    return in_words(p)
