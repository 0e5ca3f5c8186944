"""What the cards print: every word of a stranger escaped, in the language of the page, on every card."""

from uuid import UUID

import pytest
from django.conf.global_settings import LANGUAGES
from django.template import engines
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format

from aggregator.pages import cards
from aggregator.pages.facts import Other
from aggregator.printing.ahead import around
from aggregator.printing.moments import in_full
from feeds.models import Media, Topic
from ranking.models import Impression
from tests import make

pytestmark = pytest.mark.django_db
EVIL = "\"'><script>alert(1)</script>"


def printed(card: cards.Card, template: str = "_card.html", /, **given: object) -> str:
    given = {"card": card, "user": make.reader(), "next": "/", **given}
    page: str = engines["jinja2"].get_template(template).render(given, RequestFactory().get("/"))
    return page


def card_of(title: str = "The bridge") -> cards.Card:
    return cards.of_one(make.article(title=title), None, reader_id=None)


def test_no_word_of_a_publisher_is_markup() -> None:
    article = make.article(title=EVIL, feed=make.feed(title=EVIL))
    article.summary, article.language, article.topic = EVIL, EVIL, Topic(name=EVIL)
    other = Other(7, None, 8, EVIL, EVIL, (EVIL, "", "", UUID(int=0)))
    card = cards.Card(
        article=article,
        impression=Impression(pk=1, slot=0, kind=Impression.Kind.HORIZON),
        whys=(cards.Why(EVIL, 0.5),),
        others=(other,),
        publishers=2,
        note=EVIL,
        picture=Media(alt=EVIL, name="x", width=9, height=9),
    )
    page = printed(card, next=EVIL)
    assert "<script>" not in page
    assert page.count("&lt;script&gt;") >= 10
    assert page.count(EVIL[:3]) == 0


def test_words_that_were_searched_for_are_marked_and_no_markup() -> None:
    page = printed(card_of(), sought=["bridge"])
    assert "<mark>bridge</mark>" in page
    assert "<script>" not in printed(card_of(), sought=[EVIL])


def test_a_card_speaks_the_language_of_the_page() -> None:
    card = card_of()
    with translation.override("de"):  # Django's own catalogue knows this word
        german = printed(card)
    assert ">Sichern<" in german
    assert 'lang="de" dir="ltr"' in german
    assert ">Save<" in printed(card)


def test_buttons_post_to_the_addresses_of_their_article() -> None:
    card = card_of()
    page = printed(card)
    for name in ("like", "save", "hide"):
        assert f'hx-post="{reverse(name, args=[card.article.pk])}"' in page


@pytest.mark.parametrize("name", ["article", "like", "save", "hide", "more", "mute", "story", "feed"])
def test_an_address_is_what_stands_around_its_number(name: str) -> None:
    assert reverse(name, args=[12]) == "12".join(around(name))


def test_a_publisher_without_an_icon_has_a_letter() -> None:
    assert 'class="mark mark-' in printed(card_of())


@pytest.mark.parametrize("language", [code for code, _name in LANGUAGES])
def test_a_moment_is_said_as_django_says_it(language: str) -> None:
    at = make.NOW.replace(hour=15, minute=7)
    with translation.override(language):
        assert in_full(at) == in_full(at) == date_format(timezone.localtime(at), "DATETIME_FORMAT")
