"""A kept card is the card as it would be printed now, for whoever reads."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone

from aggregator.accounts.models import User
from aggregator.pages import cards
from aggregator.pages.cards import Card, Why
from aggregator.pages.facts import Other
from aggregator.printing import EveryLanguage
from aggregator.printing.kept import _text, keeper
from feeds.models import Article, Feed, Icon, Media, Topic
from ranking.models import ArticleStats, Impression
from tests import make
from tests.aggregator.pages import newsroom, text
from tests.aggregator.test_printing import EVIL, printed

pytestmark = pytest.mark.django_db
TOKEN = re.compile(r"[A-Za-z0-9]{64}")
Change = Callable[[Card], Card]


def card_of(**article: object) -> Card:
    row = make.article(title="The bridge", topic=make.topic("science"))
    for name, value in article.items():
        setattr(row, name, value)
    impression = Impression(pk=71, slot=3, kind=Impression.Kind.PERSONAL)
    return replace(cards.of_one(row, None, reader_id=None), impression=impression, whys=(Why("It is new.", 0.4),))


def both(card: Card, **given: object) -> tuple[str, str]:
    """As it is kept, and as its template prints it; without the tokens, which are drawn anew."""
    kept, plain = printed(card, "_cards.html", cards=[card], **given), printed(card, **given)
    return TOKEN.sub("", kept).strip(), TOKEN.sub("", plain).strip()


def of_article(**values: object) -> Change:
    def change(card: Card) -> Card:
        for name, value in values.items():
            setattr(card.article, name, value)
        return card

    return change


def of_card(**values: object) -> Change:
    return lambda card: replace(card, **values)  # type: ignore[arg-type]  # any field


def placed(**values: object) -> Change:
    return of_card(impression=Impression(**{"pk": 71, "slot": 3, "kind": Impression.Kind.PERSONAL, **values}))


def publisher(card: Card) -> Card:
    card.article.feed = Feed(pk=card.article.feed_id, title="Renamed")
    return card


def icon(card: Card) -> Card:
    card.article.feed.icon = Icon(name="other")  # type: ignore[union-attr]
    return card


CHANGES: dict[str, Change] = {
    "title": of_article(title="Another"),
    "long": of_article(title="Long " * 30),
    "summary": of_article(summary="More words."),
    "language": of_article(language="ar"),
    "published": of_article(published_at=timezone.now() - timedelta(days=400)),
    "length": of_article(word_count=900),
    "no topic": of_article(topic=None),
    "publisher": publisher,
    "icon": icon,
    "creator": of_article(feed=None, creator=User(name="Cleo")),
    "story": of_card(publishers=3),
    "others": of_card(publishers=2, others=(Other(7, None, 8, EVIL, "de", (EVIL, "", "", UUID(int=0))),)),
    "note": of_card(note=EVIL),
    "likes": of_card(likes=4),
    "comments": of_card(comments=5),
    "liked": of_card(liked=True),
    "saved": of_card(saved=True),
    "lead": of_card(is_lead=True, picture=Media(name="a", alt="A")),
    "picture": of_card(picture=Media(name="a", alt=EVIL)),
    "horizon": placed(kind=Impression.Kind.HORIZON),
    "fresh": placed(kind=Impression.Kind.FRESH),
    "forced": placed(kind=Impression.Kind.FORCED),
    "slot": placed(slot=9),
    "impression": placed(pk=72),
    "no impression": of_card(impression=None, whys=()),
    "reasons": of_card(whys=(Why(EVIL, 1.0), Why("b", 0.25))),
    "no reasons": of_card(whys=()),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_changes_the_kept_card_is_the_one_that_would_be_printed(change: Change) -> None:
    card = card_of(story_id=None)
    card.article.story_id = 5
    before, plain = both(card)
    assert before == plain
    after, plain = both(change(card))
    assert after == plain
    assert after != before


def test_a_card_of_a_known_shape_is_printed_whatever_it_says() -> None:
    card = card_of()
    both(card)
    missed = _text.cache_info().misses
    both(placed(pk=5)(of_article(pk=9, title="Another")(of_card(whys=(Why("It is near.", 0.7),))(card))))
    assert _text.cache_info().misses == missed


@pytest.mark.parametrize(
    "template",
    [
        "{% if card.note == 'x' %}{% endif %}",
        "{% if card.likes > 9 %}{% endif %}",
        "{{ card.article.title|length }}",
        "{{ card.article.author }}",
        "{{ card.picture.colour }}",
        "{{ card.article.title.language }}",
    ],
)
def test_a_template_that_looks_at_what_is_only_printed_fails(template: str) -> None:
    card = of_card(note="x", likes=1, picture=Media(name="a"))(card_of())
    environment = EveryLanguage()
    kept = keeper(lambda: environment.from_string(template), "en", str)
    page = environment.from_string("{{ kept([card]) }}")
    with pytest.raises(TypeError):
        page.render(kept=kept, card=card, user=AnonymousUser(), csrf_input="", next="/")


def test_a_card_beyond_the_usual_names_its_topic_as_it_is_now() -> None:
    card = placed(kind=Impression.Kind.HORIZON)(card_of())
    both(card)
    kept, plain = both(of_article(topic=Topic(name="Travel"))(card))
    assert kept == plain
    assert "Beyond your usual: Travel" in kept


@pytest.mark.parametrize("given", [{"user": AnonymousUser()}, {"next": EVIL}, {"sought": ["bridge"]}])
def test_a_kept_card_is_printed_for_whoever_reads_it(given: dict[str, object]) -> None:
    card = card_of()
    before, _plain = both(card)
    after, plain = both(card, **given)
    assert after == plain != before


def test_a_kept_card_knows_how_old_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    card = card_of(published_at=timezone.now() - timedelta(minutes=5))
    assert "5 min ago" in both(card)[0]
    later = timezone.now() + timedelta(hours=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert "2 h ago" in both(card)[0]


def test_a_like_and_an_edit_are_on_the_next_page(client: Client) -> None:
    article = newsroom(3)[0]
    client.get("/")
    ArticleStats.objects.create(article=article, likes=7, heat_at=timezone.now())
    Article.objects.filter(pk=article.pk).update(title="Said otherwise")
    page = text(client.get("/"))
    assert '<span class="number">7</span>' in page
    assert "Said otherwise" in page


@pytest.mark.parametrize("change", [{"visibility": Article.Visibility.HOLD}, {"withdrawn_at": make.NOW}])
def test_a_card_that_was_kept_is_on_no_page_once_it_is_not_shown(client: Client, change: dict[str, object]) -> None:
    article = newsroom(3)[0]
    assert article.title in text(client.get("/"))
    Article.objects.filter(pk=article.pk).update(**change)
    assert article.title not in text(client.get("/"))


def test_one_readers_numbers_are_on_nobody_elses_card() -> None:
    card = card_of()
    assert 'data-i="71"' in both(card)[0]
    other = both(placed(pk=99, slot=1)(card))[0]
    assert ('data-i="99"' in other, 'data-i="71"' in other) == (True, False)
