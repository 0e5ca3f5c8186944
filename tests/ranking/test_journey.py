"""A reader's first minutes: three clicks, and the next page is theirs, while the horizon stays open."""

from collections import Counter
from datetime import timedelta
from random import Random

import pytest

from feeds.models import Subscription
from ranking import slate as slates
from ranking.events import record
from ranking.models import Event, Impression, Slate
from ranking.recommend import recommend
from tests import make
from tests.ranking import build

pytestmark = pytest.mark.django_db
NOW = build.NOW


def page(reader_id: int | None, *, minutes: int = 0, page: int = 0, visitor: str = "", seed: int = 1) -> Slate:
    return recommend(
        reader_id=reader_id, visitor=visitor, now=NOW + timedelta(minutes=minutes), rng=Random(seed), page=page
    )


def topics_of(slate: Slate) -> Counter[int | None]:
    return Counter(it.article.topic_id for it in slates.cards(slate))


def test_three_clicks_on_a_topic_bring_measurably_more_of_it() -> None:
    topics = build.newsroom()
    ada = make.reader()
    first = page(ada.pk)
    chosen = topics[3]
    before = topics_of(first)[chosen.pk]
    opened = list(chosen.articles.order_by("-published_at")[:3])
    for n, article in enumerate(opened):
        impression = Impression.objects.filter(slate=first, article=article).first()
        record(
            Event.Kind.PLAY,
            article_id=article.pk,
            reader_id=ada.pk,
            impression_id=impression and impression.pk,
            now=NOW + timedelta(minutes=n + 1),
        )
    second = page(ada.pk, minutes=5)
    after = topics_of(second)[chosen.pk]
    print(
        before,
        after,
        topics_of(second),
        [(i.slot, i.kind, i.article.topic_id, round(i.value, 2)) for i in slates.cards(second)],
        second.counts,
    )
    assert after >= 5
    assert after > before
