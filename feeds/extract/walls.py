"""Pages that are no article or not meant for copies: walls of consent and payment, puzzles, wishes not to be kept."""

import re
from typing import TYPE_CHECKING

from feeds.extract.wishes import wants_no_copy

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# schema.org's word for what has to be paid for. Search engines get the whole text with it; we are none.
_NOT_FREE = re.compile(r"\"isAccessibleForFree\"\s*:\s*\"?(?:false|https?://schema\.org/False)", re.IGNORECASE)
NO_COPY = "the page asks that no copy of it be kept"
# What a page says instead of its article, in the languages whose walls we met.
_WALL = re.compile(
    r"before you continue|we value your privacy|(?:accept|manage) (?:all )?(?:cookies|consent)|your privacy choices"
    r"|(?:enable|turn on) javascript|javascript is (?:disabled|required)|are you a (?:human|robot)|verify you are human"
    r"|unusual traffic|subscri(?:be|ption) to (?:continue|read|unlock)|already a subscriber|create a free account"
    r"|log ?in to (?:continue|read)|sign in to (?:continue|read)|this content is (?:only )?available to"
    r"|cookies? (?:akzeptieren|zustimmen)|jetzt abonnieren|nur für abonnenten|accepter (?:tous )?les cookies"
    r"|réservé aux abonnés|aceptar (?:las )?cookies|solo para suscriptores|riservato agli abbonati",
    re.IGNORECASE,
)
# A long article may speak of consent and subscriptions; a wall is short.
LONGEST_WALL = 200  # words


def closed(root: "HtmlElement", *, agent: str = "") -> str:
    """Why the page as a whole is not to be copied; empty when it may be. `agent` is our name among robots."""
    for script in root.xpath("//script"):
        if _NOT_FREE.search(script.text or ""):
            return "the publisher says that the page is not free to read"
    to_us = {"robots", agent.lower() or "robots"}
    wishes = [meta.get("content") or "" for meta in root.iter("meta") if (meta.get("name") or "").lower() in to_us]
    return NO_COPY if wants_no_copy(wishes) else ""


def is_wall(text: str) -> bool:
    """Whether these words ask for consent, money or a proof of being human, instead of telling something."""
    words = text.split()
    return len(words) < LONGEST_WALL and _WALL.search(" ".join(words)) is not None
