"""What readers complain of waits for a moderator. A report opens an item, or makes one urgent, and decides nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext as _

from feeds.models import Article
from moderation import queue, snapshots
from moderation.carry_out import locked_article
from moderation.models import Decision, Report, ReviewItem
from moderation.models.report import LONGEST_NOTE
from moderation.querysets import ReportQuerySet
from moderation.types import Triage, Zone

# Reporters who are always right bring an article before whatever no person complained of (probability x harm x reach
# is seldom above 1), and after what a moderator opened again (10). A crowd comes near it and never above.
PRIORITY = 5.0
# Whoever has not signed in has no record to lose: three of them count together a little more than half a new reader.
STRANGER, STRANGERS = 0.1, 0.3
MOST_STRANGERS = 20  # reports of strangers kept on one text: the fourth one adds nothing to the urgency
TRUSTED = 0.6  # right once and never wrong; a new reader has .5
SEVERAL = 3  # trusted readers who think that a moderator was wrong


@dataclass(frozen=True, slots=True)
class Reporter:
    """Who complains: a reader, or the key of a visitor who has not signed in."""

    reader_id: int | None = None
    visitor: str = ""


class ReportRefusedError(Exception):
    """Nothing was kept. The message is a sentence that says what is missing."""


def report(
    article_id: int, who: Reporter, *, reason: str, note: str = "", comment_id: int | None = None, now: datetime
) -> Report | None:
    """Keep the complaint and put the article before a moderator, unless a moderator has looked at these very words and
    there is nothing new: then it is answered with their decision. None when strangers have said enough.

    The same complaint sent twice is one. Raises ReportRefusedError, Article.DoesNotExist.
    """
    if reason not in Report.Reason.values:
        raise ReportRefusedError(_("Choose what is wrong with it."))
    words = " ".join(note.replace("\x00", "").split())[:LONGEST_NOTE]
    with transaction.atomic():
        article = locked_article(article_id)
        about = Report.objects.filter(article=article, content_hash=article.content_hash)
        earlier = about.by(who.reader_id, who.visitor).filter(reason=reason, comment=comment_id).first()
        if earlier is not None:
            return earlier
        if who.reader_id is None and about.filter(reporter=None).count() >= MOST_STRANGERS:
            return None
        made = Report.objects.create(
            article=article,
            comment_id=comment_id,
            reporter_id=who.reader_id,
            visitor="" if who.reader_id is not None else who.visitor,
            reason=reason,
            note=words,
            content_hash=article.content_hash,
            weight=accuracy(who.reader_id),
            created_at=now,
        )
        _put_before_a_moderator(article, made, now)
    return made


def accuracy(reader_id: int | None) -> float:
    """How often this reader was right before: (right + 1) / (answered + 2), so that nobody begins at nothing or all."""
    if reader_id is None:
        return STRANGER
    said = Report.objects.decided().filter(reporter_id=reader_id)
    counts = said.aggregate(all=Count("pk"), right=Count("pk", filter=Q(was_right=True)))
    right, answered = int(counts["right"]), int(counts["all"])
    return (right + 1) / (answered + 2)


def urgency(reports: Iterable[Report]) -> float:
    """Priority by who complains: the chance that at least one of them is right, each person once, times PRIORITY."""
    people = {(it.reporter_id, it.visitor): it.weight for it in reports}
    strangers = sum(weight for (reader_id, _visitor), weight in people.items() if reader_id is None)
    wrong = 1 - min(STRANGERS, strangers)
    for (reader_id, _visitor), weight in people.items():
        wrong *= 1 if reader_id is None else 1 - weight
    return round(PRIORITY * (1 - wrong), 4)


def _put_before_a_moderator(article: Article, made: Report, now: datetime) -> None:
    item = ReviewItem.objects.open_of(article.pk).select_for_update().first()
    if item is None:
        standing = _last_word(made)
        if standing is not None and _is_settled(article, standing, made):
            # a comment that can still be reported was left where it is, whatever became of its article
            was_right = standing.restricts and made.comment_id is None
            made.decided_at, made.decision, made.was_right = now, standing, was_right
            made.save(update_fields=["decided_at", "decision", "was_right"])
            return
        if standing is not None:  # those that were answered with this decision count again
            _same(made).filter(decision=standing, created_at__gt=standing.created_at).update(
                decided_at=None, decision=None, was_right=None
            )
        triage = Triage(Zone.QUEUE, 0.0, _in_words(made))
        item = queue.wait(article.pk, triage, visibility=article.visibility, now=now)
    elif made.comment_id is None:
        snapshots.keep(article.pk, now=now)
    made.item = item
    made.save(update_fields=["item"])
    item.priority = max(item.priority, urgency(Report.objects.open().filter(article=article)))
    item.save(update_fields=["priority"])


def _same(made: Report) -> ReportQuerySet:
    """The reports on the same article, or on the same comment."""
    return Report.objects.filter(article=made.article_id, comment=made.comment_id)


def _last_word(made: Report) -> Decision | None:
    """The decision that stands on the article; of a comment the last one for which a moderator had it before them, so
    that nobody is told that they looked at what was said only afterwards.
    """
    if made.comment_id is None:
        return Decision.objects.of(made.article_id).first()
    about = Q(comment=made.comment_id) | Q(pk__in=_same(made).decided().values("decision"))
    return Decision.everything.standing().filter(about, article=made.article_id).newest().first()


def _is_settled(article: Article, standing: Decision, made: Report) -> bool:
    """A moderator has looked at these words and nothing is new: no edit, other reason or several trusted readers."""
    if made.comment is None:
        is_edited = standing.content_hash != article.content_hash
    else:
        is_edited = made.comment.edited_at is not None and made.comment.edited_at > standing.created_at
    if standing.is_automated or is_edited:
        return False
    since = _same(made).filter(created_at__gt=standing.created_at, reporter__isnull=False)
    trusted = since.filter(weight__gte=TRUSTED).values("reporter").distinct().count()
    return trusted < SEVERAL and not _is_new_reason(made)


def _is_new_reason(made: Report) -> bool:
    """Nobody complained of that before. What is false about health every moderator looks for, `other` says nothing,
    and a stranger can make up reasons without end.
    """
    if made.reporter_id is None or made.reason in {Report.Reason.HEALTH, Report.Reason.OTHER}:
        return False
    same = _same(made).filter(content_hash=made.content_hash, reason=made.reason)
    return not same.exclude(pk=made.pk).exists()


def _in_words(made: Report) -> str:
    what = made.get_reason_display() if made.comment_id is None else _("a comment: ") + made.get_reason_display()
    if not made.note:
        return _("A reader reported it: %(what)s.") % {"what": what}
    return _("A reader reported it: %(what)s: “%(why)s”") % {"what": what, "why": made.note[:200]}


def made_by(reader_id: int, *, now: datetime) -> list[Report]:
    """What a reader reported, newest first, with what came of it: `is_told` (one query)."""
    answered = Report.objects.told(now).filter(pk=OuterRef("pk"))
    own = (
        Report.objects.filter(reporter_id=reader_id)
        .annotate(is_told=Exists(answered))
        .select_related("article", "decision")
    )
    light = own.defer("article__html", "article__text", "article__search")
    return list(light.order_by("-created_at", "-pk")[:100])  # older ones are long answered


def unread(reader_id: int, *, now: datetime) -> int:
    """How many of their reports were answered since they looked."""
    return Report.objects.told(now).filter(reporter_id=reader_id, read_at=None).count()


def answered(reader_id: int, *, now: datetime) -> ReportQuerySet:
    """A reader's reports that were answered, the latest answer first, with their articles (one query)."""
    told = Report.objects.told(now).filter(reporter_id=reader_id).select_related("article")
    return told.defer("article__html", "article__text", "article__search").order_by("-decided_at", "-pk")


def mark_read(reader_id: int, *, until: datetime, now: datetime) -> int:
    """The reader has seen what had come of their reports `until` then; how many answers were new."""
    seen = Report.objects.told(now).filter(reporter_id=reader_id, read_at=None, decided_at__lte=until)
    return seen.update(read_at=now)
