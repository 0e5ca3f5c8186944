"""What a reader muted: read with their taste, changed by their acts. It is a wish, so nothing is learnt from it."""

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from feeds.compiled import compiled
from feeds.models import Article
from ranking.models import Mute
from ranking.querysets import among
from ranking.types import Memory, Mutes, Taste

MOST = 500  # of a reader: more is a program, and each word is looked for in every title of a page
LONGEST = 60
# Scripts that put no space between words, where a word has no edges to be found by.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


@compiled
def _standing(reader_id: int, now: datetime) -> QuerySet[Mute, Any]:
    return Mute.objects.standing(reader_id, now).values_list("topic_id", "feed_id", "creator_id", "word")


_titles = compiled(lambda ids: Article.objects.filter(pk__in=among([ids])).values_list("pk", "title"))


_languages = compiled(lambda ids: Article.objects.filter(pk__in=among([ids])).values_list("pk", "language"))


class MuteRefusedError(ValueError):
    """Nothing was muted; the message says why."""


def mutes(reader_id: int, *, now: datetime) -> Mutes:
    """All that stand now. One query."""
    rows = _standing(reader_id, now)
    return Mutes(
        topics=frozenset(row[0] for row in rows if row[0] is not None),
        feeds=frozenset(row[1] for row in rows if row[1] is not None),
        creators=frozenset(row[2] for row in rows if row[2] is not None),
        words=frozenset(row[3] for row in rows if row[3]),
    )


def with_unwanted(memory: Memory, article_ids: Collection[int], taste: Taste) -> Memory:
    """The memory with those of the articles that the reader's words and languages keep off a page."""
    out_of_words = worded(article_ids, taste.muted.words)
    return replace(memory, worded=out_of_words, foreign=foreign(article_ids, taste.languages))


def worded(article_ids: Collection[int], words: Collection[str]) -> frozenset[int]:
    """Those of the articles whose title has one of the words. No query without words, else one."""
    if not words or not article_ids:
        return frozenset()
    return frozenset(pk for pk, title in _titles(list(article_ids)) if _has_one(title, words))


def foreign(article_ids: Collection[int], languages: Collection[str]) -> frozenset[int]:
    """Those of the articles that are in none of the languages; what is in no known one is not. No query without any."""
    if not languages or not article_ids:
        return frozenset()
    known = _languages(list(article_ids))
    return frozenset(pk for pk, language in known if language and language.partition("-")[0] not in languages)


def _has_one(title: str, words: Collection[str]) -> bool:
    """Looked for as plain text first: as one pattern in the database, 500 long words took two seconds a page."""
    plain = " ".join(title.lower().split())
    return any(it in plain and _stands_alone(it, plain) for it in words)


def _stands_alone(word: str, title: str) -> bool:
    return bool(_UNSPACED.search(word)) or re.search(rf"(?<!\w){re.escape(word)}(?!\w)", title) is not None


def mute(
    reader_id: int,
    *,
    topic_id: int | None = None,
    feed_id: int | None = None,
    creator_id: int | None = None,
    word: str = "",
    days: int | None = None,
    now: datetime,
) -> Mute:
    """Mute one thing, for `days` or until it is taken back; a second time moves the day. Raises MuteRefusedError."""
    until = now + timedelta(days=days) if days is not None else None
    what = {"topic_id": topic_id, "feed_id": feed_id, "creator_id": creator_id}
    return mute_until(reader_id, **what, word=word, until=until, now=now)


def mute_until(
    reader_id: int,
    *,
    topic_id: int | None = None,
    feed_id: int | None = None,
    creator_id: int | None = None,
    word: str = "",
    until: datetime | None,
    now: datetime,
) -> Mute:
    """The same until a moment; null is until it is taken back."""
    word = " ".join(word.lower().split())
    if not any((topic_id, feed_id, creator_id, word)):
        raise MuteRefusedError(_("Say what to mute."))
    if word and (len(word) > LONGEST or not re.search(r"\w", word) or not re.match(r"[\w\s'’.&+#-]+$", word)):
        raise MuteRefusedError(_("A word has letters or digits, and 60 characters at most."))
    if Mute.objects.standing(reader_id, now).count() >= MOST:
        raise MuteRefusedError(_("You have muted 500 things; take one back first."))
    what: dict[str, Any] = {"topic_id": topic_id, "feed_id": feed_id, "creator_id": creator_id, "word": word}
    row, _is_new = Mute.objects.update_or_create(reader_id=reader_id, **what, defaults={"until": until})
    return row


def unmute(reader_id: int, mute_id: int) -> bool:
    """Take one back; False when it was none of this reader's."""
    deleted, _by_model = Mute.objects.filter(reader_id=reader_id, pk=mute_id).delete()
    return deleted > 0
