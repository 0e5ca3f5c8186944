"""The sums of a stretch of time, from the rows themselves. Seven statements, each over the stretch alone.

What was served counts when it was served, what was done when it was done: so an hour that is over does not change.
"""

from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Count, Exists, Min, OuterRef, Sum

from ranking.models import Event, Impression, Slate
from ranking.tally.sums import Place, Publisher, Sums

Kind = Event.Kind

_SERVED = "s.served_at >= %(since)s AND s.served_at < %(until)s"
_TERMS = f"""
SELECT t.key, sum(t.value::float8)
FROM ranking_slate s JOIN ranking_impression i ON i.slate_id = s.id CROSS JOIN jsonb_each_text(i.terms) t
WHERE {_SERVED} AND i.kind = 'personal' GROUP BY t.key
"""  # noqa: S608  made of the words above
# What each predicted term multiplies its weight with (ranking/value.py): pages of several weights can be added.
_PREDICTIONS = f"""
SELECT count(*), sum((i.scores->>'p_play')::float8 * (i.scores->>'playtime_s')::float8),
    sum((i.scores->>'p_play')::float8), sum((i.scores->>'p_like')::float8), sum((i.scores->>'p_comment')::float8)
FROM ranking_slate s JOIN ranking_impression i ON i.slate_id = s.id
WHERE {_SERVED} AND i.kind = 'personal'
"""  # noqa: S608
PREDICTED = ("playtime", "play", "like", "comment")
# Of first pages on no topic: topics, topics of equal size that would be as varied (e to the entropy), publishers.
_VARIETY = f"""
WITH cards AS (
    SELECT s.id, a.topic_id, a.feed_id, a.creator_id
    FROM ranking_slate s JOIN ranking_impression i ON i.slate_id = s.id JOIN feeds_article a ON a.id = i.article_id
    WHERE {_SERVED} AND s.page = 0 AND s.topic_id IS NULL
), topics AS (
    SELECT id, count(*) AS n, sum(count(*)) OVER (PARTITION BY id) AS cards FROM cards GROUP BY id, topic_id
), varied AS (
    SELECT id, count(*) AS topics, exp(-sum(n / cards * ln(n / cards))) AS effective FROM topics GROUP BY id
), authors AS (
    SELECT id, count(DISTINCT (feed_id, creator_id)) AS authors FROM cards GROUP BY id
)
SELECT count(*), sum(topics), sum(effective), sum(authors) FROM varied JOIN authors USING (id)
"""  # noqa: S608
# A beacon tells the seconds so far: what it adds is what it says more than any before it of the same card.
_SECONDS = """
WITH told AS (
    SELECT impression_id, max(value) AS most FROM ranking_event
    WHERE happened_at >= %(since)s AND happened_at < %(until)s AND kind = 'dwell' AND reader_id IS NOT NULL
        AND impression_id IS NOT NULL GROUP BY impression_id
), other AS (
    SELECT sum(value) AS seconds FROM ranking_event
    WHERE happened_at >= %(since)s AND happened_at < %(until)s AND kind = 'dwell' AND reader_id IS NOT NULL
        AND impression_id IS NULL
)
SELECT coalesce((SELECT seconds FROM other), 0) + coalesce(sum(greatest(0, told.most - coalesce((
    SELECT max(before.value) FROM ranking_event before
    WHERE before.impression_id = told.impression_id AND before.kind = 'dwell' AND before.happened_at < %(since)s
), 0))), 0) FROM told
"""


def sums(since: datetime, until: datetime) -> Sums:
    """Of the stretch from `since` on, before `until`."""
    found = Sums(places=_places(since, until), publishers=_publishers(since, until))
    span = {"since": since, "until": until}
    with connection.cursor() as cursor:
        cursor.execute(_TERMS, span)
        found.terms = dict(cursor.fetchall())
        found.of_day["cards"], *predictions = _row(cursor, _PREDICTIONS, span)
        found.predictions = dict(zip(PREDICTED, predictions, strict=True))
        names = ("pages", "topics", "effective_topics", "authors")
        found.of_day.update(dict(zip(names, _row(cursor, _VARIETY, span), strict=True)))
        (found.of_day["seconds"],) = _row(cursor, _SECONDS, span)
    return found


def readers(since: datetime, until: datetime) -> int:
    """How many signed-in readers were served a page."""
    return int(_came(since, until).aggregate(n=Count("reader", distinct=True))["n"])


def readers_of_both(since: datetime, between: datetime, until: datetime) -> int:
    """How many came before `between` and after it, too."""
    later = _came(between, until).values("reader")
    came = _came(since, between).filter(reader__in=later)
    return int(came.aggregate(n=Count("reader", distinct=True))["n"])


def _came(since: datetime, until: datetime) -> Any:
    return Slate.objects.filter(served_at__gte=since, served_at__lt=until, reader__isnull=False)


def _row(cursor: Any, statement: str, span: dict[str, datetime]) -> list[float]:
    cursor.execute(statement, span)
    return [float(it or 0) for it in cursor.fetchone()]


def _places(since: datetime, until: datetime) -> dict[tuple[str, int], Place]:
    found: dict[tuple[str, int], Place] = {}
    served = Impression.objects.filter(slate__served_at__gte=since, slate__served_at__lt=until)
    rows = served.values_list("kind", "slot").order_by()
    for kind, slot, *figures in rows.annotate(n=Count("pk"), pools=Sum("pool_size"), least=Min("propensity")):
        found[kind, slot] = Place(*figures)
    seen = Event.objects.filter(impression=OuterRef("impression"), kind=Kind.VIEW)
    acts = Event.objects.filter(happened_at__gte=since, happened_at__lt=until, impression__isnull=False)
    for act, name in ((Kind.VIEW, "viewed"), (Kind.PLAY, "opened"), (Kind.HIDE, "hidden")):
        done = acts.filter(kind=act) if act == Kind.VIEW else acts.filter(Exists(seen), kind=act)
        for kind, slot, n in (
            done.values_list("impression__kind", "impression__slot").order_by().annotate(n=Count("pk"))
        ):
            found[kind, slot] = found.get((kind, slot), Place()) + Place(**{name: n})
    return found


def _publishers(since: datetime, until: datetime) -> dict[Publisher, int]:
    served = Impression.objects.filter(slate__served_at__gte=since, slate__served_at__lt=until)
    rows = served.values_list("article__feed_id", "article__creator_id").order_by().annotate(n=Count("pk"))
    return {(feed, creator): n for feed, creator, n in rows}
