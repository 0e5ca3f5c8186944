"""What speaks of despair is never used to know a reader, and never pushed; readers act on it all the same."""

from datetime import timedelta
from random import Random

import pytest

from aggregator.accounts.models import User
from moderation.types import Zone
from ranking import params, profiles
from ranking import slate as slates
from ranking.events import record, record_beacon
from ranking.models import ArticleStats, CoRead, Event, Impression, Profile
from ranking.recommend import recommend
from tests import make
from tests.ranking import build

pytestmark = pytest.mark.django_db
NOW = build.NOW
KIND = Event.Kind


@pytest.fixture
def ada() -> User:
    return make.reader()


def card(reader: User | None, *, p_distress: float) -> Impression:
    """One article on health, on the reader's page."""
    article = make.article(topic=make.topic("health"))
    build.embed(article, build.vectors(1, 1)[0])
    found = make.assessment(article, zone=Zone.CLEAR)
    found.p_distress = p_distress
    found.save()
    page = recommend(reader_id=reader.pk if reader else None, visitor="" if reader else "eve", now=NOW, rng=Random(1))
    return next(it for it in slates.cards(page) if it.article_id == article.pk)


def act(kind: str, on: Impression, reader: User | None, minutes: float) -> Event | None:
    return record(
        kind,
        article_id=on.article_id,
        reader_id=reader.pk if reader else None,
        visitor="" if reader else "eve",
        impression_id=on.pk,
        value=60.0,
        now=NOW + timedelta(minutes=minutes),
    )


@pytest.mark.parametrize("kind", [KIND.PLAY, KIND.LIKE, KIND.DWELL, KIND.SAVE, KIND.HIDE, KIND.MORE, KIND.COMMENT])
def test_no_act_on_despair_moves_a_profile(ada: User, kind: Event.Kind) -> None:
    sad = card(ada, p_distress=params.DISTRESSING)
    assert act(kind, sad, ada, 1)
    profile = Profile.objects.get()
    assert (profile.events, profile.topics, profile.feeds, profile.recent, profile.long) == (0, {}, {}, [], None)


def test_the_same_acts_on_anything_else_do(ada: User) -> None:
    calm = card(ada, p_distress=params.DISTRESSING - 0.01)
    act(KIND.PLAY, calm, ada, 1)
    profile = Profile.objects.get()
    assert profile.recent == [calm.article_id]
    assert profile.topics
    assert profile.long is not None


def test_a_beacon_does_not_teach_despair(ada: User) -> None:
    sad = card(ada, p_distress=0.9)
    assert record_beacon([sad.pk], [(sad.pk, 90.0)], reader_id=ada.pk, visitor="", now=NOW) == 2
    assert Profile.objects.get().topics == {}
    assert ArticleStats.objects.get(pk=sad.article_id).views == 1


def test_despair_is_in_no_pair_of_articles_read_together(ada: User) -> None:
    calm, sad, after = (card(ada, p_distress=p) for p in (0.0, 0.9, 0.0))
    for minutes, on in enumerate((calm, sad, after)):
        act(KIND.PLAY, on, ada, minutes)
    (pair,) = CoRead.objects.all()
    assert {pair.article_id, pair.partner_id} == {calm.article_id, after.article_id}


def test_a_strangers_page_forgets_what_despair_they_opened() -> None:
    calm, sad = card(None, p_distress=0.0), card(None, p_distress=0.9)
    for minutes, on in enumerate((calm, sad)):
        act(KIND.PLAY, on, None, minutes)
    assert profiles.taste(None, visitor="eve").opened == (calm.article_id,)


def test_relearning_leaves_despair_out(ada: User) -> None:
    sad = card(ada, p_distress=0.9)
    act(KIND.PLAY, sad, ada, 1)
    profiles.forget(ada.pk, f"topic-{make.topic('sport').pk}", now=NOW + timedelta(hours=1))
    profile = Profile.objects.get()
    assert (profile.recent, profile.long) == ([], None)
