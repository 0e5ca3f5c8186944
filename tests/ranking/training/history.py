"""Pages of the past as rows: served, looked at, and acted on by readers whose tastes are known."""

from datetime import datetime, timedelta

import numpy as np

from feeds.models import Article
from ranking import params
from ranking.heads import shape
from ranking.heads.shape import Matrix
from ranking.models import Event, Impression, Slate
from tests.ranking import build
from tests.ranking.heads import world

Kind = Event.Kind
ACTS = (("p_play", Kind.PLAY), ("p_like", Kind.LIKE), ("p_comment", Kind.COMMENT), ("p_hide", Kind.HIDE))


def lived(
    pages: int, *, until: datetime, days: float, seed: int = 1, weights: Matrix | None = None, strangers: int = 10
) -> None:
    """So many pages of 20, evenly over the days before `until`, each looked at to its end, of strangers in turn."""
    if not Article.objects.exists():
        build.newsroom(topics=2, each=10)
    articles = list(Article.objects.order_by("pk")[: params.PAGE_SIZE])
    count = pages * params.PAGE_SIZE
    rng = np.random.default_rng(seed)
    features, slots = world.rows(count, rng), np.tile(np.arange(params.PAGE_SIZE), pages)
    labels = world.acts(features, slots, world.truth() if weights is None else weights, rng)
    at = [until - timedelta(days=days) * (1 - n / pages) for n in range(pages)]
    slates = Slate.objects.bulk_create(
        Slate(served_at=it, visitor=f"v{n % strangers}", heads="old", weights="w", seed=1) for n, it in enumerate(at)
    )
    shown = Impression.objects.bulk_create(
        _impression(slates[n // params.PAGE_SIZE], articles[n % params.PAGE_SIZE], n, features[n].tolist())
        for n in range(count)
    )
    Event.objects.bulk_create(it for n, card in enumerate(shown) for it in _acts(card, labels[n], at[n // 20]))


def _impression(slate: Slate, article: Article, n: int, features: list[float]) -> Impression:
    return Impression(
        slate=slate,
        article=article,
        slot=n % params.PAGE_SIZE,
        kind=Impression.Kind.PERSONAL,
        propensity=1.0,
        policy="rank",
        scores={},
        terms={},
        value=1.0,
        features=features,
    )


def _acts(card: Impression, labels: Matrix, at: datetime) -> list[Event]:
    def act(kind: Event.Kind, value: float = 1.0) -> Event:
        return Event(impression=card, article_id=card.article_id, kind=kind, value=value, happened_at=at)

    found = [act(Kind.VIEW), *(act(kind) for head, kind in ACTS if labels[shape.NAMES.index(head)] == 1)]
    if labels[shape.PLAY] == 1:
        found.append(act(Kind.DWELL, float(labels[shape.PLAYTIME])))
    return found
