"""What the units of each arm did since the experiment began: one value a reader, or a value an article."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeAlias

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import TruncDate

from ranking.experiments.arms import arm_of
from ranking.models import Event, Experiment, Impression, Slate

# Coming back within five seconds: opened, and not what it promised (facts/ranking.md, section 6.6).
QUICK_BACK_S = 5.0
Measured: TypeAlias = dict[str, dict[str, list[float]]]


def measure(experiment: Experiment, *, now: datetime) -> Measured:
    """By arm and figure, one value a unit: per page served for readers, per impression for articles. Three queries.

    `days` are the days a reader came, as a share of the days the experiment ran; articles have none.
    """
    if experiment.started_at is None:
        return {}
    until = experiment.ended_at or now
    if experiment.unit == Experiment.Unit.READER:
        return _readers(experiment, experiment.started_at, until)
    return _articles(experiment, experiment.started_at, until)


def _readers(experiment: Experiment, since: datetime, until: datetime) -> Measured:
    served = Slate.objects.filter(
        arm__startswith=f"{experiment.name}/", served_at__gte=since, served_at__lt=until
    ).values("arm", "reader_id", "visitor")
    units = served.annotate(pages=Count("pk"), days=Count(TruncDate("served_at"), distinct=True))
    acts = (
        Event.objects.last_told()
        .filter(impression__slate__arm__startswith=f"{experiment.name}/", happened_at__gte=since, happened_at__lt=until)
        .values(who=F("impression__slate__reader_id"), key=F("impression__slate__visitor"))
    )
    done = {(row["who"], row["key"]): row for row in _counted(acts)}
    lasted = max(1, (until.date() - since.date()).days + 1)
    found: Measured = defaultdict(lambda: defaultdict(list))
    for unit in units:
        arm, pages = unit["arm"].split("/", 1)[1], unit["pages"]
        row = done.get((unit["reader_id"], unit["visitor"]), {})
        for figure in ("plays", "seconds", "hides", "quick_backs"):
            found[arm][figure].append((row.get(figure) or 0) / pages)
        found[arm]["days"].append(unit["days"] / lasted)
    return found


def _articles(experiment: Experiment, since: datetime, until: datetime) -> Measured:
    shares = {it.name: it.share for it in experiment.arms.order_by("pk")}
    served = Impression.objects.filter(slate__served_at__gte=since, slate__served_at__lt=until)
    shown: Mapping[int, int] = dict(served.values_list("article_id").annotate(n=Count("pk")).order_by())
    acts = (
        Event.objects.last_told()
        .filter(impression__slate__served_at__gte=since, happened_at__gte=since, happened_at__lt=until)
        .values("article_id")
    )
    done = {row["article_id"]: row for row in _counted(acts)}
    found: Measured = defaultdict(lambda: defaultdict(list))
    for article_id, n in shown.items():
        if arm := arm_of(experiment.name, str(article_id), shares):
            row = done.get(article_id, {})
            for figure in ("plays", "seconds", "hides", "quick_backs"):
                found[arm][figure].append((row.get(figure) or 0) / n)
    return found


def _counted(acts: QuerySet[Event, Any]) -> QuerySet[Event, Any]:
    kind = Event.Kind
    return acts.annotate(
        plays=Count("pk", filter=Q(kind=kind.PLAY)),
        seconds=Sum("value", filter=Q(kind=kind.DWELL)),
        hides=Count("pk", filter=Q(kind=kind.HIDE)),
        quick_backs=Count("pk", filter=Q(kind=kind.DWELL, value__lt=QUICK_BACK_S)),
    ).order_by()
