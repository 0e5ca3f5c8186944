"""Which rows: the questions that the stages ask of the tables of ranking."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q, Window
from django.db.models.expressions import RawSQL
from django.db.models.functions import RowNumber

from feeds.querysets import REACHABLE
from ranking.params import DISTRESSING

if TYPE_CHECKING:
    from ranking.models import Arm, ArticleStats, CoRead, Event, Impression, Mute, Pin, ValueWeights


def among(ids: Collection[int]) -> RawSQL:
    """These ids as one array, for `__in`: Django prepares each member of a list by itself, 8 ms a page of 500."""
    return RawSQL("SELECT unnest(%s::bigint[])", [list(ids)])


def p_distress(article_id: str) -> RawSQL:
    """How distressing the article of this column is. Written out: Django would take longer to put it together."""
    newest = f"WHERE article_id = {article_id} ORDER BY created_at DESC, id DESC LIMIT 1"
    sql = f"coalesce((SELECT p_distress FROM moderation_assessment {newest}), 0)"  # noqa: S608  our own words
    return RawSQL(sql, [], output_field=models.FloatField())  # noqa: S611


class ImpressionQuerySet(models.QuerySet["Impression"]):
    """Impressions, read back."""

    def served_to(self, reader_id: int | None, visitor: str) -> Self:
        """What this reader, or else this stranger, was served; nobody's when there is neither."""
        if reader_id is not None:
            return self.filter(slate__reader_id=reader_id)
        return self.filter(slate__reader__isnull=True, slate__visitor=visitor) if visitor else self.none()

    def with_card(self) -> Self:
        """Everything a card prints, without a query a card."""
        return self.select_related(
            "article", "article__feed__icon", "article__creator", "article__topic", "article__story"
        ).defer("article__html", "article__text", "article__search")


class EventQuerySet(models.QuerySet["Event"]):
    """What readers did."""

    def by(self, reader_id: int | None, visitor: str) -> Self:
        """What this reader, or else this stranger, did; nobody's when there is neither."""
        if reader_id is not None:
            return self.filter(reader_id=reader_id)
        if not visitor:
            return self.none()
        return self.filter(reader__isnull=True, impression__slate__visitor=visitor)

    def saved_by(self, reader_id: int) -> Self:
        """The act that saved each article this reader keeps."""
        acts = self.filter(reader_id=reader_id, kind__in=["save", "unsave"])
        newest = acts.order_by("article_id", "-pk").distinct("article_id").values("pk")
        return self.filter(pk__in=newest, kind="save")

    def openings_of(self, reader_id: int) -> Self:
        """What this reader opened, as far as it may be opened still, last first."""
        mine = self.filter(reader_id=reader_id, kind="play", article__visibility__in=REACHABLE)
        return mine.order_by("-happened_at", "-pk")

    def that_teach(self) -> Self:
        """Without acts on what speaks of despair, and private ones: those are never used to know a reader."""
        calm = self.alias(distress=p_distress("ranking_event.article_id")).filter(distress__lt=DISTRESSING)
        return calm.filter(is_private=False)

    def last_told(self) -> Self:
        """Without times read that a later one of the same card took in: each tells the seconds so far."""
        longer = self.model.objects.filter(impression=OuterRef("impression"), kind="dwell", value__gt=OuterRef("value"))
        return self.filter(~Q(kind="dwell") | ~Exists(longer))

    def opened_last(self, visitor: str, *, limit: int) -> list[int]:
        """The articles that a stranger opened last, newest first."""
        opened = self.that_teach().by(None, visitor).filter(kind="play").order_by("-pk")
        ids = opened.values_list("article_id", flat=True)[: 2 * limit]
        return list(dict.fromkeys(ids))[:limit] if visitor else []


class ArticleStatsQuerySet(models.QuerySet["ArticleStats"]):
    """Counters of articles."""

    def hottest(self) -> Self:
        """By decayed heat, hottest first; articles that nobody opened are not among them."""
        return self.filter(trend__isnull=False).order_by(F("trend").desc(nulls_last=True), "pk")


class CoReadQuerySet(models.QuerySet["CoRead"]):
    """Pairs of articles that readers opened one after the other."""

    def after(self, article_ids: Collection[int]) -> Self:
        """What was opened after any of these, most often first."""
        return self.filter(article__in=article_ids).order_by("-trend", "pk")

    def beyond(self, most: int) -> Self:
        """Partners of an article after its `most` strongest."""
        place = Window(RowNumber(), partition_by="article_id", order_by=[F("trend").desc(), F("pk").asc()])
        return self.filter(pk__in=self.annotate(place=place).filter(place__gt=most).values("pk"))


class PinQuerySet(models.QuerySet["Pin"]):
    """What operators pinned."""

    def active(self, now: datetime) -> Self:
        """Pins whose time has come and has not run out."""
        return self.filter(since__lte=now, until__gt=now)


class ValueWeightsQuerySet(models.QuerySet["ValueWeights"]):
    """Versions of the value weights."""

    def in_force(self, otherwise: Mapping[str, float], version: str) -> tuple[Mapping[str, float], str]:
        """The active weights and their version; `otherwise` where no version is active: a page must still come."""
        active = self.filter(is_active=True).first()
        return (active.weights, active.name) if active is not None else (otherwise, version)

    def activate(self, pk: int) -> None:
        """Make one version the active one."""
        with transaction.atomic():
            self.filter(Q(is_active=True), ~Q(pk=pk)).update(is_active=False)
            self.filter(pk=pk).update(is_active=True)


class ArmQuerySet(models.QuerySet["Arm"]):
    """Arms of experiments."""

    def running(self) -> Self:
        """Arms of the experiments that run, with their weights, in the order in which units are dealt to them."""
        return self.filter(experiment__state="running").select_related("experiment", "weights").order_by("pk")


class MuteQuerySet(models.QuerySet["Mute"]):
    """What readers muted."""

    def standing(self, reader_id: int, now: datetime) -> Self:
        """Mutes of a reader that have not run out."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=now), reader_id=reader_id)
