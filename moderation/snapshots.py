"""What an article said when it was reported or put before moderators, kept beside what it says now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min

from feeds.models import Article
from moderation.models import Report, ReviewItem, Snapshot
from moderation.side_by_side import Row, Stretch, compare, line

MOST = 5  # texts beside the one of now: who edits after each report writes more, and the first ones are the case


@dataclass(frozen=True, slots=True)
class Earlier:
    """A text that was reported or put before moderators, and that an edit has replaced."""

    snapshot: Snapshot
    reported_at: datetime | None  # the first time; null if nobody reported this text
    reports: int
    title: Row
    stretches: Sequence[Stretch]
    is_moved: bool  # it had another address

    @property
    def is_in_words(self) -> bool:
        """Something of what is printed here changed, and not only its form."""
        return self.snapshot.title != "".join(it.text for it in self.title.after) or any(
            stretch.rows for stretch in self.stretches
        )


def keep(article_id: int, *, now: datetime) -> str:
    """Keep what the article says now, once a text, and tell its hash (2 queries). The caller holds its lock."""
    says = Article.objects.values("content_hash", "title", "text", "url").get(pk=article_id)
    # A text that nobody reported before is the usual case, so the row is not looked for first.
    Snapshot.objects.bulk_create([Snapshot(article_id=article_id, taken_at=now, **says)], ignore_conflicts=True)
    return says["content_hash"]


def forget(article_id: int) -> None:
    """Its author or publisher took the words back."""
    Snapshot.objects.filter(article=article_id).delete()


def earlier(article: Article, item: ReviewItem) -> list[Earlier]:
    """The texts that an edit has replaced since readers reported them with this item, or since it was opened; the
    oldest first (1 query, 1 more where there are any).
    """
    about = Report.objects.filter(item=item, comment=None).exclude(content_hash=article.content_hash)
    rows = about.order_by().values("content_hash").annotate(first=Min("created_at"), n=Count("pk"))
    reported = {row["content_hash"]: (row["first"], row["n"]) for row in rows}
    hashes = {*reported, item.content_hash} - {"", article.content_hash}
    if not hashes:
        return []
    kept = Snapshot.objects.filter(article=article, content_hash__in=hashes).order_by("taken_at", "pk")[:MOST]
    return [_beside(one, article, *reported.get(one.content_hash, (None, 0))) for one in kept]


def _beside(snapshot: Snapshot, article: Article, first: datetime | None, n: int) -> Earlier:
    return Earlier(
        snapshot=snapshot,
        reported_at=first,
        reports=n,
        title=line(snapshot.title, article.title),
        stretches=compare(snapshot.text, article.text),
        is_moved=snapshot.url != article.url,
    )
