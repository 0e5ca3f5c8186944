"""What is liked far more than it is read is told to moderation, as a number, and assessed anew."""

from datetime import timedelta
from random import Random

import pytest

from feeds.models import Article
from moderation.assess import assess
from moderation.models import Assessment, Reception, ReviewItem
from ranking.models import ArticleStats
from ranking.reception import Counts, note_reception, standing_out
from tests import make

NOW = make.NOW


def usual(count: int, rng: Random) -> list[Counts]:
    """Articles of all lengths as readers meet them: one opening in ten is liked, most are read half through."""
    found = []
    for n in range(count):
        plays, words = rng.randint(50, 2000), rng.randint(80, 1500)
        taste, patience = rng.betavariate(5, 45), rng.betavariate(4, 4)
        likes = sum(rng.random() < taste for _ in range(plays))
        seconds = min(120.0, words / 4) * patience
        found.append(Counts(n, likes, plays, plays, plays * seconds, words))
    return found


def begging(n: int, plays: int = 300, likes: int = 240) -> Counts:
    return Counts(n, likes, plays, plays, plays * 8.0, 300)


def stored(counts: Counts) -> Article:
    article = make.article(published_at=NOW - timedelta(days=2))
    Article.objects.filter(pk=article.pk).update(word_count=counts.words)
    ArticleStats.objects.create(
        article=article,
        likes=counts.likes,
        plays=counts.plays,
        dwells=counts.dwells,
        dwell_s=counts.dwell_s,
        heat_at=NOW,
    )
    return article


def test_what_is_liked_and_not_read_stands_out() -> None:
    counts = usual(300, Random(5))
    found = standing_out([*counts, begging(1000)])
    assert list(found) == [1000]
    assert found[1000].likes_lift >= 3
    assert found[1000].read_lift <= 0.5


@pytest.mark.parametrize("seed", range(5))
def test_chance_makes_nothing_stand_out(seed: int) -> None:
    assert not standing_out(usual(500, Random(seed)))


def test_what_is_liked_and_read_is_a_good_article() -> None:
    loved = Counts(1000, 240, 300, 300, 300 * 60.0, 300)
    assert not standing_out([*usual(300, Random(5)), loved])


def test_a_short_look_alone_is_no_bait() -> None:
    assert not standing_out([*usual(300, Random(5)), begging(1000, likes=30)])


def test_too_few_articles_say_nothing_of_what_is_usual() -> None:
    assert not standing_out([*usual(15, Random(5)), begging(1000)])


@pytest.mark.django_db
def test_it_is_noted_once_and_assessed_anew() -> None:
    for counts in usual(30, Random(5)):
        stored(counts)
    loud = stored(begging(0))
    assert [note_reception(now=NOW) for _ in range(2)] == [1, 0]
    assert Reception.objects.get().article == loud
    loud.refresh_from_db()
    assert loud.assess_due_at == NOW


@pytest.mark.django_db
def test_what_stands_out_no_more_is_forgotten_and_assessed_anew() -> None:
    article = make.article()
    Reception.objects.create(article=article, likes_lift=5, read_lift=0.2, noted_at=NOW)
    assert note_reception(now=NOW) == 1
    article.refresh_from_db()
    assert (Reception.objects.count(), article.assess_due_at) == (0, NOW)


@pytest.mark.django_db
def test_begging_that_works_waits_for_a_person() -> None:
    article = make.article(title="Tag a friend who needs to see it", text="The ferry runs again. It left this morning.")
    assess(article.pk, now=NOW)
    assert not ReviewItem.objects.filter(article=article).exists()
    Reception.objects.create(article=article, likes_lift=5, read_lift=0.2, noted_at=NOW)
    assess(article.pk, now=NOW)
    assert ReviewItem.objects.open().get().article == article
    newest = Assessment.objects.newest_of(article.pk)
    assert newest is not None
    assert any("liked 5 times as often" in span.why for span in newest.found_spans())
