"""Vector, topic, story."""

from datetime import timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from feeds.embed import encode
from feeds.models import Article, Embedding, Story
from feeds.understand import understand
from feeds.vectors import text_to_embed
from tests import make
from tests.feeds.troubled import failing
from tests.make import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(120)]
FERRY = "The ferry struck the quay of Northport in thick fog this morning. Two sailors were hurt and taken to hospital."
FERRY_TOO = "Two sailors were hurt in thick fog this morning when a ferry struck the quay at Northport."
BREAD = "Mix rye flour with water and salt, let the dough rest overnight and bake the loaf for an hour."


def ferry(title: str = "Ferry strikes Northport quay", text: str = FERRY, hours: int = 0, **more: Any) -> Article:
    at = NOW - timedelta(hours=hours)
    return make.article(title=title, text=text, published_at=at, embed_due_at=NOW, **more)


def done(*articles: Article) -> None:
    assert understand([article.pk for article in articles], now=NOW) == len(articles)
    for article in articles:
        article.refresh_from_db()


def test_an_understood_article_is_handed_on_to_assess() -> None:
    article = ferry()
    done(article)
    assert (article.embed_due_at, article.assess_due_at) == (None, NOW)
    assert Embedding.objects.get(article=article).model == "all-MiniLM-L6-v2"


def test_understanding_twice_keeps_one_vector() -> None:
    article = ferry()
    done(article)
    done(article)
    assert Embedding.objects.count() == 1


def test_the_vector_names_the_topic() -> None:
    food = make.topic("food")
    article = ferry("Rye bread at home", BREAD)
    done(article)
    assert article.topic == food


def test_the_feeds_usual_topic_outweighs_the_vector() -> None:
    make.topic("food")
    local = make.topic("local")
    article = ferry("Rye bread at home", BREAD, feed=make.feed(topic=local))
    done(article)
    assert article.topic == local


def test_a_topic_that_the_publisher_named_stays() -> None:
    make.topic("food")
    health = make.topic("health")
    article = ferry("Rye bread at home", BREAD, topic=health)
    done(article)
    assert article.topic == health


def test_a_sure_part_of_the_topic_is_kept_too() -> None:
    article = ferry(
        "Wanderers win the cup", "Their striker headed the winner in the football final. The goalkeeper wept."
    )
    done(article)
    assert [str(article.topic), str(article.subtopic)] == ["Sport", "Football"]


def test_the_feeds_usual_topic_keeps_out_parts_of_another() -> None:
    article = ferry("Wanderers win the cup", "Their striker scored twice.", feed=make.feed(topic=make.topic("local")))
    done(article)
    assert (str(article.topic), article.subtopic) == ("Local", None)


def test_two_publishers_of_one_event_open_a_story() -> None:
    first, second = ferry(hours=3), ferry("Two hurt as ferry hits Northport quay", FERRY_TOO)
    done(first, second)
    assert first.story is not None
    assert first.story == second.story
    assert first.story.title == first.title


def test_a_third_article_joins_the_story() -> None:
    first, second = ferry(hours=3), ferry("Two hurt as ferry hits Northport quay", FERRY_TOO)
    done(first, second)
    third = ferry("Fog: ferry strikes quay in Northport", FERRY)
    done(third)
    assert third.story == first.story
    assert Story.objects.count() == 1


def test_one_publisher_alone_opens_no_story() -> None:
    feed = make.feed()
    done(ferry(feed=feed, hours=1), ferry("Ferry strikes Northport quay again", FERRY_TOO, feed=feed))
    assert not Story.objects.exists()


def test_articles_three_days_apart_tell_two_stories() -> None:
    done(ferry(hours=72), ferry("Two hurt as ferry hits Northport quay", FERRY_TOO))
    assert not Story.objects.exists()


def test_other_subjects_stay_apart() -> None:
    done(ferry(), ferry("Rye bread at home", BREAD))
    assert not Story.objects.exists()


def test_an_article_rewritten_meanwhile_stays_due(monkeypatch: pytest.MonkeyPatch) -> None:
    article = ferry()

    def encode_while_the_publisher_edits(texts: list[str]) -> list[list[float]]:
        Article.objects.filter(pk=article.pk).update(content_hash="f" * 64)
        return encode(texts)

    monkeypatch.setattr("feeds.understand.encode", encode_while_the_publisher_edits)
    assert understand([article.pk], now=NOW) == 0
    article.refresh_from_db()
    assert (article.embed_due_at, article.assess_due_at) == (NOW, None)


def test_an_article_that_was_taken_back_meanwhile_gets_no_vector(monkeypatch: pytest.MonkeyPatch) -> None:
    article = ferry()

    def encode_while_the_publisher_takes_it_back(texts: list[str]) -> list[list[float]]:
        Article.objects.filter(pk=article.pk).update(withdrawn_at=NOW)
        return encode(texts)

    monkeypatch.setattr("feeds.understand.encode", encode_while_the_publisher_takes_it_back)
    assert understand([article.pk], now=NOW) == 0
    assert not Embedding.objects.exists()


def test_an_article_that_was_removed_is_nothing_to_do() -> None:
    assert understand([0], now=NOW) == 0


def test_the_encoder_reads_the_title_and_the_first_words() -> None:
    article = Article(title="Bread", summary="Of rye.", text="word " * 500)
    text = text_to_embed(article)
    assert text.startswith("Bread\nOf rye.\nword word")
    assert len(text.split()) == 203


def test_a_summary_that_begins_the_text_is_read_once() -> None:
    article = Article(title="Bread", summary="Rye flour and…", text="Rye flour and water.")
    assert text_to_embed(article) == "Bread\nRye flour and water."


def test_a_batch_costs_the_same_for_one_article_and_for_many(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    done(ferry("Rye bread at home", BREAD))  # the encoder and the prototypes are loaded
    feed = make.feed()  # one publisher, so that no story opens
    for count in (1, 5):
        ids = [ferry(f"Number {n}", feed=feed).pk for n in range(count)]
        with django_assert_num_queries(14):
            understand(ids, now=NOW)


def read_by(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the encoder reads from now on."""
    texts: list[str] = []

    def noting(asked: list[str]) -> list[list[float]]:
        texts.extend(asked)
        return encode(asked)

    monkeypatch.setattr("feeds.understand.encode", noting)
    return texts


def edit(article: Article, **fields: str) -> None:
    """The publisher changes the words; the article is due again."""
    words = "".join(fields.values())
    hashed = f"{abs(hash(words)):064d}"[:64]
    Article.objects.filter(pk=article.pk).update(content_hash=hashed, embed_due_at=NOW, **fields)


def test_three_edits_before_the_encoder_comes_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    article, texts = ferry(), read_by(monkeypatch)
    for title in ("Ferry hits quay", "Ferry hits Northport quay", "Ferry strikes Northport quay in fog"):
        edit(article, title=title)
    assert understand([article.pk], now=NOW) == 1
    assert [text.split("\n")[0] for text in texts] == ["Ferry strikes Northport quay in fog"]


def test_words_that_were_read_before_are_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    article = ferry()
    done(article)
    texts = read_by(monkeypatch)
    for title in ("Ferry strikes quay, one hurt", article.title):  # and back, before anybody came
        edit(article, title=title)
    assert understand([article.pk], now=NOW) == 1
    assert texts == []


def test_an_edit_below_what_the_encoder_reads_costs_no_vector(monkeypatch: pytest.MonkeyPatch) -> None:
    article = ferry(text="word " * 300)
    done(article)
    texts = read_by(monkeypatch)
    edit(article, text="word " * 300 + "The end.")
    assert (understand([article.pk], now=NOW), texts) == (1, [])


def test_an_older_text_never_replaces_the_vector_of_a_newer_one(monkeypatch: pytest.MonkeyPatch) -> None:
    article = ferry()

    def encode_slowly(texts: list[str]) -> list[list[float]]:
        monkeypatch.setattr("feeds.understand.encode", encode)
        edit(article, title="Rye bread at home", text=BREAD)
        understand([article.pk], now=NOW)  # another worker, faster
        return encode(texts)

    monkeypatch.setattr("feeds.understand.encode", encode_slowly)
    assert understand([article.pk], now=NOW) == 0
    newest = encode([text_to_embed(Article.objects.get(pk=article.pk))])[0]
    assert Embedding.objects.get().vector == pytest.approx(newest, abs=0.01)


def test_who_gave_way_to_a_crawl_tries_again() -> None:
    article = ferry()
    with failing("feeds_article", "UPDATE", "40P01", times=1):
        assert understand([article.pk], now=NOW) == 1
    done(article)
