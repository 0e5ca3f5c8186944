"""What a page keeps to because its reader said so: languages, and that nothing is written down of them."""

from datetime import timedelta
from random import Random

import pytest

from feeds.models import Article, Subscription
from ranking import profiles
from ranking.models import Impression, Slate
from ranking.recommend import recommend
from tests import make
from tests.make import NOW
from tests.ranking import build

pytestmark = pytest.mark.django_db


def served(reader_id: int, *, page: int = 0, is_private: bool = False) -> Slate:
    return recommend(
        reader_id=reader_id,
        visitor="a key of this visit" if is_private else "",
        now=NOW + timedelta(minutes=page),
        rng=Random(1),
        page=page,
        is_private=is_private,
    )


def shown(slate: Slate) -> set[int]:
    return set(Impression.objects.filter(slate=slate).values_list("article_id", flat=True))


def test_only_languages_that_the_reader_reads_are_chosen() -> None:
    build.newsroom(topics=2, each=4)
    ada, ids = make.reader(), list(Article.objects.order_by("pk").values_list("pk", flat=True))
    Article.objects.filter(pk__in=ids[:3]).update(language="fr")
    Article.objects.filter(pk=ids[3]).update(language="")
    Article.objects.filter(pk=ids[4]).update(language="en-GB")
    profiles.set_languages(ada.pk, ["en"])
    assert shown(served(ada.pk)) == set(ids[3:])


def test_what_one_follows_comes_in_any_language() -> None:
    build.newsroom(topics=1, each=2)
    ada, article = make.reader(), Article.objects.order_by("pk")[0]
    Article.objects.update(language="fr")
    Subscription.objects.create(reader=ada, feed=article.feed)
    profiles.set_languages(ada.pk, ["en"])
    assert article.pk in shown(served(ada.pk))


def test_a_private_page_names_nobody_and_repeats_nothing() -> None:
    build.newsroom(topics=4, each=15)
    ada = make.reader()
    first, second = (served(ada.pk, page=page, is_private=True) for page in (0, 1))
    assert not Slate.objects.filter(reader=ada).exists()
    assert first.visitor == second.visitor == "a key of this visit"
    assert shown(second)
    assert not shown(first) & shown(second)


def test_a_private_page_is_made_with_what_is_known() -> None:
    build.newsroom(topics=2, each=4)
    ada, muted = make.reader(), Article.objects.order_by("pk")[0]
    profiles.mute(ada.pk, topic_id=muted.topic_id, now=NOW)
    slate = served(ada.pk, is_private=True)
    assert shown(slate)
    assert not Article.objects.filter(pk__in=shown(slate), topic=muted.topic_id).exists()
