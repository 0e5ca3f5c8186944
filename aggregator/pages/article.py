"""The reading view of one article."""

from dataclasses import dataclass
from html import unescape

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from aggregator.accounts.limits import block_of
from aggregator.pages import cards
from aggregator.pages.access import article_for, is_public, noted_look, second_look
from aggregator.pages.follow import follows_creator, follows_feed
from aggregator.pages.forms import CommentForm
from aggregator.pages.help import help_beside
from aggregator.pages.history import edited
from aggregator.pages.illustrations import asked_for, drawer, opening_picture
from aggregator.pages.impressions import impression_of, known_visitor
from aggregator.pages.players import may_play, player, stored_still, videos_in, with_players
from aggregator.pages.prose import prose
from aggregator.pages.related import related
from aggregator.pages.requests import PageRequest, ReaderRequest, public
from aggregator.pages.seat import is_private
from aggregator.pages.sharing import share_of
from aggregator.pages.talk import talk_under
from aggregator.pages.typed import typed_for
from feeds.clean import video_of
from feeds.models import Article, Media
from feeds.teaser import is_teaser
from moderation import visibility
from ranking.events import record
from ranking.models import Event, Impression


@public
@require_safe
def article(request: PageRequest, article_id: int) -> HttpResponse:
    """Opening it is the event `play`: recorded here, so that it counts without JavaScript too."""
    found = article_for(request.user, article_id)
    if (room := second_look(request.user, found)) is not None:
        return room
    noted_look(request.user, found)
    impression = impression_of(request, article_id)
    is_gone = found.withdrawn_at is not None
    if request.method == "GET" and is_public(found) and not is_gone and not is_private(request):
        _opened(request, found, impression)
    form = CommentForm(initial={"body": typed_for(request, reverse("comments", args=[article_id]))})
    return show(request, found, impression, form=form, status=410 if is_gone else 200)


def show(
    request: PageRequest | ReaderRequest,
    found: Article,
    impression: Impression | None,
    *,
    form: CommentForm,
    status: int = 200,
) -> HttpResponse:
    """The page, with the comment form as it stands."""
    card = cards.of_one(found, impression, reader_id=request.user.pk)
    text, opening = _text(found, card.picture)
    talk = talk_under(request, found)
    following = upcoming(found, impression)
    # where others tell the same event, they are what to read beside it
    is_alone = is_public(found) and found.withdrawn_at is None and not card.others
    is_shown = is_public(found) and found.withdrawn_at is None
    context = {
        "article": found,
        "impression": impression,
        "card": card,
        "prose": text,
        "opening": opening,
        "help": help_beside(found),
        "label": visibility.label(found, reader_id=request.user.pk),
        "checked": visibility.context(found),
        "talk": talk,
        "share": share_of(request, found, card.picture, comments=talk.count) if is_shown else None,
        "form": form,
        **edited(request, found),
        "continues": bool(found.url) and found.withdrawn_at is None and is_teaser(found.text, words=found.word_count),
        "upcoming": following,
        "related": related(found, besides=[] if following is None else [following.article.pk]) if is_alone else [],
        "followed": _followed(request.user.pk, found),
    }
    return may_play(request, render(request, "pages/article.html", context, status=status))


def _followed(reader_id: int | None, found: Article) -> bool:
    """The reader follows who wrote it."""
    if found.creator_id is not None:
        return follows_creator(reader_id, found.creator_id)
    return found.feed_id is not None and follows_feed(reader_id, found.feed_id)


def _text(found: Article, lead: Media | None) -> tuple[SafeString, str]:
    """The text, and what stands above it: the video that the article is, or its picture unless the text has it."""
    itself = video_of(found.url)
    videos = videos_in(found.html) + ([itself] if itself else [])
    rows = asked_for(found.html, lead, [video.still for video in videos], now=timezone.now())
    text = with_players(prose(found.html, drawer(found.pk, rows, lead)), rows)
    if itself is not None and itself.player:
        return text, "" if itself.player in unescape(text) else player(itself, lead or stored_still(itself, rows))
    return text, "" if lead is None or lead.article_url in text else opening_picture(lead)


@dataclass(frozen=True, slots=True)
class Upcoming:
    """What to read next; `impression` is its place on the page they came from, if it has one."""

    article: Article
    impression: int | None = None


def upcoming(found: Article, impression: Impression | None) -> Upcoming | None:
    """The next card of the page they came from, else the newest of the topic."""
    shown = Article.objects.shown().exclude(pk=found.pk)
    if impression is not None:
        later = Impression.objects.filter(slate=impression.slate_id, slot__gt=impression.slot, article__in=shown)
        place = later.select_related("article__feed", "article__creator").order_by("slot").first()
        return None if place is None else Upcoming(place.article, place.pk)
    newest = shown.with_card().filter(topic=found.topic_id).newest().first()
    return None if newest is None else Upcoming(newest)


def _opened(request: PageRequest, found: Article, impression: Impression | None) -> None:
    record(
        Event.Kind.PLAY,
        article_id=found.pk,
        reader_id=request.user.pk,
        impression_id=None if impression is None else impression.pk,
        visitor=known_visitor(request),
        block=block_of(request),
        now=timezone.now(),
    )
