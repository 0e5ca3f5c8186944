"""A card is printed once for all readers who see the same of it; what is one reader's own is put into its holes.

A card is kept by everything that its templates print, so what is kept cannot be old: another headline, another like is
another card. Whether an article may be on the page at all is asked before, each time.
"""

import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import lru_cache
from types import SimpleNamespace

from jinja2 import Template, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from aggregator.pages.cards import Card
from aggregator.templatetags import page
from ranking.models import Impression

KEPT = 3_000  # cards of 6 to 12 KB in each process: the front pages of some minutes print half of that
LINES = 200  # one to three reasons, beyond the usual or not, in each language
_HOLE = secrets.token_hex(16)  # nobody can write it into a headline
_HOLES = re.compile(rf"{_HOLE}-(\w+)-")


def hole(name: str) -> str:
    """Stands in a kept card for what is the reader's own."""
    return f"{_HOLE}-{name}-"


class Face:
    """What a card shows to whoever reads it. The same when all of it is the same; the card is there to print it."""

    __slots__ = ("_hash", "card", "key", "template")

    def __init__(self, card: Card, template: Template, *, is_signed_in: bool) -> None:
        self.card: Card | None = card
        self.template = template
        self.key = (template, is_signed_in, *seen(card))
        self._hash = hash(self.key)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Face) and self.key == other.key


def seen(card: Card) -> tuple[object, ...]:
    """All that the templates print of a card, but its impression's numbers and reasons."""
    it, picture, placed = card.article, card.picture, card.impression
    icon = getattr(it.feed, "icon", None)
    return (
        *(it.pk, it.title, it.summary, it.language, it.published_at, it.word_count, it.story_id),
        *(it.feed_id, it.publisher, icon and icon.name, it.topic and it.topic.name),
        *(picture and (picture.name, picture.alt), placed and placed.kind, bool(card.whys)),
        *(card.others, card.publishers, card.note, card.likes, card.comments, card.liked, card.saved, card.is_lead),
    )


def keeper(template: Callable[[], Template]) -> Callable[[Context, Card], Markup]:
    """What the templates call as `kept(card)`; `template` finds the one of a single card."""

    @pass_context
    def kept(context: Context, card: Card) -> Markup:
        face = Face(card, template(), is_signed_in=bool(context["user"].is_authenticated))
        own = {"csrf": context["csrf_input"], "next": escape(context["next"]), "ago": _ago(card), **_placed(card)}
        return _filled(_pieces(face), {**own, "reasons": context["reasons"](card)})

    return kept


def reasons(template: Callable[[], Template]) -> Callable[[Card], Markup]:
    """What the templates call as `reasons(card)`: each reader has others, and what is around them is kept."""

    def printed(card: Card) -> Markup:
        is_horizon = card.impression is not None and card.impression.kind == Impression.Kind.HORIZON
        own: dict[str, str] = {}
        for n, why in enumerate(card.whys):
            own[f"why{n}"], own[f"portion{n}"] = escape(why.sentence), why.portion
        return _filled(_lines(template(), len(card.whys), is_horizon), own)

    return printed


def _filled(pieces: list[str], own: Mapping[str, str]) -> Markup:
    """The pieces with what is the reader's own in their holes."""
    return Markup("".join(own[it] if n % 2 else it for n, it in enumerate(pieces)))  # noqa: S704  all escaped


def _ago(card: Card) -> str:
    return escape(page.ago(card.article.published_at))


def _placed(card: Card) -> dict[str, str]:
    """Numbers of its impression."""
    return {} if card.impression is None else {"i": str(card.impression.pk), "slot": str(card.impression.slot)}


@lru_cache(maxsize=KEPT)
def _pieces(face: Face) -> list[str]:
    """Text, the name of a hole, text, ... to the end."""
    card, face.card = face.card, None  # the key stays as long as the text, the rows must not
    assert card is not None
    given = {field.name: getattr(card, field.name) for field in fields(card)}
    if card.impression is not None:
        given["impression"] = SimpleNamespace(pk=hole("i"), slot=hole("slot"), kind=card.impression.kind)
    given["whys"] = bool(card.whys)  # whether there are any: what they say is asked for below
    context = {
        "card": SimpleNamespace(**given),
        "user": SimpleNamespace(is_authenticated=face.key[1]),
        "csrf_input": hole("csrf"),
        "next": hole("next"),
        "ago": lambda _at: hole("ago"),
        "reasons": lambda _card: hole("reasons"),
    }
    return _HOLES.split(face.template.render(context))


@lru_cache(maxsize=LINES)
def _lines(template: Template, count: int, is_horizon: bool) -> list[str]:  # noqa: FBT001  what it is kept by
    """The same of that many reasons."""
    whys = [SimpleNamespace(sentence=hole(f"why{n}"), portion=hole(f"portion{n}")) for n in range(count)]
    return _HOLES.split(template.render({"whys": whys, "is_horizon": is_horizon}))
