"""What the rows say about the articles of a page: a query for each fact, whatever the number of cards."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from django.db.models import CharField, Value

from aggregator.accounts.models import shown_name
from feeds.compiled import compiled
from feeds.models import Article, Media
from moderation.models import Label, ReviewItem
from ranking.models import ArticleStats
from ranking.querysets import among

STORY_ROWS = 400  # of all stories of a page: an event of a thousand pieces must not slow the front page
_OTHER = ("feed_id", "creator_id", "pk", "title", "language")
_NAMES = ("feed__title", "feed__url", "creator__name", "creator__public_id")
_PICTURE = ("name", "alt", "url", "width", "height")

_counts = compiled(
    lambda ids: ArticleStats.objects.filter(pk__in=among([ids])).values_list("article_id", "likes", "comments")
)
# One question of two tables: every page asks it, and hardly an article has either. What only dice picked is no worse
# than others, and nothing is said of it.
_reviewed = compiled(
    lambda ids: (
        ReviewItem.objects.doubted()
        .filter(article__in=among([ids]), closed_at__isnull=True)
        .values_list("article_id", Value("", CharField()))
        .union(Label.objects.filter(article__in=among([ids])).values_list("article_id", "words"), all=True)
    )
)
_leads = compiled(
    lambda ids: (
        Media.objects.stored().filter(article__in=among([ids]), is_lead=True).values_list("article_id", *_PICTURE)
    )
)
_told = compiled(
    lambda ids: (
        Article.objects.shown()
        .filter(story__in=among([ids]))
        .newest()
        .values_list("story_id", *_OTHER, *_NAMES)[:STORY_ROWS]
    )
)


class Other(NamedTuple):
    """A piece of another publisher on the same event."""

    feed_id: int | None
    creator_id: int | None
    pk: int
    title: str
    language: str
    names: tuple[str, str, str, UUID]

    @property
    def publisher(self) -> str:
        """Who says this, as `Article.publisher`; without rows, which take 25 us each to make."""
        title, url, name, public_id = self.names
        return title or url if self.feed_id is not None else shown_name(name, public_id)


@dataclass(slots=True)
class Story:
    """The pieces of a story that readers may see, newest first."""

    articles: list[Other] = field(default_factory=list)

    def besides(self, article: Article) -> list[Other]:
        """The newest piece of each other publisher."""
        seen = {(article.feed_id, article.creator_id)}
        found = []
        for other in self.articles:
            if other[:2] not in seen:
                seen.add(other[:2])
                found.append(other)
        return found


def counts(ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Likes and comments of each article that has counters."""
    return {article: (likes, comments) for article, likes, comments in _counts(ids)}


def reviewed(ids: Sequence[int]) -> dict[int, str]:
    """What moderators say beside each article; nothing where they are still looking at it because of a doubt."""
    found: dict[int, str] = {}
    for article, words in _reviewed(ids):
        found[article] = words or found.get(article, "")
    return found


def leads(ids: Sequence[int]) -> dict[int, Media]:
    """The lead picture of each article that has one of the site's own."""
    return {row[0]: Media(**dict(zip(_PICTURE, row[1:], strict=True))) for row in _leads(ids)}


def stories(articles: Sequence[Article]) -> dict[int, Story]:
    """What is told of the stories of these articles."""
    wanted = list({article.story_id for article in articles if article.story_id is not None})
    found: dict[int, Story] = defaultdict(Story)
    for story_id, feed, creator, pk, title, language, *names in _told(wanted) if wanted else ():
        found[story_id].articles.append(Other(feed, creator, pk, title, language, tuple(names)))
    return found
