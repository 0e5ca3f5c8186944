"""Filters of moderation: what a creator is told, for other rooms; how long something took; whose doing a concern is."""

from dataclasses import dataclass

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from moderation.models import Assessment, Decision
from moderation.narrow import NONE, Choice
from moderation.statement import Statement
from moderation.statement import statement as sentences
from moderation.sureness import in_words

register = template.Library()
_WORDS: dict[str, str | Promise] = {
    "health": gettext_lazy("About health"),
    "cure": gettext_lazy("Promises a cure"),
    "falsehood": gettext_lazy("Repeats an old falsehood"),
    "known": gettext_lazy("Like a claim that was checked"),
    "dubious": gettext_lazy("Sounds dubious"),
    "bait": gettext_lazy("Begs for likes or withholds"),
    "distress": gettext_lazy("Despair or self-harm"),
    "doubt": gettext_lazy("Comments doubt it"),
    "thread": gettext_lazy("What is said below sounds like talk about something false"),
    "unread": gettext_lazy("Could not be read"),
}


_AGES = {"day": gettext_lazy("Older than a day"), "week": gettext_lazy("Older than a week")}
_FACETS = {
    "signal": gettext_lazy("Signal"),
    "zone": gettext_lazy("Zone"),
    "topic": gettext_lazy("Topic"),
    "language": gettext_lazy("Language"),
    "age": gettext_lazy("Age"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One signal as the page prints it; `size` is 0 to 1."""

    words: str
    p: float
    size: str
    percent: int
    speaks_for: bool

    @property
    def counts(self) -> bool:
        """It has something to do with the verdict."""
        return self.percent > 0


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
def facet(name: str) -> str:
    """What a filter of the queue is called."""
    return str(_FACETS[name])


@register.filter
def wording(choice: Choice, name: str) -> str:
    """A choice of the filter `name`, as people say it; of a language its code."""
    if choice.value == NONE:
        return _("None")
    zones = {str(value): str(label) for value, label in Assessment.ZoneChoice.choices}
    words = {**_WORDS, **_AGES} if name != "zone" else zones
    return choice.topic or str(words.get(choice.value, choice.value))


@register.filter
def sureness(p: float) -> str:
    """How sure, as an order."""
    return in_words(p)


@register.filter
def shares(assessment: Assessment) -> list[Part]:
    """What each signal has to do with the concern, the greatest first; none of an assessment before there were any."""
    return [
        Part(
            words=str(_WORDS.get(share.name, share.name)),
            p=share.p,
            size=f"{abs(share.part):.3f}",
            percent=round(abs(share.part) * 100),
            speaks_for=share.weight < 0,
        )
        for share in assessment.found_shares()
    ]
