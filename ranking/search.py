"""SEARCH: shown articles by their words."""

from datetime import datetime

from feeds.models import Article

WORDS_MOST = 200  # characters: a longer query is a pasted text, and its first words find it
LIMIT_MOST = 100
OFFSET_MOST = 2_000  # nobody reads on to there
# The newest matches, of which the best come first. PostgreSQL reads all words of an article to rank it, 10 us each: of
# 20,000 articles with a common word that was .2 s, and ten at a million. Who looks for one means news.
RANKED = 3_000


def search(words: str, *, now: datetime, limit: int = 20, offset: int = 0) -> list[Article]:
    """Shown articles that hold the words, best first; quotes, OR and a leading minus work. Empty for no words."""
    asked = " ".join(words.replace("\0", " ").split())[:WORDS_MOST]
    if not asked or offset > OFFSET_MOST:
        return []
    start, length = max(0, offset), min(max(0, limit), LIMIT_MOST)
    found = Article.objects.shown().filter(published_at__lte=now).matching(asked, most=RANKED).with_card()
    return list(found[start : start + length])
