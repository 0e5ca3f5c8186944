"""A publisher takes an entry back (Atom's deleted-entry). That an entry is missing from a document says nothing.

The words go everywhere; headline and row stay, so that whoever saved the article learns what became of it, and it does
not come back with a copy of the document. It comes back when its publisher brings it with a later date.
Called inside the transaction of ingest.
"""

import re
from collections.abc import Collection, Sequence
from datetime import datetime
from functools import partial
from html import unescape
from urllib.parse import urlsplit

from django.db import transaction

from feeds.dedupe import date_of
from feeds.fetch.domains import registrable_domain
from feeds.media import remove
from feeds.models import Article, Embedding, Feed, Illustration, Media, Page, Revision
from feeds.models.illustration import key_of
from feeds.models.media import ARTICLE_WIDTH, CARD_WIDTH
from feeds.sightings import hand_over
from feeds.types import Deletion, Entry

_PICTURE = re.compile(r'<img [^>]*?\bsrc="([^"]+)"')  # of HTML that feeds.clean has written


def withdraw(feed: Feed, deleted: Sequence[Deletion], entries: Sequence[Entry], *, now: datetime) -> int:
    """Take down what the document says was deleted, unless it holds a later version. Returns how many articles went.

    A feed that lists other sites' pages takes down nothing of theirs: it has no say in what others bring as well.
    """
    said = {deletion.guid: deletion.at for deletion in deleted if not _is_superseded(deletion, entries)}
    if not said:
        return 0
    sightings = feed.sightings.filter(guid__in=said, article__withdrawn_at__isnull=True, article__isnull=False)
    taken: dict[int, datetime] = {}
    for sighting in sightings.select_related("article").defer("article__html", "article__text", "article__search"):
        article = sighting.article
        if article is None:
            continue
        if article.feed_id == feed.pk and (_is_publisher(feed, article) or not hand_over([article.pk], besides=feed)):
            taken[article.pk] = min(said[sighting.guid] or now, now)
        else:
            sighting.delete()
    _take_down(taken, now=now)
    return len(taken)


def _is_superseded(deletion: Deletion, entries: Sequence[Entry]) -> bool:
    """The document holds the entry with a date after its deletion: it was brought back."""
    dates = [date_of(entry) for entry in entries if entry.guid == deletion.guid]
    return deletion.at is not None and any(at is not None and at > deletion.at for at in dates)


def _is_publisher(feed: Feed, article: Article) -> bool:
    """The article's page is on the feed's own site, or it has none."""
    page = urlsplit(article.url).hostname
    sites = {registrable_domain(urlsplit(url).hostname or "") for url in (feed.url, feed.site_url)}
    return page is None or registrable_domain(page) in sites


def _take_down(taken: dict[int, datetime], *, now: datetime) -> None:
    if not taken:
        return
    _forget_pictures(taken)
    rows = [
        # assess hears of it, and takes it off the moderators' list
        Article(pk=pk, withdrawn_at=at, summary="", html="", text="", word_count=0, updated_at=now, assess_due_at=now)
        for pk, at in taken.items()
    ]
    Article.objects.bulk_update(rows, [*_ERASED, "withdrawn_at", "updated_at", "embed_due_at", "assess_due_at"])
    for model in (Embedding, Revision, Page):
        model.objects.filter(article__in=taken).delete()


_ERASED = ("summary", "html", "text", "word_count")


def _forget_pictures(taken: Collection[int]) -> None:
    """The copies go as well, those of pictures inside the text too. Where another text shows one of these, its next
    reader brings it back.
    """
    told = Article.objects.filter(pk__in=taken).values_list("html", flat=True)
    keys = {key_of(unescape(url)) for html in told for url in _PICTURE.findall(html)}
    for pictures in (Media.objects.filter(article__in=taken), Illustration.objects.filter(key__in=keys)):
        for name in pictures.exclude(name="").values_list("name", flat=True):
            transaction.on_commit(partial(remove, name, (CARD_WIDTH, ARTICLE_WIDTH)))
        pictures.delete()
