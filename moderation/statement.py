"""What a creator is told about a decision: what happens, why, and who decided."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from feeds.models import Article
from moderation.models import Decision

EFFECTS: dict[str, str | Promise] = {
    Article.Visibility.ALLOW: gettext_lazy("Your article is shown to readers."),
    Article.Visibility.LIMIT: gettext_lazy(
        "Your article can be read at its address, but is not recommended to readers and not found by search."
    ),
    Article.Visibility.HOLD: gettext_lazy("Your article is held back. Only you and the moderators can read it."),
    Article.Visibility.DROP: gettext_lazy("Your article was removed. Only you and the moderators can read it."),
}


@dataclass(frozen=True, slots=True)
class Statement:
    """The sentences of a notice, in the order they are read."""

    effect: str
    reason: str
    note: str
    means: str


def statement(decision: Decision) -> Statement:
    """The sentences about one decision."""
    return Statement(
        effect=str(EFFECTS[decision.visibility]),
        reason=decision.get_reason_display(),
        note=decision.note,
        means=_means(decision),
    )


def _means(decision: Decision) -> str:
    if not decision.is_automated:
        return _("Decided by a moderator.")
    if decision.restricts:
        return _("Found and decided by a program. A moderator will look at it.")
    return _("Found and decided by a program.")
