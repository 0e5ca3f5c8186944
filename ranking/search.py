"""SEARCH: shown articles by their words."""

from datetime import datetime

from feeds.models import Article

WORDS_MOST = 200  # characters: a longer query is a pasted text, and its first words find it
LIMIT_MOST = 100
OFFSET_MOST = 2_000  # nobody reads on to there, and PostgreSQL ranks every row before it


def search(words: str, *, now: datetime, limit: int = 20, offset: int = 0) -> list[Article]:
    """Shown articles that hold the words, best first; quotes, OR and a leading minus work. Empty for no words."""
    asked = " ".join(words.replace("\0", " ").split())[:WORDS_MOST]
    if not asked or offset > OFFSET_MOST:
        return []
    start, length = max(0, offset), min(max(0, limit), LIMIT_MOST)
    found = Article.objects.shown().filter(published_at__lte=now).with_card().matching(asked)
    return list(found[start : start + length])
