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


def why_not(text: str, *, title: str, teaser: str) -> str:
    """Why the feed's own text is to stay, in a sentence; empty when the page's text is to take its place."""
    if len(text) < max(SHORTEST, TIMES_LONGER * len(teaser)):
        return "the page says no more than the feed"
    known = _words(f"{title} {teaser}")
    if len(known) >= _FEW and len(known & _words(text)) < SHARED * len(known):
        return "the page tells of something else than the feed"
    return ""


def _words(text: str) -> set[str]:
    lower = text.lower()
    return {*_WORD.findall(lower), *_PAIR.findall(lower)}
