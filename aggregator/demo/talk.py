"""What simulated readers say under articles. The words are in talk.toml, written by people."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction

from aggregator.demo.documents import tag_of
from feeds.models import Article, Comment
from ranking.events import record
from ranking.models import Event

FILE = Path(__file__).parent / "talk.toml"


@dataclass(frozen=True, slots=True)
class Line:
    """One comment: under which article, by whom, how many minutes after it appeared."""

    article: str
    by: str
    after: int
    body: str


def lines() -> list[Line]:
    """Everything there is to say."""
    return [Line(**line) for line in tomllib.loads(FILE.read_text(encoding="utf-8"))["line"]]


def talk(said: Iterable[Line], ids: Mapping[str, int], *, now: datetime) -> int:
    """Put these lines under their articles, once each. How many were new.

    A comment is evidence: an article that was assessed already is assessed again with it.
    """
    said = [line for line in said if line.by in ids]
    articles = {a.guid: a for a in Article.objects.filter(guid__in={tag_of(line.article) for line in said})}
    spoken = {line for line in said if tag_of(line.article) in articles and _say(line, articles, ids, now)}
    Article.objects.filter(
        guid__in={tag_of(line.article) for line in spoken}, embed_due_at=None, assess_due_at=None
    ).update(assess_due_at=now)
    return len(spoken)


def _say(line: Line, articles: Mapping[str, Article], ids: Mapping[str, int], now: datetime) -> bool:
    article, author_id = articles[tag_of(line.article)], ids[line.by]
    at = min(article.published_at + timedelta(minutes=line.after), now)
    with transaction.atomic():
        comment, is_new = Comment.objects.get_or_create(article=article, author_id=author_id, body=line.body)
        if is_new:
            Comment.objects.filter(pk=comment.pk).update(created_at=at)
        if is_new and article.visibility in {Article.Visibility.ALLOW, Article.Visibility.LIMIT}:
            record(Event.Kind.COMMENT, article_id=article.pk, reader_id=author_id, impression_id=None, now=at)
    return is_new
