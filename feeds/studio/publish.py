"""A draft becomes an article, or changes the one it became. From here it takes the path of every article."""

import uuid
from datetime import datetime

from django.db import transaction

from feeds import revisions
from feeds.clean import plain_text
from feeds.dedupe import content_hash
from feeds.language import language_of
from feeds.models import Article, Draft
from feeds.studio.markdown import to_html
from feeds.types import Entry

SUMMARY_LENGTH = 300  # three lines of a card, as for articles from feeds
_STATE = ("topic", "subtopic", "embed_due_at", "assess_due_at", "visibility", "updated_at", "edited_at")
_WORDS = ("title", "summary", "html", "text", "language", "content_hash", "word_count")


class NothingToPostError(ValueError):
    """The draft has no headline or no text."""


def publish(draft: Draft, *, now: datetime) -> Article:
    """Post the draft; held until it was assessed. Posting the same words again changes nothing.

    A shown article whose words change goes back to hold until they are assessed; one that is limited, held or removed
    stays so. Raises NothingToPostError, Draft.DoesNotExist.
    """
    with transaction.atomic():
        draft = Draft.objects.select_for_update(of=("self",)).select_related("article", "author").get(pk=draft.pk)
        said = _said(draft)
        article = _new(draft, said, now) if draft.article is None else _changed(draft.article, draft, said, now)
        draft.article, draft.posted_at = article, now
        draft.edited_at = min(draft.edited_at, now)
        draft.save(update_fields=["article", "posted_at", "edited_at"])
    return article


def _said(draft: Draft) -> dict[str, str | int]:
    """What the draft says, by the column of Article that holds it."""
    html = to_html(draft.body)
    text = plain_text(html)
    if not draft.title.strip() or not text:
        raise NothingToPostError("A post needs a headline and a text.")
    title = " ".join(draft.title.split())
    values = (
        title,
        _cut(" ".join(text.split())),
        html,
        text,
        language_of(f"{title}\n{text}"),
        content_hash(Entry(guid="", title=title, content_html=html, text=text)),
        len(text.split()),
    )
    return dict(zip(_WORDS, values, strict=True))


def _new(draft: Draft, said: dict[str, str | int], now: datetime) -> Article:
    return Article.objects.create(
        origin=Article.Origin.CREATOR,
        creator=draft.author,
        guid=f"urn:uuid:{uuid.uuid4()}",
        published_at=now,
        topic=draft.topic,
        embed_due_at=now,
        **said,
    )


def _changed(article: Article, draft: Draft, said: dict[str, str | int], now: datetime) -> Article:
    article = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
    has_new_words = article.content_hash != said["content_hash"]
    has_new_topic = draft.topic_id is not None and draft.topic_id != article.topic_id
    if not has_new_words and not has_new_topic:
        return article
    if has_new_topic:
        article.topic_id, article.subtopic_id = draft.topic_id, None  # found anew when it is understood
    if has_new_words:
        if (article.title, article.text) != (said["title"], said["text"]):
            revisions.keep([article], now=now)
            article.edited_at = now
        for column, value in said.items():
            setattr(article, column, value)
        article.embed_due_at, article.assess_due_at = now, None
        if article.visibility == Article.Visibility.ALLOW:
            article.visibility = Article.Visibility.HOLD
    article.save(update_fields=[*_WORDS, *_STATE])
    return article


def _cut(text: str) -> str:
    """At most SUMMARY_LENGTH characters, ending with a whole word."""
    return text if len(text) <= SUMMARY_LENGTH else text[: SUMMARY_LENGTH - 1].rsplit(" ", 1)[0] + "…"
