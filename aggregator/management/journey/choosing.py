"""CANDIDATES -> FEATURES -> SCORES -> VALUE -> SLATE -> EVENT, shown for a reader who is new."""

import secrets
from collections.abc import Iterator, Sequence
from datetime import datetime
from random import Random

from aggregator.accounts.models import User
from aggregator.management.journey.step import Step
from feeds.models import Article
from ranking import events, explain, hot, params, profiles, scorers, slate, sources, versions
from ranking.candidates import Candidates
from ranking.features import features
from ranking.models import Event, Impression, ValueWeights
from ranking.recommend import recommend
from ranking.remember import remember
from ranking.types import Candidate, SourceName, Valued, Visit
from ranking.value import value


def choosing(ids: Sequence[int], *, now: datetime) -> Iterator[Step]:
    """The steps from shown articles to the page of a new reader, and what one click changes."""
    reader = User.objects.create_user(f"journey-{secrets.token_hex(8)}@example.org", name="A new reader")
    yield _candidates(reader, ids, now)
    shown = list(Article.objects.shown().filter(pk__in=ids).newest())
    if not shown:
        return
    first = _valued(reader, shown[:1], now)[0]
    yield from _worth(shown[0], first)
    served = recommend(reader_id=reader.pk, visitor="", now=now, rng=Random(1))  # noqa: S311 -- the same tour every time
    cards = slate.cards(served)
    yield _slate(cards, served.counts)
    opened = next((card.article for card in cards if card.article_id in ids), shown[0])
    yield _event(reader, opened, shown, now)


def _candidates(reader: User, ids: Sequence[int], now: datetime) -> Step:
    visit, window = Visit(reader.pk, "", now), hot.current()
    taste, memory = profiles.taste(reader.pk, now=now), remember(visit, window)
    named, counts, _window = sources.gather(visit, taste, memory, window)
    ours = [named.one(row) for row, article_id in enumerate(named.ids.tolist()) if article_id in ids]
    titles = dict(Article.objects.filter(pk__in=ids).values_list("pk", "title"))
    return Step(
        "CANDIDATES",
        "asks each source for articles that could be on the page; held articles and old ones are named by none",
        "ranking/sources",
        {"shown articles of this document": Article.objects.shown().filter(pk__in=ids).count()},
        {
            "named by source": counts,
            "of this document": {titles[it.article_id]: sorted(it.sources) for it in ours},
        },
    )


def _valued(reader: User, articles: Sequence[Article], now: datetime) -> list[Valued]:
    """What the articles are worth to the reader now."""
    visit, window = Visit(reader.pk, "", now), hot.current()
    taste, memory = profiles.taste(reader.pk, now=now), remember(visit, window)
    gathered, _counts, window = sources.gather(visit, taste, memory, window)
    row_of = {article_id: row for row, article_id in enumerate(gathered.ids.tolist())}
    named = [gathered.one(row_of[it.pk]) if it.pk in row_of else _unnamed(it) for it in articles]
    candidates = Candidates.of(named)
    rows, _facts = features(candidates, hot=window, visit=visit, taste=taste, memory=memory)
    weights, _version = ValueWeights.objects.in_force(params.WEIGHTS, params.WEIGHTS_VERSION)
    weighed = value(candidates, rows, scorers.scores(rows, versions.in_force()), weights)
    return [weighed.one(row) for row in range(len(candidates))]


def _unnamed(article: Article) -> Candidate:
    """An article that no source names, too old for instance, as if the fresh source had."""
    return Candidate(
        article_id=article.pk,
        sources=frozenset({SourceName.FRESH}),
        topic_id=article.topic_id,
        feed_id=article.feed_id,
        creator_id=article.creator_id,
        story_id=article.story_id,
        published_at=article.published_at,
        word_count=article.word_count,
        followed_feed_id=None,
    )


def _worth(article: Article, valued: Valued) -> Iterator[Step]:
    found = dict(zip(params.FEATURES, valued.features.values, strict=True))
    scores = {name: round(getattr(valued.scores, name), 4) for name in valued.scores._fields}
    terms = {name: round(term, 4) for name, term in valued.terms.items() if term}
    yield Step(
        "FEATURES",
        "describes the pair of reader and article in numbers, the same when serving and when training",
        "ranking/features/",
        {"article": article.title, "reader": "new, nothing is known"},
        {name: round(number, 3) for name, number in found.items() if number},
    )
    yield Step(
        "SCORES",
        "predicts what this reader would do with it, as probabilities",
        "ranking/scorers.py",
        {"features": len(found)},
        scores,
    )
    yield Step(
        "VALUE",
        "adds up what each act is worth to the site; the weights are chosen by people, the probabilities are not",
        "ranking/value.py, ranking/params.py",
        {"weights": dict(params.WEIGHTS)},
        {"terms": terms, "value": round(valued.value, 4)},
    )


def _slate(cards: Sequence[Impression], counts: object) -> Step:
    return Step(
        "RE-RANK, EXPLORE and SLATE",
        "spreads topics and publishers, keeps places for what the reader does not know yet, writes the page down",
        "ranking/rerank.py, ranking/explore/, ranking/slate.py, ranking/explain.py",
        {"counts": counts},
        [
            {
                "slot": card.slot,
                "kind": card.kind,
                "title": card.article.title,
                "value": round(card.value, 4),
                "propensity": round(card.propensity, 4),
                "why": [explain.sentence(reason) for reason in card.reasons],
            }
            for card in cards[:8]
        ],
    )


def _event(reader: User, opened: Article, shown: Sequence[Article], now: datetime) -> Step:
    """A click on one article, and what the others are worth before and after it."""
    others = [article for article in shown if article.pk != opened.pk][:3]
    before = _valued(reader, others, now)
    events.record(Event.Kind.PLAY, article_id=opened.pk, reader_id=reader.pk, now=now)
    taste = profiles.taste(reader.pk, now=now)
    after = _valued(reader, others, now)
    return Step(
        "EVENT and PROFILE",
        "learns from one click in the same transaction, so that the next page already differs",
        "ranking/events, ranking/profiles",
        {"the reader opens": opened.title},
        {
            "acts known": taste.events,
            "topics met": len(taste.topics),
            "value of the others": {
                article.title: f"{one.value:.4f} -> {two.value:.4f}"
                for article, one, two in zip(others, before, after, strict=True)
            },
        },
    )
