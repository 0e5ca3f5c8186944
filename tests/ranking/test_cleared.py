"""What waits for a moderator weighs less on pages; what one has allowed weighs in full again."""

import numpy as np
import pytest

from feeds.models import Article
from moderation.models import Assessment
from moderation.types import Zone
from ranking.hot import load
from tests import make

pytestmark = pytest.mark.django_db


def p_dubious(article: Article) -> float:
    return float(load.pieces([article.pk]).doubts[0, 1])


@pytest.fixture
def doubted() -> Article:
    article = make.article()
    make.assessment(article, zone=Zone.QUEUE)
    Assessment.objects.update(p_dubious=0.9)
    return article


def test_a_doubted_article_is_weighed_by_its_doubt(doubted: Article) -> None:
    assert np.isclose(p_dubious(doubted), 0.9)


def test_what_a_moderator_allowed_is_weighed_in_full_at_once(doubted: Article) -> None:
    before = doubted.updated_at
    make.decision(doubted, make.moderator(), Article.Visibility.ALLOW)
    doubted.refresh_from_db()
    assert p_dubious(doubted) == 0
    assert doubted.updated_at > before


def test_other_words_than_those_that_were_allowed_are_doubted_again(doubted: Article) -> None:
    make.decision(doubted, make.moderator(), Article.Visibility.ALLOW)
    Article.objects.update(content_hash="edited")
    assert np.isclose(p_dubious(doubted), 0.9)
