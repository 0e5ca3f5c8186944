"""Its author takes an article back: the words go, the row stays, because decisions and slates point at it."""

from django.db import transaction
from django.utils.translation import gettext as _

from feeds.models import Article, Comment, Draft, Embedding, Media, Revision


def withdraw(draft: Draft) -> None:
    """Delete the draft, and the words of the article that was posted from it. Runs twice without harm.

    The caller has taken the article from readers before (moderation.decide.withdraw).
    """
    with transaction.atomic():
        if draft.article_id is not None:
            erase_words(draft.article_id)
        Draft.objects.filter(pk=draft.pk).delete()


def erase_words(article_id: int) -> None:
    """Take away everything that the article says or shows, and what others said under it. Runs twice without harm."""
    Article.objects.filter(pk=article_id).update(
        title=_("Withdrawn by its creator"),
        summary="",
        html="",
        text="",
        content_hash="",
        word_count=0,
        edited_at=None,
        story=None,
        embed_due_at=None,
        assess_due_at=None,
    )
    Revision.objects.filter(article_id=article_id).delete()
    Embedding.objects.filter(article_id=article_id).delete()
    Media.objects.filter(article_id=article_id).delete()
    Comment.objects.filter(article_id=article_id).delete()
