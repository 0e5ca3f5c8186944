"""SOURCE -> FETCH -> PARSE -> CLEAN -> DEDUPE -> ARTICLE -> EMBED -> STORY, shown."""

import random
from collections.abc import Generator, Iterable
from datetime import datetime
from itertools import combinations

from aggregator.management.journey.step import Step, short
from feeds import dedupe, ingest, sightings
from feeds.embed import encode
from feeds.models import Article, Feed
from feeds.reading import parse_limited, read_limited
from feeds.topics import guess
from feeds.types import Document, Entry, FetchResult, ParsedFeed
from feeds.understand import topic_weights, understand
from feeds.vectors import text_to_embed

FOLLOWED = 10  # articles: more would make the tour long, not clearer


def getting(result: FetchResult, *, now: datetime) -> Generator[Step, None, list[int]]:
    """The steps from the address to understood articles; returns the ids of the articles to follow."""
    yield _fetch(result)
    raw = parse_limited(result.body, url=result.final_url, content_type=result.content_type)
    yield _parse(result, raw)
    clean = read_limited(result.body, url=result.final_url, content_type=result.content_type, now=now)
    yield _clean(raw, clean)
    feed, _new = Feed.objects.get_or_create(url=result.request.url, defaults={"next_fetch_at": now})
    yield _dedupe(feed, clean, now)
    yield _ingest(feed, result, now)
    yield _schedule(feed)
    ids = list(Article.objects.of_feed(feed.pk).values_list("pk", flat=True)[:FOLLOWED])
    if ids:
        yield from _understood(ids, now)
    return ids


def _fetch(result: FetchResult) -> Step:
    return Step(
        "FETCH",
        "asks the publisher, with the validators of the last answer and never at an address that is not public",
        "feeds/fetch",
        {"url": result.request.url, "etag": result.request.etag, "last_modified": result.request.last_modified},
        {
            "outcome": result.outcome.value,
            "status": result.status,
            "bytes": len(result.body),
            "content_type": result.content_type,
            "etag": result.etag,
            "milliseconds": result.duration_ms,
        },
    )


def _parse(result: FetchResult, raw: ParsedFeed) -> Step:
    return Step(
        "PARSE",
        "turns the bytes into entries, in a child process with limits of time and memory",
        "feeds/parse",
        short(result.body.decode("utf-8", "replace")),
        {
            "format": raw.format,
            "title": raw.title,
            "language": raw.language,
            "entries": len(raw.entries),
            "first": _shown(raw.entries),
            "warnings": list(raw.warnings),
        },
    )


def _clean(raw: ParsedFeed, clean: ParsedFeed) -> Step:
    before, after = _shown(raw.entries), _shown(clean.entries)
    return Step(
        "CLEAN and FIT",
        "leaves only safe HTML, absolute links without trackers, plain text, a language and a date that can be",
        "feeds/clean, feeds/fit.py, feeds/language.py",
        {name: before.get(name) for name in ("link", "html", "published_at", "language")},
        {name: after.get(name) for name in ("link", "html", "published_at", "language", "text")},
    )


def _shown(entries: tuple[Entry, ...]) -> dict[str, object]:
    if not entries:
        return {}
    entry = entries[0]
    return {
        "guid": entry.guid,
        "title": entry.title,
        "link": entry.link,
        "published_at": entry.published_at,
        "html": short(entry.content_html or entry.summary_html),
        "text": short(entry.text),
        "categories": list(entry.categories),
        "media": [link.url for link in entry.media],
        "language": entry.language,
    }


def _dedupe(feed: Feed, clean: ParsedFeed, now: datetime) -> Step:
    (known,) = sightings.known([Document(feed.pk, clean, now)])
    changes = dedupe.dedupe(clean.entries, known)
    return Step(
        "DEDUPE",
        "tells entries never seen from changed and from known ones, by guid, address, date and words",
        "feeds/sightings.py, feeds/dedupe",
        {"entries": len(clean.entries), "known articles that could be one of them": len(known)},
        {"new": len(changes.new), "updated": len(changes.updated), "same": changes.same},
    )


def _ingest(feed: Feed, result: FetchResult, now: datetime) -> Step:
    counts = ingest.ingest(feed, result, now=now, rng=random.Random(1))  # noqa: S311 -- the tour is the same every time
    saved = Article.objects.of_feed(feed.pk)[:3]
    return Step(
        "ARTICLE",
        "saves the entries in one transaction: held from readers, and due to be understood",
        "feeds/ingest.py, feeds/articles.py",
        {"feed": feed.url},
        {
            "new": counts.new,
            "updated": counts.updated,
            "saved": [
                {"title": article.title, "visibility": article.visibility, "embed_due_at": article.embed_due_at}
                for article in saved
            ],
        },
    )


def _schedule(feed: Feed) -> Step:
    feed.refresh_from_db()
    return Step(
        "SCHEDULE",
        "plans the next visit: as often as the feed publishes, as rarely as it asks, later after errors",
        "feeds/schedule.py, feeds/outcome.py",
        {
            "dates of entries": [
                str(at) for at in Article.objects.of_feed(feed.pk).values_list("published_at", flat=True)[:5]
            ]
        },
        {"next_fetch_at": feed.next_fetch_at, "in_minutes": feed.interval_minutes, "failures": feed.failures},
    )


def _understood(ids: list[int], now: datetime) -> Generator[Step, None, None]:
    followed = list(Article.objects.filter(pk__in=ids).order_by("-published_at", "-pk"))
    texts = [text_to_embed(article) for article in followed]
    vectors = encode(texts)
    pairs = [
        (round(_dot(vectors[a], vectors[b]), 3), followed[a].title, followed[b].title)
        for a, b in combinations(range(len(followed)), 2)
    ]
    yield Step(
        "EMBED",
        "turns title, summary and first words into a vector; near vectors mean near subjects",
        "feeds/embed.py",
        short(texts[0]),
        {
            "numbers": len(vectors[0]),
            "begins": [round(x, 3) for x in vectors[0][:6]],
            "nearest pairs (cosine)": sorted(pairs, reverse=True)[:3],
        },
    )
    understand(ids, now=now)
    done = list(
        Article.objects.filter(pk__in=ids).select_related("topic", "subtopic", "story").order_by("-published_at", "-pk")
    )
    near = {slug: round(p, 3) for slug, p in guess(vectors[:1], topic_weights())[0].items()}
    yield Step(
        "TOPIC",
        "takes the topic that the publisher's categories name, else the feed's usual one, else the most probable one",
        "feeds/topics, feeds/understand.py",
        {"most probable topics of the first article": dict(sorted(near.items(), key=lambda item: -item[1])[:3])},
        {article.title: [one.slug for one in (article.topic, article.subtopic) if one] for article in done},
    )
    yield Step(
        "STORY",
        "joins articles of two publishers about one event: near vectors, shared words in the titles, within 48 hours",
        "feeds/dedupe, feeds/understand.py",
        {"articles": len(done)},
        {article.title: article.story.title if article.story else "no other publisher has it" for article in done},
    )


def _dot(one: Iterable[float], other: Iterable[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))
