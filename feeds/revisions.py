"""The words of articles before somebody changed them, a few of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet, Window
from django.db.models.functions import RowNumber

from feeds.changes import Change, compare
from feeds.models import Article, Revision

# The first is what was shared and quoted, the newest say what is going on. A live ticker that changes at every visit
# would fill the disk with 96 versions a day.
NEWEST = 4


def keep(articles: Sequence[Article], *, now: datetime) -> None:
    """Keep the words that these articles have now, because they are about to change; the caller holds their locks."""
    if not articles:
        return
    Revision.objects.bulk_create(
        Revision(
            article=article,
            title=article.title,
            text=article.text,
            content_hash=article.content_hash,
            seen_at=min(article.edited_at or article.created_at, now),
            replaced_at=now,
            was_shown=article.visibility == Article.Visibility.ALLOW,
        )
        for article in articles
    )
    numbered = Revision.objects.filter(article__in=articles).annotate(
        first=Window(RowNumber(), partition_by="article", order_by=["replaced_at", "pk"]),
        last=Window(RowNumber(), partition_by="article", order_by=[F("replaced_at").desc(), F("pk").desc()]),
    )
    between = numbered.filter(first__gt=1, last__gt=NEWEST)
    Revision.objects.filter(pk__in=list(between.values_list("pk", flat=True))).delete()


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of an article's words: when, the headline before and after, and what changed in the text."""

    at: datetime
    title_before: str
    title_after: str
    changes: Sequence[Change]

    @property
    def is_of_title(self) -> bool:
        """The headline changed."""
        return self.title_before != self.title_after


def edits(article: Article, *, unseen: bool) -> list[Edit]:
    """What changed, the newest edit first; those between the versions looked at are told as one. One query.

    Without `unseen` only versions that readers saw: a claim that was held must not come out because a later text is
    allowed.
    """
    versions = list(_versions(article, unseen=unseen).order_by("replaced_at", "pk"))
    told = [(one.title, one.text) for one in versions] + [(article.title, article.text)]
    found = [
        Edit(version.replaced_at, version.title, title, compare(version.text, text))
        for version, (title, text) in zip(versions, told[1:], strict=True)
    ]
    return found[::-1]


def since(article: Article, content_hash: str) -> Edit | None:
    """What changed since the article said what this hash is of; since the first version that is kept, if that one is
    not. None when nothing did. One query.
    """
    versions = list(article.revisions.order_by("replaced_at", "pk"))
    if not versions or content_hash == article.content_hash:
        return None
    then = next((one for one in reversed(versions) if one.content_hash == content_hash), versions[0])
    return Edit(versions[-1].replaced_at, then.title, article.title, compare(then.text, article.text))


def headlines(article: Article, *, unseen: bool) -> list[str]:
    """Those of the versions before, the newest first, each once; `unseen` as in `edits`. One query."""
    versions = _versions(article, unseen=unseen).order_by("-replaced_at", "-pk")
    return list(dict.fromkeys(versions.values_list("title", flat=True)))


def _versions(article: Article, *, unseen: bool) -> QuerySet[Revision]:
    return article.revisions.all() if unseen else article.revisions.filter(was_shown=True)
