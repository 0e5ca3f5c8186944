"""What the cards print, for a whole page at once: a fixed number of queries whatever the number of cards."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from aggregator.pages import facts
from feeds.models import Article, Media
from ranking import slate as slates
from ranking.explain import sentence
from ranking.models import Impression, Slate

OTHERS = 3  # other publishers named on a card; the story page has all of them
WHYS = 3  # reasons told; a fourth is never what decided
LONG = 100  # characters of a headline: more are set in a smaller type, or a card is all headline


@dataclass(frozen=True, slots=True)
class Why:
    """One reason as a sentence, and its share of all that counted (0 to 1)."""

    sentence: str
    share: float

    @property
    def portion(self) -> str:
        """The share as a meter takes it."""
        return f"{self.share:.3f}"


@dataclass(frozen=True, slots=True)
class Card:
    """One article as a page prints it. `impression` is None on pages that nobody chose, such as Saved."""

    article: Article
    impression: Impression | None = None
    whys: tuple[Why, ...] = ()
    others: tuple[facts.Other, ...] = ()
    publishers: int = 0  # of the story, when it has several
    note: str = ""
    likes: int = 0
    comments: int = 0
    liked: bool = False
    saved: bool = False
    is_lead: bool = False
    picture: Media | None = None

    @property
    def is_long(self) -> bool:
        """Whether its headline is."""
        return len(self.article.title) > LONG


def of_slate(slate: Slate, *, reader_id: int | None) -> list[Card]:
    """The cards of a slate, in its order. The first one of a first page leads."""
    impressions = slates.cards(slate)
    by_article = {impression.article_id: impression for impression in impressions}
    lead = impressions[0].article_id if impressions and slate.page == 0 else None
    return _dress([one.article for one in impressions], by_article, reader_id=reader_id, lead=lead)


def of_articles(articles: Iterable[Article], *, reader_id: int | None) -> list[Card]:
    """The cards of articles that were loaded `with_card()`; a list names no other publishers, only how many."""
    return _dress(list(articles), {}, reader_id=reader_id, packed=False)


def of_one(article: Article, impression: Impression | None, *, reader_id: int | None) -> Card:
    """The card of one article, as it stood on its page."""
    placed = {} if impression is None else {article.pk: impression}
    return _dress([article], placed, reader_id=reader_id)[0]


def _dress(
    articles: Sequence[Article],
    placed: dict[int, Impression],
    *,
    reader_id: int | None,
    lead: int | None = None,
    packed: bool = True,
) -> list[Card]:
    ids = [article.pk for article in articles]
    known, stories = facts.of(ids, reader_id=reader_id), facts.stories(articles)
    cards = []
    for article in articles:
        others = stories[article.story_id].besides(article) if article.story_id in stories else []
        likes, comments = known.counts.get(article.pk, (0, 0))
        impression = placed.get(article.pk)
        cards.append(
            Card(
                article=article,
                impression=impression,
                whys=_whys(impression),
                others=tuple(others[:OTHERS]) if packed else (),
                publishers=len(others) + 1 if others else 0,
                note=_note(article, known.reviewed.get(article.pk)),
                likes=likes,
                comments=comments,
                liked=article.pk in known.marks.liked,
                saved=article.pk in known.marks.saved,
                is_lead=article.pk == lead,
                picture=known.leads.get(article.pk),
            )
        )
    return cards


def _note(article: Article, label: str | None) -> str:
    """A sentence for an article that was withdrawn, or that moderators are looking at, have limited or labelled."""
    if article.withdrawn_at is not None:
        return _("%(publisher)s has withdrawn this article. Its text was taken down here, too.") % {
            "publisher": article.publisher
        }
    if label:
        return label
    if article.visibility == Article.Visibility.LIMIT:
        return _("Moderators have doubts about a claim in this article. It is not recommended to readers.")
    if label is not None:
        return _("Under review: a moderator is checking a claim in this article.")
    return ""


def _whys(impression: Impression | None) -> tuple[Why, ...]:
    if impression is None:
        return ()
    return tuple(Why(sentence(one), float(one.get("share", 0))) for one in impression.reasons[:WHYS])
