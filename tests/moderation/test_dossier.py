"""What a moderator is told beside the text."""

import pytest
from django.conf import settings

from feeds.models import Article, Embedding
from moderation import dossier
from tests import make

pytestmark = pytest.mark.django_db
ALLOW, LIMIT, HOLD, DROP = Article.Visibility


def embedded(article: Article, *numbers: float) -> Article:
    vector = [*numbers, *([0.0] * (384 - len(numbers)))]
    Embedding.objects.create(article=article, model=settings.EMBEDDING_MODEL, vector=vector)
    return article


def test_a_record_counts_articles_decisions_faults_and_what_was_restored() -> None:
    cleo, max_ = make.creator(), make.moderator()
    article = make.article(creator=cleo)
    make.decision(make.article(creator=cleo), max_, DROP)
    make.decision(make.article(creator=cleo), max_, ALLOW)
    make.decision(make.article(), max_, DROP)
    found = dossier.record_of(article)
    assert (found.articles, found.decided, found.restricted, found.overturned) == (3, 2, 1, 0)


def test_the_nearest_decided_articles_come_with_what_was_decided() -> None:
    max_ = make.moderator()
    mine = embedded(make.article(), 1.0)
    near, far = embedded(make.article(), 1.0, 0.2), embedded(make.article(), 0.0, 1.0)
    embedded(make.article(), 1.0, 0.1)  # nobody has decided this one
    made = [make.decision(article, max_, LIMIT) for article in (near, far)]
    assert dossier.similar(mine) == made[:1]


def test_without_a_vector_the_nearest_are_found_by_their_words() -> None:
    max_ = make.moderator()
    text = "Three cloves of raw garlic a day cure cancer within a week, says a healer from the coast."
    mine = make.article(title="Garlic cures cancer", text=text)
    near = make.article(title="Garlic cures cancer in days", text=text.replace("Three", "Four"))
    far = make.article(
        title="Garlic festival on the coast", text="The whole town cooks, and a band plays all night long."
    )
    make.article(title="Garlic cures cancer", text=text)  # nobody has decided this one
    made = [make.decision(article, max_, LIMIT) for article in (near, far)]
    assert dossier.similar(mine) == made[:1]


@pytest.mark.parametrize("title", ["...", "a b c", "'; & | !", "大蒜能治癌症"])
def test_a_headline_without_words_to_look_for_finds_nothing(title: str) -> None:
    make.decision(make.article(), make.moderator(), LIMIT)
    assert dossier.similar(make.article(title=title)) == []


def test_comments_that_doubt_come_first() -> None:
    article = make.article()
    said = [make.comment(article, words) for words in ("Thank you!", "This is fake, there is no evidence for that.")]
    assert [one.doubts for one in dossier.heard(said)] == [True, False]
    assert dossier.heard([]) == []
