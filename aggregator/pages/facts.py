"""What the rows say about the articles of a page: two queries, whatever the number of cards."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import F, QuerySet, Value

from aggregator.accounts.models import shown_name
from aggregator.pages import marks
from aggregator.pages.marks import NONE, Marks
from feeds.compiled import compiled
from feeds.models import Article, Media
from moderation.models import Label, ReviewItem
from ranking.models import ArticleStats
from ranking.querysets import among

STORY_ROWS = 400  # of all stories of a page: an event of a thousand pieces must not slow the front page
_OTHER = ("feed_id", "creator_id", "pk", "title", "language")
_NAMES = ("feed__title", "feed__url", "creator__name", "creator__public_id")
_ACTS, _LIKES, _REVIEW, _LEAD = "acts", "likes", "review", "lead"  # what a row says


def _rows(found: QuerySet[Any], says: str, *, numbers: Sequence[str] = (), texts: Sequence[str] = ()) -> QuerySet[Any]:
    """Of which article, what, two numbers, three texts: one shape for all, so that they come together."""
    n, m, *_rest = [*map(F, numbers), Value(0), Value(0)]
    a, b, c, *_rest = [*map(F, texts), Value(""), Value(""), Value("")]
    return found.values_list("article_id", Value(says), n, m, a, b, c)


def _all(ids: Any, *more: QuerySet[Any]) -> QuerySet[Any]:
    # What only dice picked is no worse than others, and nothing is said of it.
    open_items = ReviewItem.objects.doubted().filter(article__in=among([ids]), closed_at__isnull=True)
    leads = Media.objects.stored().filter(article__in=among([ids]), is_lead=True)
    return _rows(ArticleStats.objects.filter(pk__in=among([ids])), _LIKES, numbers=("likes", "comments")).union(
        _rows(open_items, _REVIEW),
        _rows(Label.objects.filter(article__in=among([ids])), _REVIEW, texts=("words",)),
        _rows(leads, _LEAD, numbers=("width", "height"), texts=("name", "alt", "url")),
        *more,
        all=True,
    )


# Together: each question costs a page .2 ms of its own processor time, and .1 ms in PostgreSQL.
_said = compiled(lambda ids: _all(ids))  # noqa: PLW0108  `_all` takes more, and `compiled` asks how many
_said_to = compiled(
    lambda ids, reader_id: _all(
        ids, _rows(marks.acts(reader_id, among([ids])), _ACTS, numbers=("pk",), texts=("kind",))
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


@dataclass(slots=True)
class Facts:
    """What is known of the articles of a page, by their ids."""

    counts: dict[int, tuple[int, int]] = field(default_factory=dict)  # likes and comments
    # What moderators say beside each article; nothing where they are still looking at it because of a doubt.
    reviewed: dict[int, str] = field(default_factory=dict)
    leads: dict[int, Media] = field(default_factory=dict)  # pictures of the site's own
    marks: Marks = NONE


def of(ids: Sequence[int], *, reader_id: int | None) -> Facts:
    """All of it, with what this reader likes and keeps. One query."""
    found, acts = Facts(), []
    for article, says, n, m, a, b, c in _said(ids) if reader_id is None else _said_to(ids, reader_id):
        if says == _LIKES:
            found.counts[article] = n, m
        elif says == _REVIEW:
            found.reviewed[article] = a or found.reviewed.get(article, "")
        elif says == _LEAD:
            found.leads[article] = Media(width=n, height=m, name=a, alt=b, url=c)
        else:
            acts.append((n, article, a))
    found.marks = marks.newest(acts)
    return found


def stories(articles: Sequence[Article]) -> dict[int, Story]:
    """What is told of the stories of these articles."""
    wanted = list({article.story_id for article in articles if article.story_id is not None})
    found: dict[int, Story] = defaultdict(Story)
    for story_id, feed, creator, pk, title, language, *names in _told(wanted) if wanted else ():
        found[story_id].articles.append(Other(feed, creator, pk, title, language, tuple(names)))
    return found
