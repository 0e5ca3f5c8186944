"""The text of a publisher's page, put where the teaser stood."""

from datetime import datetime, timedelta

from django.db import transaction

from feeds.dedupe import content_hash
from feeds.lead import lead
from feeds.models import Article, Media
from feeds.types import Entry, MediaLink, PageText

# One picture on several pages of a day is the site's own, not the article's.
_LATELY = timedelta(days=1)


@transaction.atomic
def put(article_id: int, found: PageText, *, instead_of: str, now: datetime) -> bool:
    """Give the article this text, if it still holds the words whose hash is `instead_of` and was not taken back.
    Whether it did.

    It is understood and assessed again, and nobody sees it before, as an article that its publisher changed. The hash
    of the entry is kept, so that the next document of the feed, with the same teaser, changes nothing.
    """
    article = Article.objects.select_for_update(no_key=True).defer("search").filter(pk=article_id).first()
    if article is None or article.withdrawn_at is not None or article.content_hash != instead_of:
        return False
    entry = Entry(guid=article.guid, title=article.title, content_html=found.html, text=found.text)
    article.entry_hash = article.entry_hash or article.content_hash
    article.html, article.text, article.content_hash = found.html, found.text, content_hash(entry)
    article.word_count = len(found.text.split())
    article.author = article.author or found.author
    article.language = article.language or found.language
    article.embed_due_at, article.assess_due_at = now, None
    if article.visibility == Article.Visibility.ALLOW:
        article.visibility = Article.Visibility.HOLD
    article.save(update_fields=_CHANGED)
    return True


_CHANGED = (
    *("entry_hash", "html", "text", "content_hash", "word_count", "author", "language"),
    *("embed_due_at", "assess_due_at", "visibility", "updated_at"),
)


@transaction.atomic
def illustrate(article: Article, found: PageText, *, now: datetime) -> bool:
    """Give the article its page's picture, if it has none to lead and the picture is its own. Whether it was given."""
    named = [MediaLink(found.image, "image")] if found.image else []
    first = lead(named, found.html)
    # Locked, because its publisher may take it back while its page is read.
    standing = Article.objects.select_for_update(no_key=True).filter(pk=article.pk, withdrawn_at__isnull=True)
    if first is None or not standing.values_list("pk") or Media.objects.filter(article=article, is_lead=True).exists():
        return False
    lately = Article.objects.filter(page__feed=article.feed, page__asked_at__gt=now - _LATELY).exclude(pk=article.pk)
    if Media.objects.filter(url=first.url, article__in=lately).exists():
        return False
    values = {"type": "image", "is_lead": True, "alt": first.alt, "due_at": now}
    Media.objects.update_or_create(article=article, url=first.url, defaults=values)
    return True
