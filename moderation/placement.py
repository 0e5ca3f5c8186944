"""What the automatic assessment may do to an article: rules only, nothing is changed here.

It may restrict what nobody has judged. It never loosens what a person or an earlier doubt has restricted, whatever
the text says now: a hold ends by a decision, not by an edit and not by silence.
"""

from dataclasses import dataclass

from feeds.models import Article
from moderation.models import Decision
from moderation.types import Zone

_VISIBILITY = {
    Zone.CLEAR: Article.Visibility.ALLOW,
    Zone.QUEUE: Article.Visibility.ALLOW,
    Zone.LIMIT: Article.Visibility.LIMIT,
    Zone.HOLD: Article.Visibility.HOLD,
}
_VISIBILITIES = tuple(Article.Visibility)  # mildest first, as it is written down


@dataclass(frozen=True, slots=True)
class Placement:
    """What readers get now, whether a person has to look, and whether a decision has to say so."""

    visibility: Article.Visibility
    waits: bool
    is_news: bool
    settles: bool = False  # an item that only waited for the model needs no person any more
    is_clear: bool = False  # shown, and neither a program nor a person has doubted it


def placement(
    zone: Zone, *, is_assessed: bool, visibility: str, content_hash: str, standing: Decision | None
) -> Placement:
    """Where an article goes that is now `visibility` by its `standing` decision, if it has one."""
    now = Article.Visibility(visibility)
    is_withdrawn = now == Article.Visibility.DROP and (standing is None or standing.visibility != now)
    if is_withdrawn:  # only a person drops an article; without their decision it was its creator, and stays so
        return Placement(now, waits=False, is_news=False)
    if standing is not None and not standing.is_automated and standing.content_hash == content_hash:
        # Not `now`: an edit that was taken back has held the article meanwhile (feeds.studio.publish).
        return Placement(Article.Visibility(standing.visibility), waits=False, is_news=False)
    if zone == Zone.LIMIT and _has_lapsed(standing, content_hash):
        zone = Zone.QUEUE  # a program limits the same words once; then it is a person's turn
    binding = standing is not None and standing.restricts and not _waits_for_model(standing)
    if binding and not is_assessed:
        return Placement(now, waits=True, is_news=False)
    wanted = _VISIBILITY[zone] if is_assessed else Article.Visibility.HOLD
    if binding:
        wanted = max(wanted, now, key=_VISIBILITIES.index)
    allowed = wanted == Article.Visibility.ALLOW
    clear = allowed and zone == Zone.CLEAR
    # What readers are told beside it was about the words of before: a person says whether it still fits.
    is_labelled = standing is not None and bool(standing.label)
    return Placement(
        wanted,
        waits=not clear or is_labelled,
        is_news=_is_news(wanted, is_assessed=is_assessed, standing=standing),
        settles=clear and not is_labelled and standing is not None and _waits_for_model(standing),
        is_clear=clear and not is_labelled,
    )


def _has_lapsed(standing: Decision | None, content_hash: str) -> bool:
    is_lapsed = standing is not None and standing.reason == Decision.Reason.LAPSED
    return is_lapsed and standing is not None and standing.content_hash == content_hash


def _waits_for_model(standing: Decision) -> bool:
    return standing.is_automated and standing.reason == Decision.Reason.NOT_ASSESSED


def _is_news(wanted: Article.Visibility, *, is_assessed: bool, standing: Decision | None) -> bool:
    """A decision is written for what restricts and for what ends a restriction, once."""
    if standing is None:
        return wanted != Article.Visibility.ALLOW
    return standing.visibility != wanted or (is_assessed and standing.restricts and _waits_for_model(standing))
