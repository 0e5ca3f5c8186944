"""The statement of reasons: what whoever wrote something is told about a decision on it, with every field of Article
17(3) of the Digital Services Act, as sentences and as a document. Moderators are never named in it.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from feeds.models import Article
from moderation.models import Decision, Ground
from moderation.models.ground import EXPLANATIONS

EFFECTS: dict[str, str | Promise] = {
    Article.Visibility.ALLOW: gettext_lazy("Your article is shown to readers."),
    Article.Visibility.LIMIT: gettext_lazy(
        "Your article can be read at its address, but is not recommended to readers and not found by search."
    ),
    Article.Visibility.HOLD: gettext_lazy("Your article is held back. Only you and the moderators can read it."),
    Article.Visibility.DROP: gettext_lazy("Your article was removed. Only you and the moderators can read it."),
}
COMMENT_EFFECTS: dict[str, str | Promise] = {
    Article.Visibility.ALLOW: gettext_lazy("Your comment is shown to readers."),
    Article.Visibility.DROP: gettext_lazy("Your comment was removed. Only you and the moderators can read it."),
}
# The words of the Transparency Database of the European Commission, so that statements can be compared.
_RESTRICTIONS = {
    Article.Visibility.ALLOW: "NONE",
    Article.Visibility.LIMIT: "DECISION_VISIBILITY_CONTENT_DEMOTED",
    Article.Visibility.HOLD: "DECISION_VISIBILITY_CONTENT_DISABLED",
    Article.Visibility.DROP: "DECISION_VISIBILITY_CONTENT_REMOVED",
}


@dataclass(frozen=True, slots=True)
class Statement:
    """The sentences about a decision, in the order they are read; `facts`, `note` and `until` may be empty."""

    effect: str
    territory: str
    since: datetime
    until: datetime | None
    duration: str
    reason: str
    facts: str
    note: str
    source: str
    detection: str
    means: str
    ground_kind: str
    ground: str
    explanation: str
    redress: tuple[str, ...]


def statement(decision: Decision) -> Statement:
    """The sentences about one decision."""
    ground = Ground(decision.ground)
    return Statement(
        effect=_effect(decision),
        territory=_("Everywhere: the site shows the same in all countries."),
        since=decision.created_at,
        until=decision.ends_at,
        duration=_duration(decision),
        reason=decision.get_reason_display(),
        facts=decision.facts,
        note=decision.note,
        source=decision.get_source_display(),
        detection=_("Found by a program.") if decision.found_by_program else _("Not found by a program."),
        means=_means(decision),
        ground_kind=_("Against the law") if ground.is_law else _("Against the rules of this site"),
        ground=str(ground.label),
        explanation=str(EXPLANATIONS[ground]),
        redress=_redress() if decision.restricts else (),
    )


def document(decision: Decision, *, url: str) -> dict[str, Any]:
    """The same for a program; `url` is the address of what it is about. Times are ISO 8601 with a zone."""
    said = statement(decision)
    is_illegal = Ground(decision.ground).is_law
    return {
        "puid": f"decision-{decision.pk}",
        "url": url,
        "content_type": "CONTENT_TYPE_TEXT",
        "decision_visibility": _restriction(decision),
        "decision_effect": said.effect,
        "territorial_scope": said.territory,
        "application_date": decision.created_at.isoformat(),
        "end_date": decision.ends_at.isoformat() if decision.ends_at else None,
        "duration": said.duration,
        "decision_facts": said.facts,
        "decision_note": said.note,
        "reason": decision.reason,
        "source_type": "SOURCE_ARTICLE_16" if decision.source == Decision.Source.NOTICE else "SOURCE_VOLUNTARY",
        "automated_detection": decision.found_by_program,
        "automated_decision": decision.is_automated,
        "decision_ground": "DECISION_GROUND_ILLEGAL_CONTENT" if is_illegal else "DECISION_GROUND_INCOMPATIBLE_CONTENT",
        "ground": decision.ground,
        "ground_title": said.ground,
        "ground_explanation": said.explanation,
        "redress": list(said.redress),
    }


def _effect(decision: Decision) -> str:
    effect = str((EFFECTS if decision.comment_id is None else COMMENT_EFFECTS)[decision.visibility])
    if not decision.label:
        return effect
    return f"{effect} " + _("Readers are told beside it: “%(label)s”") % {"label": decision.label}


def _restriction(decision: Decision) -> str:
    if decision.label and decision.visibility == Article.Visibility.ALLOW:
        return "DECISION_VISIBILITY_CONTENT_LABELLED"
    return _RESTRICTIONS[Article.Visibility(decision.visibility)]


def _means(decision: Decision) -> str:
    if not decision.is_automated:
        return _("Decided by a moderator.")
    if decision.restricts:
        return _("Found and decided by a program. A moderator will look at it.")
    return _("Found and decided by a program.")


def _duration(decision: Decision) -> str:
    if decision.ends_at is not None:
        return _("It ends by itself at that time, unless a moderator confirms it before.")
    if decision.visibility == Article.Visibility.HOLD:
        return _("Until a moderator decides. It does not end by itself.")
    return _("Without an end.") if decision.restricts else ""


def _redress() -> tuple[str, ...]:
    return (
        _("You can appeal here, once and free of charge, for six months. Another moderator decides."),
        _("In the European Union you can go to a certified body for settling disputes out of court (Article 21)."),
        _("You can go to court at any time."),
    )
