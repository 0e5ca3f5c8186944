"""The site in memory and the site over its database make the same page of the same state."""

from datetime import timedelta
from random import Random

import numpy as np
import pytest

from aggregator.accounts.models import User
from feeds.models import Article
from ranking import hot
from ranking import slate as slates
from ranking.events import record
from ranking.heads.online import OnlineHeads
from ranking.models import Impression
from ranking.recommend import recommend
from ranking.replay.simulation.corpus import Corpus
from ranking.replay.simulation.site import Site
from ranking.training.labels import Shown
from tests import make
from tests.ranking import build

pytestmark = pytest.mark.django_db
TOPICS, EACH, SEED = 6, 8, 7


def newsroom() -> tuple[list[int], Corpus]:
    """Articles in the database, oldest first, and the same as columns."""
    topics = [it.pk for it in build.newsroom(topics=TOPICS, each=EACH)]
    rows = list(Article.objects.order_by("published_at"))
    feeds = sorted({it.feed_id or 0 for it in rows})
    vectors = np.stack([build.vectors(topics.index(it.topic_id), EACH)[_round(it)] for it in rows if it.topic_id])
    halves = vectors.astype(np.float16).astype(np.float32)  # as the database keeps them
    corpus = Corpus(
        topic=np.array([topics.index(it.topic_id) + 1 for it in rows if it.topic_id]),
        feed=np.array([feeds.index(it.feed_id or 0) + 1 for it in rows]),
        published=np.array([it.published_at.timestamp() for it in rows]),
        words=np.array([float(it.word_count) for it in rows]),
        vectors=halves / np.linalg.norm(halves, axis=1, keepdims=True),
        quality=np.zeros(len(rows)),
        topic_count=TOPICS,
    )
    return [it.pk for it in rows], corpus


def _round(it: Article) -> int:
    return int(it.guid.removeprefix("piece-")) // TOPICS


def served(ada: User, minutes: int) -> list[Impression]:
    hot.forget()
    now = build.NOW + timedelta(minutes=minutes)
    return slates.cards(recommend(reader_id=ada.pk, visitor="", now=now, rng=Random(SEED)))


def test_both_order_the_same_page_before_and_after_the_reader_opened_something() -> None:
    ids, corpus = newsroom()
    ada = make.reader()
    site = Site(corpus, explores=True)
    site.pieces = corpus.window(build.NOW)
    seed = Random(SEED).getrandbits(63)
    for minutes in (0, 30):
        now = build.NOW + timedelta(minutes=minutes)
        cards = served(ada, minutes)
        placed = site.page(ada.pk, now=now, page=0, seed=seed).placed
        assert [ids[it.valued.candidate.article_id - 1] for it in placed] == [it.article_id for it in cards]
        assert [it.propensity for it in placed] == pytest.approx([it.propensity for it in cards], abs=1e-3)
        shown = [Shown(it.slot, viewed=it.slot < 3, played=it.slot < 3) for it in placed]
        for card in cards[:3]:
            record("play", article_id=card.article_id, reader_id=ada.pk, impression_id=card.pk, now=now)
        site.learn(ada.pk, placed, shown, now=now, page=0)
        site.heads = OnlineHeads()  # the learner of the site is a process of its own, and does not run here
