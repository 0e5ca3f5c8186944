"""One page of a list of articles that nobody chose: by time, by relevance, by the reader's own acts."""

from collections.abc import Sequence

from aggregator.pages import cards
from aggregator.pages.requests import LAST_PAGE, PageRequest, ReaderRequest, onward, page_of
from feeds.models import Article
from feeds.querysets import ArticleQuerySet

LENGTH = 20  # as long as a slate


def listing(request: PageRequest | ReaderRequest, articles: ArticleQuerySet) -> dict[str, object]:
    """The page that was asked for, as pages/_slate.html prints it."""
    page = page_of(request)
    return printed(request, list(articles.with_card()[page * LENGTH : (page + 1) * LENGTH + 1]))


def printed(
    request: PageRequest | ReaderRequest, found: Sequence[Article], *, page: int | None = None, has_more: bool = False
) -> dict[str, object]:
    """Up to LENGTH articles as cards; one article more, or `has_more`, means that there is a next page.

    `page` is the one they are of, where it is not the one that was asked for.
    """
    page = page_of(request) if page is None else page
    following = page + 1 if (has_more or len(found) > LENGTH) and page < LAST_PAGE else None
    return {
        "cards": cards.of_articles(found[:LENGTH], reader_id=request.user.pk),
        "page": page,
        "next_page": following,
        "onward": onward(request, following),
    }


def nearest_page(request: PageRequest | ReaderRequest, count: int) -> int:
    """The page asked for of so many articles, from 0; the last one for those who ask beyond."""
    return min(page_of(request), max(0, count - 1) // LENGTH)
