"""Where the zones begin on this site: derived each day from what was assessed and decided lately, and looked up."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.db.models import Case, Count, Q, Value, When

from feeds.models import Article
from moderation import triage
from moderation.measures.slices import Demoted, demoted
from moderation.models import Assessment, Decision, ThresholdVersion
from moderation.params import HEALTH_AT
from moderation.thresholds import SHIPPED, Scored, as_json, derive, of_json, zone_of
from moderation.types import Thresholds, Triage, Verdict, Zone

LATELY = timedelta(days=28)  # four of each weekday
MOST = 100_000  # articles: a share of 5 % is known to .1 % from so many
FEWEST = 1_000  # articles: of fewer a share of 5 % is a handful
# After it a slice that was demoted is tried again: nothing is held in it meanwhile, so nothing new is learnt.
REMEMBERED = timedelta(days=90)
_BY_P = (triage.CURE, triage.FALSEHOOD, triage.DUBIOUS)  # reasons that thresholds decide; others wait anyway


def in_force() -> Thresholds:
    """Those that were derived last; those that ship where there are none."""
    newest = ThresholdVersion.objects.order_by("-created_at", "-pk").values_list("thresholds", flat=True).first()
    return of_json(newest) if newest is not None else SHIPPED


def sort(article: Article) -> Callable[[Verdict], Triage]:
    """The triage of this article by what is in force."""
    return partial(triage.triage, thresholds=in_force(), slices=slices_of(article))


def slices_of(article: Article) -> tuple[str, ...]:
    """What may be demoted for this article: its topic, its language, its kind of source."""
    topic = article.topic.slug if article.topic is not None else ""
    return _slices(topic, article.language, article.origin)


def set_zones(*, now: datetime) -> ThresholdVersion | None:
    """Derive the thresholds anew and keep them. None while there are too few articles to derive them from and no slice
    is wrong too often.
    """
    scored = _scored(now)
    wrong = wrong_slices(now)
    has_enough = len(scored) >= FEWEST
    if not has_enough and not wrong and not ThresholdVersion.objects.exists():
        return None
    budget, audited = settings.REVIEW_BUDGET_PER_CENT / 100, settings.AUDIT_PER_CENT / 100
    begin = derive(scored, budget=budget, audited=audited) if has_enough else SHIPPED
    zones = Counter(zone_of(it, begin).value for it in scored)
    kept = Thresholds(begin.hold, begin.limit, begin.queue, tuple((it.zone, it.name) for it in wrong))
    return ThresholdVersion.objects.create(
        budget=budget,
        articles=len(scored),
        thresholds=as_json(kept),
        report={
            "zones": zones,
            "audited": audited,
            "is_derived": has_enough,
            "demoted": [
                {"zone": it.zone, "name": it.name, "precision": it.precision, "low": it.low, "decisions": it.decisions}
                for it in wrong
            ],
        },
        created_at=now,
    )


def wrong_slices(now: datetime) -> tuple[Demoted, ...]:
    """Where moderators let go too much of what was held or limited, in the last weeks."""
    made = Decision.objects.filter(
        moderator__isnull=False,
        created_at__gt=now - REMEMBERED,
        item__zone__in=(Zone.HOLD, Zone.LIMIT),
        item__p_dubious__isnull=False,
        item__second_of=None,
    )
    restricted = Case(When(Q(visibility="allow", label=""), then=Value(0)), default=Value(1))
    rows = made.values_list("item__zone", "article__topic__slug", "article__language", "article__origin")
    counts: Counter[tuple[Zone, str]] = Counter()
    right: Counter[tuple[Zone, str]] = Counter()
    counted = rows.annotate(was_right=restricted).annotate(n=Count("pk"))
    for zone, topic, language, origin, was_right, n in counted.order_by():
        for name in _slices(topic or "", language, origin):
            counts[Zone(zone), name] += n
            right[Zone(zone), name] += n * was_right
    return demoted({key: (right[key], n) for key, n in counts.items()})


def _slices(topic: str, language: str, origin: str) -> tuple[str, ...]:
    named = {"topic": topic, "language": language.partition("-")[0], "source": origin}
    return tuple(f"{kind}:{name}" for kind, name in named.items() if name)


def _scored(now: datetime) -> list[Scored]:
    """The newest assessment of each article of the last weeks."""
    lately = Assessment.objects.filter(created_at__gt=now - LATELY, harm__isnull=False)
    newest = lately.order_by("article_id", "-created_at", "-pk").distinct("article_id")
    rows = newest.values_list("p_health", "p_dubious", "harm", "zone", "reason")[:MOST]
    return [_score(*row) for row in rows]


def _score(p_health: float, p_dubious: float, harm: float | None, zone: str, reason: str) -> Scored:
    waits = zone != Zone.CLEAR and not reason.startswith(_BY_P) and not reason.startswith(triage.UNREAD)
    return Scored(p_dubious if p_health >= HEALTH_AT else 0.0, harm or 0.0, waits_anyway=waits)
