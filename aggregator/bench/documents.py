"""Feeds of made-up news, the same every time: RSS 2.0 with summaries and whole texts in HTML.

Words are syllables drawn from a few thousand by rank, as words of a language are, with small words of English between
them: full-text search and the compression of PostgreSQL meet what they meet in the wild.
"""

import random
from datetime import UTC, datetime, timedelta
from html import escape

_SYLLABLES = ("ba", "ker", "lo", "rin", "stad", "mel", "tor", "ves", "gal", "pim", "dus", "han", "fer", "ocs", "uno")
_SMALL = ("the", "of", "and", "a", "in", "to", "is", "for", "on", "that", "with", "as", "by", "at", "from")
_WORDS = 4_000
_NEWEST = datetime(2026, 11, 20, 12, tzinfo=UTC)  # entries are of then, one every three hours before
_MARKUP_BYTES, _WORD_BYTES = 480, 5.63  # of an entry beside its words, and of each of those; measured


def document(number: int, *, entries: int, size: int, edition: int = 0) -> bytes:
    """The feed `number` of about `size` bytes. Another edition holds other entries under the same title."""
    dice = random.Random(f"{number}/{edition}")  # noqa: S311 -- the same words every time
    words = max(10, int((size / entries - _MARKUP_BYTES) / _WORD_BYTES))
    items = "".join(_item(number, edition, place, words, dice) for place in range(entries))
    # Four in five say their language, as feeds in the wild do; the others cost a guess.
    language = "" if number % 5 == 4 else "<language>en</language>"  # noqa: PLR2004 -- the fifth
    head = f"<title>Paper {number}</title><link>https://paper{number}.example/</link><description>News</description>"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<channel>{head}{language}\n{items}</channel></rss>"
    ).encode()


def _item(number: int, edition: int, place: int, words: int, dice: random.Random) -> str:
    name = f"{edition}-{place}"
    link = f"https://paper{number}.example/news/{name}?utm_source=rss"
    paragraphs = [sentence(dice, words // 6) for _part in range(5)]
    html = f'<p>{paragraphs[0]} <a href="/about">More</a></p><p><img src="/pictures/{name}.jpg" alt="A picture"></p>'
    html += "".join(f"<p>{part}</p>" for part in paragraphs[1:])
    at = _NEWEST - timedelta(hours=3 * place)
    return (
        f"<item><title>{sentence(dice, 8)}</title><link>{link}</link>"
        f'<guid isPermaLink="false">tag:{number},{name}</guid><pubDate>{at:%a, %d %b %Y %H:%M:%S} GMT</pubDate>'
        f"<dc:creator>Ada Lind</dc:creator><category>Local</category>"
        f"<description>{escape('<p>' + sentence(dice, words // 6) + '</p>')}</description>"
        f"<content:encoded><![CDATA[{html}]]></content:encoded></item>\n"
    )


def sentence(dice: random.Random, words: int) -> str:
    """That many words, three at least, and a full stop."""
    chosen = [dice.choice(_SMALL) if dice.random() < 0.4 else _word(dice) for _ in range(max(3, words))]  # noqa: PLR2004
    return " ".join(chosen).capitalize() + "."


def _word(dice: random.Random) -> str:
    """A word by its rank: the first are drawn far more often than the last (Zipf)."""
    rank = int(_WORDS ** dice.random())
    letters = ""
    while rank or not letters:
        rank, digit = divmod(rank, len(_SYLLABLES))
        letters += _SYLLABLES[digit]
    return letters
