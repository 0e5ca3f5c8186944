"""A card is printed once for all cards of its shape; what it says is put into the holes of that text, each time.

What the templates print of a card are words (printing/words.py). Its shape is which of them it has, and the few things
that are looked at and not printed. A template is given holes for words, which it can print, or find there, and nothing
else: one that compares a hole, or asks for what has none, fails on its first page. So what is kept cannot be old.
"""

import re
import secrets
from collections.abc import Callable, Sequence
from functools import lru_cache
from types import SimpleNamespace
from typing import Any, NamedTuple

from jinja2 import Template, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from aggregator.pages.cards import Card
from aggregator.printing import words

KEPT = 1_000  # texts of 6 to 12 KB in each process; all front pages of a site have some hundred shapes
_HOLE = secrets.token_hex(16)  # nobody can write it into a headline
_HOLES = re.compile(rf"{_HOLE}-(\w+)-")


class Shape(NamedTuple):
    """All that the templates look at."""

    template: Template
    is_signed_in: bool
    kind: str | None  # None without an impression
    is_lead: bool
    is_long: bool
    is_timed: bool
    liked: bool
    saved: bool
    said: frozenset[str]  # which words it has


class Hole:  # noqa: PLW1641  without a hash it is in no set and no key
    """Stands for words."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def __str__(self) -> str:
        return f"{_HOLE}-{self.name}-"

    __html__ = __str__

    def __eq__(self, other: object) -> bool:
        raise TypeError(f"A template compares {self.name!r} of a card: make it a part of its Shape.")

    def __getattr__(self, name: str) -> Any:
        raise TypeError(f"A template asks for {name!r} of {self.name!r}, which are words.")


class Stand(SimpleNamespace):
    """Stands for an object, by what the templates may ask of it."""

    def __getattr__(self, name: str) -> Any:
        raise TypeError(f"A template asks for {name!r}, which is not there for kept cards.")


def keeper(
    template: Callable[[], Template], language: str | None, say: Callable[[str], str]
) -> Callable[[Context, Sequence[Card]], Markup]:
    """What the templates of a language call as `kept(cards)`; `template` finds the one of a single card."""

    @pass_context
    def kept(context: Context, cards: Sequence[Card]) -> Markup:
        is_signed_in, of_one = bool(context["user"].is_authenticated), template()
        own = {"csrf": context["csrf_input"], "next": words.safe(context["next"])}
        printed = []
        for card in cards:
            said = words.of(card, language, say)
            shape = _shape(card, said, of_one, is_signed_in=is_signed_in)
            printed.append(_text(shape) % (said | own))
        return Markup("".join(printed))  # noqa: S704  all escaped

    return kept


def _shape(card: Card, said: dict[str, str], template: Template, *, is_signed_in: bool) -> Shape:
    return Shape(
        template=template,
        is_signed_in=is_signed_in,
        kind=None if card.impression is None else card.impression.kind,
        is_lead=card.is_lead,
        is_long=card.is_long,
        is_timed=card.article.is_timed,
        liked=card.liked,
        saved=card.saved,
        said=frozenset(filter(said.get, said)),
    )


@lru_cache(maxsize=KEPT)
def _text(shape: Shape) -> str:
    """With `%(name)s` where words belong: what Python fills fastest."""
    context = {
        "card": _card(shape),
        "user": Stand(is_authenticated=shape.is_signed_in),
        "csrf_input": Hole("csrf"),
        "next": Hole("next"),
        **{name: lambda *_given, name=name: Hole(name) for name in words.FUNCTIONS},
    }
    return _HOLES.sub(r"%(\1)s", shape.template.render(context).replace("%", "%%"))


def _card(shape: Shape) -> Stand:
    def word(name: str) -> Hole | str:
        return Hole(name) if name in shape.said else ""

    def each(name: str, **parts: str) -> list[Stand]:
        count = sum(it.startswith(name) for it in shape.said)
        return [Stand(**{part: word(f"{short}{n}") for part, short in parts.items()}) for n in range(count)]

    has_picture, has_impression = "card_url" in shape.said, "i" in shape.said
    icon = Stand(name=True, url=Hole("icon")) if "icon" in shape.said else None
    return Stand(
        article=Stand(
            pk=Hole("pk"),
            title=word("title"),
            summary=word("summary"),
            language=word("language"),
            published_at=None,  # given to functions alone, as the topic
            is_timed=shape.is_timed,
            reading_minutes=Hole("minutes"),
            story_id=Hole("story"),
            feed_id=Hole("feed"),
            feed=Stand(icon=icon) if "feed" in shape.said else None,
            creator=Stand(public_id=Hole("creator")) if "creator" in shape.said else None,
            publisher=word("publisher"),
            topic=Stand() if "named" in shape.said else None,
        ),
        impression=Stand(pk=Hole("i"), slot=Hole("slot"), kind=shape.kind) if has_impression else None,
        whys=each("portion", sentence="sentence", portion="portion"),
        others=each("other", pk="other", title="headline", language="spoken", publisher="paper"),
        publishers=word("whole"),
        note=word("note"),
        likes=word("likes"),
        comments=word("comments"),
        liked=shape.liked,
        saved=shape.saved,
        is_lead=shape.is_lead,
        is_long=shape.is_long,
        picture=Stand(card_url=Hole("card_url"), article_url=Hole("article_url"), alt=word("alt"))
        if has_picture
        else None,
    )
