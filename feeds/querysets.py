"""Which rows: the questions that sweeps, sources and pages ask of the tables of feeds."""

import json
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.contrib.postgres.search import SearchQueryCombinable, SearchRank
from django.db import connection, models, transaction
from django.db.models import F, FloatField
from django.db.models.expressions import RawSQL

from feeds.claiming import claim

if TYPE_CHECKING:
    from feeds.models import (
        Article,
        Comment,
        Draft,
        Embedding,
        Feed,
        FeedImport,
        Icon,
        Illustration,
        Media,
        Page,
        Sighting,
        Topic,
    )


# What `reachable` says, for questions that are written out.
REACHABLE = ("allow", "limit")


def _array(values: Iterable[int | str]) -> str:
    """An array for PostgreSQL, of numbers or of words that need no quotes: psycopg takes 1.5 µs for each value."""
    return "{" + ",".join(map(str, values)) + "}"


class FeedQuerySet(models.QuerySet["Feed"]):
    """Feeds by state and schedule."""

    def active(self) -> Self:
        """Feeds that are crawled at all."""
        return self.filter(state="active")

    def due(self, now: datetime) -> Self:
        """Feeds whose time has come, or whose lease ran out."""
        return self.active().filter(next_fetch_at__lte=now)

    def unreachable(self) -> Self:
        """Feeds whose last fetch failed."""
        return self.active().filter(failures__gt=0)

    def ended(self) -> Self:
        """Feeds that are not asked again, because their publisher closed them or they live at another one's address."""
        return self.filter(state__in=("gone", "moved"))

    def claim_due(self, now: datetime, *, lease: timedelta, limit: int) -> list[int]:
        """Take up to `limit` due feeds for `lease`; nobody else gets them meanwhile."""
        return claim(self.due(now), "next_fetch_at", limit=limit, next_fetch_at=now + lease)


class ArticleQuerySet(models.QuerySet["Article"]):
    """Articles by what may be seen, by time, by words and by due step."""

    def shown(self) -> Self:
        """Articles that readers may be recommended."""
        return self.filter(visibility="allow", withdrawn_at__isnull=True)

    def reachable(self) -> Self:
        """Articles that readers may open by their address: shown, limited, and withdrawn ones (which say only that)."""
        return self.filter(visibility__in=REACHABLE)

    def recent(self, now: datetime, *, window: timedelta) -> Self:
        """Articles published within `window` before `now`, none from the future."""
        return self.filter(published_at__gt=now - window, published_at__lte=now)

    def newest(self) -> Self:
        """By time, newest first."""
        return self.order_by("-published_at", "-pk")

    def of_feed(self, feed_id: int) -> Self:
        """What a feed brought, whoever owns it, newest first by its own dates."""
        return self.filter(sightings__feed=feed_id).order_by("-sightings__published_at", "-sightings__article_id")

    def with_card(self) -> Self:
        """Everything a card prints, without a query a card."""
        return self.select_related("feed__icon", "creator", "topic", "story").defer("html", "text", "search")

    def matching(self, query: SearchQueryCombinable, *, most: int) -> Self:
        """Full-text search over title, summary and text, best first of the newest so many that match."""
        newest = self.filter(search=query).newest().values("pk")[:most]
        return (
            self.filter(pk__in=newest)
            .annotate(rank=SearchRank(F("search"), query))
            .order_by("-rank", "-published_at", "-pk")
        )

    def claim_due(self, step: str, now: datetime, *, lease: timedelta, limit: int) -> list[int]:
        """Take up to `limit` articles whose `step` (embed or assess) is due, for `lease`."""
        column = f"{step}_due_at"
        return claim(self.filter(**{f"{column}__lte": now}), column, limit=limit, **{column: now + lease})


class SightingQuerySet(models.QuerySet["Sighting"]):
    """Which feed brought which article."""

    def newest(self) -> Self:
        """By the dates of their feeds, newest first."""
        return self.order_by("-published_at", "-article_id")

    def named(self, names: Collection[tuple[int, str]], *, addresses: Collection[int] = ()) -> Self:
        """Those with one of these names, (feed id, guid), and those of any feed with one of these addresses."""
        feed_ids, guids = zip(*names, strict=True) if names else ((), ())
        found = RawSQL(
            "SELECT id FROM feeds_sighting JOIN ROWS FROM (unnest(%s::bigint[]), json_array_elements_text(%s))"
            " AS asked(feed_id, guid) USING (feed_id, guid)"
            " UNION SELECT id FROM feeds_sighting WHERE address = ANY(%s::bigint[])",
            [_array(feed_ids), json.dumps(guids), _array(addresses)],
        )
        return self.filter(pk__in=found)

    def worded(self, hashes: Collection[str], feed_ids: Collection[int]) -> Self:
        """Those of these feeds whose article, or the entry it was made of, has one of these hashes of words."""
        found = RawSQL(
            "SELECT id FROM feeds_article WHERE content_hash = ANY(%s::text[])"
            " OR (entry_hash = ANY(%s::text[]) AND NOT entry_hash = '')",
            [_array(hashes), _array(hashes)],
        )
        return self.filter(feed__in=feed_ids, article__in=found)

    def brought_by(self, feed_ids: Collection[int]) -> set[int]:
        """Which of these feeds ever brought anything."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT id FROM unnest(%s::bigint[]) AS one(id)"
                " WHERE EXISTS (SELECT FROM feeds_sighting WHERE feed_id = one.id)",
                [_array(feed_ids)],
            )
            return {feed_id for (feed_id,) in cursor.fetchall()}

    def articles_of(self, feed_ids: Collection[int]) -> models.QuerySet["Sighting", int | None]:
        """Ids of the articles that any of these feeds brought, for a filter on articles."""
        return self.filter(feed__in=feed_ids, article__isnull=False).values_list("article_id", flat=True)


class TopicQuerySet(models.QuerySet["Topic"]):
    """Topics by level, in the order of the list."""

    def first_level(self) -> Self:
        """Those that pages and ranking are divided by."""
        return self.filter(parent__isnull=True).order_by("pk")

    def parts_of(self, topic_id: int) -> Self:
        """The second level of one topic."""
        return self.filter(parent_id=topic_id).order_by("pk")


class EmbeddingQuerySet(models.QuerySet["Embedding"]):
    """Embeddings by nearness."""

    def nearest(self, vector: Sequence[float], *, model: str, limit: int) -> Self:
        """Embeddings of `model` nearest to `vector` by cosine, annotated with `distance` (0 same .. 2 opposite)."""
        size = len(vector)  # the cast makes the partial index of this model usable
        distance = RawSQL(  # noqa: S611  the only value in the text is an int
            f"feeds_embedding.vector::halfvec({size:d}) <=> %s::halfvec({size:d})",
            ["[" + ",".join(f"{x:.6g}" for x in vector) + "]"],
            output_field=FloatField(),
        )
        return self.filter(model=model).annotate(distance=distance).order_by("distance")[:limit]

    def near_each(
        self, article_ids: Sequence[int], *, model: str, size: int, window: timedelta, limit: int
    ) -> dict[int, list[int]]:
        """For each of these embedded articles the `limit` nearest published within `window` of it, nearest first.

        One query for all. Vectors have `size` numbers; an article without one is not in the answer.
        """
        sql = f"""
            SELECT mine.article_id, near.article_id
            FROM feeds_embedding mine JOIN feeds_article told ON told.id = mine.article_id
            CROSS JOIN LATERAL (
                SELECT other.article_id, other.vector::halfvec({size:d}) <=> mine.vector::halfvec({size:d}) AS distance
                FROM feeds_embedding other
                WHERE other.model = %s AND other.article_id <> mine.article_id AND EXISTS (
                    SELECT FROM feeds_article WHERE feeds_article.id = other.article_id
                        AND feeds_article.published_at BETWEEN told.published_at - make_interval(secs => %s)
                            AND told.published_at + make_interval(secs => %s)
                    OFFSET 0  -- a test of what the index of vectors finds; a join sorts the whole window
                )
                ORDER BY other.vector::halfvec({size:d}) <=> mine.vector::halfvec({size:d}) LIMIT %s
            ) near
            WHERE mine.model = %s AND mine.article_id = ANY(%s)
            ORDER BY mine.article_id, near.distance, near.article_id
        """  # noqa: S608  the only value in the text is an int: the cast makes the partial index of this model usable
        found: dict[int, list[int]] = {}
        seconds = window.total_seconds()
        with connection.cursor() as cursor:
            # Looks on through the index until enough articles of the window are found, not only at its first 40.
            cursor.execute("SET LOCAL hnsw.iterative_scan = strict_order")
            cursor.execute(sql, [model, seconds, seconds, limit, model, list(article_ids)])
            for mine, near in cursor.fetchall():
                found.setdefault(mine, []).append(near)
        return found


class CommentQuerySet(models.QuerySet["Comment"]):
    """Comments by state."""

    def visible(self) -> Self:
        """Comments that everybody sees."""
        return self.filter(state="visible")


class DraftQuerySet(models.QuerySet["Draft"]):
    """Drafts by their author, and by nobody else."""

    def written_by(self, author_id: int) -> Self:
        """A creator's own; nobody else is ever given a draft."""
        return self.filter(author_id=author_id)

    def newest(self) -> Self:
        """By time of the last edit, newest first."""
        return self.order_by("-edited_at", "-pk")


class MediaQuerySet(models.QuerySet["Media"]):
    """Pictures by what is to be done with them."""

    def stored(self) -> Self:
        """Pictures that the site can show."""
        return self.filter(state="stored")

    def due(self, now: datetime) -> Self:
        """Lead pictures to fetch now; those of articles that nobody may open wait."""
        return self.filter(due_at__lte=now, article__visibility__in=REACHABLE)

    def claim_due(self, now: datetime, *, lease: timedelta, limit: int) -> list[int]:
        """Take up to `limit` due pictures for `lease`, newest articles first; nobody else gets them meanwhile."""
        return claim(self.due(now), "-article__published_at", limit=limit, due_at=now + lease)


class FeedImportQuerySet(models.QuerySet["FeedImport"]):
    """Lists of feeds by what is left to do."""

    def due(self, now: datetime) -> Self:
        """Lists with lines to look at, that no worker holds."""
        return self.filter(due_at__lte=now)

    def claim_due(self, now: datetime, *, lease: timedelta) -> int | None:
        """Take the oldest due list for `lease`; nobody else gets it meanwhile."""
        with transaction.atomic():
            taken = self.due(now).order_by("due_at", "pk").select_for_update(skip_locked=True).first()
            if taken is not None:
                self.model.objects.filter(pk=taken.pk).update(due_at=now + lease)
        return taken.pk if taken else None


class IconQuerySet(models.QuerySet["Icon"]):
    """Icons of sites by schedule."""

    def claim_due(self, now: datetime, *, lease: timedelta, limit: int) -> list[int]:
        """Take up to `limit` due icons for `lease`; nobody else gets them meanwhile."""
        return claim(self.filter(due_at__lte=now), "due_at", limit=limit, due_at=now + lease)


class IllustrationQuerySet(models.QuerySet["Illustration"]):
    """Pictures inside texts by what is to be done with them."""

    def claim_due(self, now: datetime, *, lease: timedelta, limit: int) -> list[int]:
        """Take up to `limit` due pictures for `lease`, those asked for last first; nobody else gets them meanwhile."""
        return claim(self.filter(due_at__lte=now), "-asked_at", limit=limit, due_at=now + lease)


class PageQuerySet(models.QuerySet["Page"]):
    """Publishers' pages by schedule."""

    def claim_due(self, now: datetime, *, lease: timedelta, limit: int) -> list[int]:
        """Take up to `limit` due pages for `lease`, newest articles first; nobody else gets them meanwhile."""
        return claim(self.filter(due_at__lte=now), "-article__published_at", limit=limit, due_at=now + lease)
