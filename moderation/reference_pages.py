"""What pages print of the library of checked claims, each gathered in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q

from feeds.models import Article
from moderation.models import Reference, ReferenceFeed, ReferenceMatch

ROWS = 50


@dataclass(frozen=True, slots=True)
class Match:
    """One match of an article, with the sentence that made it."""

    row: ReferenceMatch
    sentence: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """The page of the library."""

    references: Page[Reference]
    feeds: Sequence[ReferenceFeed]
    words: str  # what was searched for
    in_use: int
    matches: int
    dismissed: int


def of_article(article: Article) -> list[Match]:
    """What the text as it is now is about, the most alike first; dismissed ones at the end (1 query)."""
    whole = f"{article.title}\n{article.text}"
    rows = ReferenceMatch.objects.filter(article=article, content_hash=article.content_hash)
    found = rows.filter(reference__withdrawn_at__isnull=True).best()
    return sorted((Match(row, whole[row.start : row.end]) for row in found), key=lambda one: bool(one.row.dismissed_at))


def shelf(*, words: str, page: int | str) -> Shelf:
    """The references with these words in claim or publisher, the newest first (5 queries)."""
    rows = Reference.objects.newest().defer("vector", "wording")
    if words:
        rows = rows.filter(Q(claim__icontains=words) | Q(publisher__icontains=words) | Q(url__icontains=words))
    about = Q(matches__dismissed_at__isnull=True)
    counted = rows.annotate(said=Count("matches", filter=about), refused=Count("matches", filter=~about))
    numbers = ReferenceMatch.objects.aggregate(n=Count("pk"), dismissed=Count("dismissed_at"))
    return Shelf(
        references=Paginator(counted, ROWS).get_page(page),
        feeds=list(ReferenceFeed.objects.filter(due_at__isnull=False).order_by("title", "url", "pk")),
        words=words,
        in_use=Reference.objects.in_use().count(),
        matches=numbers["n"],
        dismissed=numbers["dismissed"],
    )
