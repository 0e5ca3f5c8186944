"""Assess an article: its words and the comments under it, the verdict, the zone, and what follows for readers."""

import re
from collections.abc import Sequence
from dataclasses import astuple
from datetime import datetime, timedelta
from html import unescape

import structlog
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from feeds.models import Article, Comment, Embedding, Media, ModelVersion
from moderation import decide, queue, snapshots, zones
from moderation.judge import judge
from moderation.learned import NO_VECTOR, Vector
from moderation.models import Assessment, Reception
from moderation.params import CAUTION_MODEL, MAX_COMMENTS, RULES_ONLY
from moderation.references import shelf
from moderation.types import Applause, Commenter, Evidence, Triage, Verdict, Zone

log = structlog.get_logger(__name__)
Found = tuple[Verdict, Triage]

# A broken model is mended by a person; looking again four times an hour is soon enough and costs little.
RETRY = timedelta(minutes=15)
DESCRIBED = 1_000  # descriptions looked for in the text, a tenth of a second at most; what comes beyond is read anyway
# The cleaner writes attributes in one way: double quotes, quotes inside escaped.
_DESCRIBED = re.compile(r' (?:alt|title)="([^"]+)"')
# As high as a middling doubt: of an article that cannot be judged, nothing is known.
UNASSESSED_PRIORITY = 0.6


def assess(article_id: int, *, now: datetime) -> Assessment | None:
    """The assessment that counts now; running twice on the same words with the same model adds nothing.

    Without a model that works the article waits, held, for a moderator, and is tried again. None when there is nothing
    to say: the text could not be judged at all, or was changed meanwhile (the change made it due again).
    Raises Article.DoesNotExist.
    """
    article = Article.objects.select_related("topic").defer("search").get(pk=article_id)
    if article.withdrawn_at is not None:
        _let_go(article, now)
        return None
    found = _judged(article)
    with transaction.atomic():
        if not _is_unchanged(article):
            return None
        if found is None or CAUTION_MODEL in found[0].cautions:
            return _wait_for_model(article, found, now)
        assessment = _saved(article, *found)
        shelf.keep(article, found[0].known, now=now)
        decide.place(article_id, found[1], assessment, now=now)
        _due(article, at=None)
        return assessment


def _let_go(article: Article, now: datetime) -> None:
    """Its publisher took it back: there is nothing left to judge, and nobody has to look any more."""
    with transaction.atomic():
        snapshots.forget(article.pk)
        if _is_unchanged(article):
            queue.close(article.pk, now=now)
            _due(article, at=None)


def assess_many(article_ids: Sequence[int], *, now: datetime) -> int:
    """Assess each of them; how many were."""
    count = 0
    for article_id in article_ids:
        try:
            assessment = assess(article_id, now=now)
        except Article.DoesNotExist:  # deleted since it was claimed
            continue
        count += assessment is not None
    return count


def _judged(article: Article) -> Found | None:
    """What the active model version finds, or nothing if judging breaks."""
    weights = ModelVersion.objects.filter(kind=ModelVersion.Kind.CLAIMS, is_active=True).values_list(
        "weights", flat=True
    )
    try:
        file = weights.first() or ""
        return judge(
            _evidence(article),
            weights=file,
            vector=_vector(article),
            recall=shelf.Recall(article),
            sort=zones.sort(article),
        )
    except Exception:
        # One article that cannot be judged, for whatever reason, must not keep the sweep from all the others.
        log.exception("not assessed", article=article.pk)
        return None


def _vector(article: Article) -> Vector:
    stored = Embedding.objects.filter(article=article, model=settings.EMBEDDING_MODEL).first()
    return Vector(stored.model, tuple(stored.vector)) if stored is not None else NO_VECTOR


def _evidence(article: Article) -> Evidence:
    visible = Comment.objects.visible().filter(article=article).order_by("created_at", "pk")
    comments = visible.select_related("author").only("body", "network", "created_at", "author__date_joined")[
        :MAX_COMMENTS
    ]
    return Evidence(
        title=article.title,
        text=_shown(article),
        comments=tuple(comment.body for comment in comments),
        language=article.language,
        commenters=tuple(_commenter(comment) for comment in comments),
        applause=_applause(article),
    )


def _applause(article: Article) -> Applause | None:
    """What ranking noted of it, if it stands out."""
    noted = Reception.objects.filter(pk=article.pk).first()
    return Applause(noted.likes_lift, noted.read_lift) if noted is not None else None


def _commenter(comment: Comment) -> Commenter:
    age = comment.created_at - comment.author.date_joined
    return Commenter(author=str(comment.author_id), network=comment.network, days=age / timedelta(days=1))


def _shown(article: Article) -> str:
    """The text, and behind it what else a page prints of strangers' words: a summary that is not the text's beginning,
    and the descriptions of pictures, which stand in their place when they cannot be had.

    Behind it, so that spans count from the beginning of the text, as they are printed.
    """
    beginning = article.summary.removesuffix("…").strip()
    is_of_text = " ".join(article.text[: 4 * len(beginning)].split()).startswith(beginning)
    beside = Media.objects.filter(article=article).exclude(alt="").order_by("pk").values_list("alt", flat=True)
    inside = (unescape(words) for words in _DESCRIBED.findall(article.html))
    described = list(dict.fromkeys(words.strip() for words in (*inside, *beside[:DESCRIBED])))
    known = {words for words in described[:DESCRIBED] if words in article.text}
    more = ["" if is_of_text else article.summary, *(words for words in described if words not in known)]
    return "\n\n".join([article.text, *filter(None, more)])


def _is_unchanged(article: Article) -> bool:
    """The text is still the one that was judged; from here to the end of the transaction it stays so."""
    locked = Article.objects.select_for_update(no_key=True).filter(pk=article.pk)
    return locked.values_list("content_hash", flat=True).first() == article.content_hash


def _saved(article: Article, verdict: Verdict, triage: Triage) -> Assessment:
    """A new row, or the newest one if it says the same of the same text."""
    found = Assessment(
        article=article,
        model=verdict.model,
        p_health=verdict.p_health,
        p_dubious=verdict.p_dubious,
        p_bait=verdict.p_bait,
        p_distress=verdict.p_distress,
        harm=verdict.harm,
        zone=triage.zone,
        spans=[[span.start, span.end, span.why] for span in verdict.spans],
        reason=triage.reason[:300],
        shares=[list(astuple(share)) for share in verdict.shares],
        content_hash=article.content_hash,
    )
    newest = Assessment.objects.newest_of(article.pk)
    if newest is not None and newest.says_the_same(found):
        return newest
    found.save()
    return found


def _wait_for_model(article: Article, found: Found | None, now: datetime) -> Assessment | None:
    """Hold a text that no model has assessed, put it before a moderator with what the rules found, try again later."""
    _due(article, at=now + RETRY)
    earlier = Assessment.objects.exclude(model=RULES_ONLY).filter(content_hash=article.content_hash)
    if (assessment := earlier.newest_of(article.pk)) is not None:
        return assessment
    why = found[1] if found is not None else Triage(Zone.HOLD, UNASSESSED_PRIORITY, _("It could not be assessed."))
    decide.place(article.pk, why, None, now=now)
    return _saved(article, *found) if found is not None else None


def _due(article: Article, *, at: datetime | None) -> None:
    """The next time, unless something has made the article due again while it was judged."""
    # With its time of change: pages read anew what is known of an article that changed.
    due = Article.objects.filter(pk=article.pk, assess_due_at=article.assess_due_at)
    due.update(assess_due_at=at, updated_at=timezone.now())
