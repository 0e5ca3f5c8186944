"""What was changed in an article after it was published."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from aggregator.pages.access import article_for, noted_look, second_look
from aggregator.pages.requests import PageRequest, ReaderRequest, public
from feeds.models import Article
from feeds.revisions import edits, headlines


@public
@require_safe
def history(request: PageRequest, article_id: int) -> HttpResponse:
    """Each edit with its time, headline and paragraphs; 404 where there is none to show.

    What publishers changed is everybody's to see, as far as it ever was shown. A creator who took words back has a
    right to be rid of them: their earlier versions are for them and for moderators.
    """
    article = article_for(request.user, article_id)
    if (room := second_look(request.user, article)) is not None:
        return room
    noted_look(request.user, article)
    found = edits(article, unseen=_is_theirs(request, article)) if _may_see(request, article) else []
    if not found:
        raise Http404
    return render(request, "pages/history.html", {"article": article, "edits": found})


def edited(request: PageRequest | ReaderRequest, article: Article) -> dict[str, object]:
    """What the line of an edited article says: its earlier headlines, and whether the page above is there to be read.
    One query for an article that was edited, none for others.
    """
    if article.edited_at is None or not _may_see(request, article):
        return {"earlier": [], "has_history": False}
    titles = headlines(article, unseen=_is_theirs(request, article))
    return {"earlier": [title for title in titles if title != article.title], "has_history": bool(titles)}


def _may_see(request: PageRequest | ReaderRequest, article: Article) -> bool:
    return article.origin == Article.Origin.FEED or _is_theirs(request, article)


def _is_theirs(request: PageRequest | ReaderRequest, article: Article) -> bool:
    reader = request.user
    return reader.is_authenticated and (reader.is_moderator or article.creator_id == reader.pk)
