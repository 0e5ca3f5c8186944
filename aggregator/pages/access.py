"""The article behind an address, for whoever asks."""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from aggregator.accounts.models import User
from feeds.models import Article
from moderation import audit, visibility


def article_for(user: User | AnonymousUser, article_id: int) -> Article:
    """The article, or 404: a stranger must not learn that a held one exists."""
    may_open = visibility.openable(
        Article.objects.all(), reader_id=user.pk, is_moderator=user.is_authenticated and user.is_moderator
    )
    articles = may_open.select_related("feed__icon", "creator", "topic", "subtopic", "story").defer("search")
    return get_object_or_404(articles, pk=article_id)


def noted_look(user: User | AnonymousUser, found: Article) -> None:
    """A moderator who opens what is not public leaves a row in the audit, in this room as in theirs."""
    is_theirs = user.is_authenticated and user.is_moderator and found.creator_id != user.pk
    if is_theirs and not is_public(found):
        audit.record(audit.Act.LOOKED, article_id=found.pk, actor_id=user.pk, now=timezone.now(), detail={})


def public_article(article_id: int) -> Article:
    """An article that every reader may open, to do something with; 404 for all others."""
    return get_object_or_404(Article.objects.reachable().with_card(), pk=article_id)


def is_public(article: Article) -> bool:
    """Readers may open it."""
    return article.visibility in {Article.Visibility.ALLOW, Article.Visibility.LIMIT}


def second_look(user: User | AnonymousUser, found: Article) -> HttpResponse | None:
    """To the moderators' room, for who may be asked to look at it again: its own page would tell them what another
    moderator decided.
    """
    if not (user.is_authenticated and user.is_moderator):
        return None
    look = visibility.second_look(found.pk, user.pk)
    return redirect("moderation-item", look) if look is not None else None
