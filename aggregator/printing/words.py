"""What a card says, as it stands in the text: escaped, by the names of the holes in `kept`. Empty: it does not."""

from collections.abc import Callable
from functools import lru_cache

from django.utils.translation import get_language, ngettext
from markupsafe import escape

from aggregator.pages.cards import Card
from aggregator.printing.moments import in_both
from aggregator.templatetags import page

KEPT = 10_000  # strings of each process: headlines, and what comes again and again: names, languages, reasons
# Functions that the templates call with what a card has; what they answer are words, of the same name.
FUNCTIONS = ("ago", "direction", "in_full", "initial", "mark", "moment", "named", "whole")


@lru_cache(maxsize=KEPT)
def safe(text: str) -> str:
    """The text with what would be markup escaped."""
    return str(escape(text))


def whole(publishers: int) -> str:
    """What leads to the page of a story."""
    return _whole(get_language(), publishers)


@lru_cache(maxsize=KEPT)
def _whole(language: str | None, publishers: int) -> str:  # noqa: ARG001  what it is remembered by
    words = ngettext("The whole story: %(n)s publisher", "The whole story: %(n)s publishers", publishers)
    return words % {"n": publishers}


def of(card: Card, language: str | None, say: Callable[[str], str]) -> dict[str, str]:
    """Every word of a card, in the language that is being spoken; `say` translates."""
    it = card.article
    for_programs, in_full = in_both(it.published_at, language)
    publisher, topic, icon = it.publisher, it.topic, getattr(it.feed, "icon", None)
    return {
        "pk": str(it.pk),
        "title": safe(it.title),
        "summary": safe(it.summary),
        "language": safe(it.language),
        "direction": page.direction(it.language),
        "feed": str(it.feed_id or ""),
        "creator": "" if it.creator is None else str(it.creator.public_id),
        "publisher": safe(publisher),
        "mark": str(page.mark(publisher)),
        "initial": safe(page.initial(publisher)),
        "icon": icon.url if icon is not None else "",
        "ago": safe(page.age(it.published_at, language)),
        "moment": for_programs,
        "in_full": safe(in_full),
        "minutes": str(it.reading_minutes),
        "named": safe(say(topic.name)) if topic is not None else "",
        "story": str(it.story_id or ""),
        "whole": safe(_whole(language, card.publishers)) if card.publishers else "",
        "note": safe(card.note),
        "likes": str(card.likes or ""),
        "comments": str(card.comments or ""),
        **_placed(card),
        **_pictured(card),
        **_reasons(card),
        **_others(card),
    }


def _placed(card: Card) -> dict[str, str]:
    return {} if card.impression is None else {"i": str(card.impression.pk), "slot": str(card.impression.slot)}


def _pictured(card: Card) -> dict[str, str]:
    picture = card.picture
    if picture is None:
        return {}
    return {"card_url": picture.card_url, "article_url": picture.article_url, "alt": safe(picture.alt)}


def _reasons(card: Card) -> dict[str, str]:
    said: dict[str, str] = {}
    for n, why in enumerate(card.whys):
        said[f"sentence{n}"], said[f"portion{n}"] = safe(why.sentence), why.portion
    return said


def _others(card: Card) -> dict[str, str]:
    said: dict[str, str] = {}
    for n, other in enumerate(card.others):
        said[f"other{n}"], said[f"headline{n}"] = str(other.pk), safe(other.title)
        said[f"spoken{n}"], said[f"paper{n}"] = safe(other.language), safe(other.publisher)
    return said
