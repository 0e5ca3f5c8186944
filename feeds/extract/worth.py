"""Whether a page's text is more than what the feed gave, and of the same thing."""

import re

# A text that is hardly longer is the teaser again, with the buttons around it.
TIMES_LONGER = 1.5
# Characters: sixty words, as feeds/teaser.py counts; characters, because some scripts put no spaces between words.
SHORTEST = 360
# Nearly every article repeats its teaser, word for word or in part. The hardest case, measured on 1,000 articles of the
# BBC: title and first two sentences against the rest of the text share 0.43 of the words at the median (85 % at least
# 0.3); against another article of the same subject 0.15 (7 % at least 0.3).
SHARED = 0.3
_WORD = re.compile(r"[^\W\d_\u3040-\u9fff]{4,}")
_PAIR = re.compile(r"(?=([\u3040-\u9fff]{2}))")  # of Chinese and Japanese, which have no spaces
_FEW = 3  # distinct words: a title of less says nothing about a text


def says_more(text: str, *, teaser: str) -> bool:
    """Whether a page's text is worth taking the teaser's place."""
    return len(text) >= max(SHORTEST, TIMES_LONGER * len(teaser))


def tells_the_same(text: str, *, title: str, teaser: str) -> bool:
    """Whether a page tells of what the feed announced, and not of the site's other news, of cookies or of robots."""
    known = _words(f"{title} {teaser}")
    return len(known) < _FEW or len(known & _words(text)) >= SHARED * len(known)


def _words(text: str) -> set[str]:
    lower = text.lower()
    return {*_WORD.findall(lower), *_PAIR.findall(lower)}
