"""The heads of ranking as the operator sees them: how true they are, what they look at, which versions there were."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from feeds.models import ModelVersion
from moderation.audit import Act
from moderation.models import AuditRow
from ranking import params, versions
from ranking.heads import shape
from ranking.heads.curves import Heads
from ranking.models import LiveHeads

TITLES: Mapping[str, Promise] = {
    "p_play": _("Opens it"),
    "p_like": _("Likes it, once seen"),
    "p_comment": _("Comments, once seen"),
    "p_hide": _("Hides it, once seen"),
    "p_quick_back": _("Comes straight back, once opened"),
    "playtime_s": _("Seconds read, once opened"),
    "p_report": _("Reports it, once seen"),
}
# What a coefficient is multiplied with to be told: a step that a reader would notice.
STEPS: Mapping[str, tuple[float, Promise]] = {
    "cos_long": (0.1, _("0.1 nearer to the interests of weeks")),
    "cos_short": (0.1, _("0.1 nearer to what was read today")),
    "cos_recent": (0.1, _("0.1 nearer to one of the last five opened")),
    "topic_taste": (0.7, _("its topic opened twice as often as usual")),
    "feed_taste": (0.7, _("its publisher opened twice as often as usual")),
    "hides": (1.0, _("one hide of its topic or publisher")),
    "follows_topic": (1.0, _("its topic is followed")),
    "follows_author": (1.0, _("its publisher is followed")),
    "click_rate": (0.7, _("opened by readers twice as often as usual")),
    "like_rate": (0.7, _("liked twice as often as usual")),
    "comment_rate": (0.7, _("discussed twice as often as usual")),
    "hide_rate": (0.7, _("hidden twice as often as usual")),
    "heat": (0.7, _("twice as many recent openings")),
    "heat_10m": (0.7, _("twice as many openings in ten minutes")),
    "heat_1h": (0.7, _("twice as many openings in an hour")),
    "rising": (0.7, _("opened twice as often now as in the hour before")),
    "co_next": (0.7, _("twice as likely as usual after what was opened last")),
    "co_recent": (0.7, _("opened next by twice as many who read the same before")),
    "co_readers": (0.7, _("twice as many readers in common with what was opened last")),
    "freshness": (0.5, _("new rather than a day old")),
    "length": (0.7, _("twice as long")),
    "dwell_ratio": (0.5, _("read half as long again as its length asks for")),
    "coverage": (1.0, _("twice as many publishers on the story")),
    "is_first": (1.0, _("first to report")),
    "smallness": (0.5, _("a small publisher rather than a large one")),
    "p_bait": (0.5, _("half more likely to be bait")),
    "p_dubious": (0.5, _("half more likely to be dubious")),
    "p_distress": (0.5, _("half more likely to distress")),
    "topic_today": (1.0, _("its topic met once more today")),
    "author_today": (1.0, _("its publisher met once more today")),
}
GOAL = 0.02  # of the calibration error of a head (docs/ranking.md)
FAINT = 0.03  # odds that move by less than 3 % are not worth a line


@dataclass(frozen=True, slots=True)
class Point:
    """One bin of the reliability plot, 0 to 100 from the lower left; what was said, what came true, of how many."""

    x: float
    y: float
    said: float
    true: float
    rows: int


@dataclass(frozen=True, slots=True)
class Effect:
    """What one step of a feature does to the odds (to the seconds), now and in the priors."""

    words: str
    factor: float
    prior: float


@dataclass(frozen=True, slots=True)
class Head:
    """One head: its figures on the newest day, those of before it was fitted, its plot, what it looks at."""

    name: str
    title: str
    figures: Mapping[str, Any]
    before: Mapping[str, Any]
    points: tuple[Point, ...]
    effects: tuple[Effect, ...]
    is_time: bool

    @property
    def is_true(self) -> bool:
        """Whether what it said came true within the goal."""
        return bool(self.figures) and self.figures["ece"] <= GOAL


@dataclass(frozen=True, slots=True)
class Version:
    """A version, whether it can score, and why it came into force the last time."""

    row: ModelVersion
    is_whole: bool
    opening: Mapping[str, Any]
    chosen: tuple[AuditRow, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The whole page."""

    version: str
    anchor: ModelVersion | None
    is_broken: bool
    live: LiveHeads | None
    heads: tuple[Head, ...]
    versions: tuple[Version, ...]
    priors: tuple[AuditRow, ...]


def read() -> Report:
    """Five queries, whatever there is."""
    rows = list(ModelVersion.objects.filter(kind=ModelVersion.Kind.HEADS).order_by("-created_at", "-pk")[:50])
    anchor = next((row for row in rows if row.is_active), None)
    live, now = LiveHeads.objects.first(), versions.in_force()
    report = anchor.report if anchor is not None and isinstance(anchor.report, dict) else {}
    figures = (live.figures if live is not None else {}) or report.get("figures", {})
    chosen = AuditRow.objects.filter(act=Act.CHOSE_HEADS).select_related("actor").order_by("-created_at", "-pk")
    by_subject: dict[str, list[AuditRow]] = {}
    for act in chosen[:200]:
        by_subject.setdefault(act.subject, []).append(act)
    return Report(
        version=now.version,
        anchor=anchor,
        is_broken=anchor is not None and not now.version.startswith(anchor.name),
        live=live,
        heads=tuple(_head(name, now, figures, report.get("figures_before", {})) for name in shape.NAMES),
        versions=tuple(_version(row, tuple(by_subject.get(f"model:{row.pk}", ()))) for row in rows),
        priors=tuple(by_subject.get("model:shipped", ())),
    )


def _head(name: str, heads: Heads, figures: Mapping[str, Any], before: Mapping[str, Any]) -> Head:
    mine = figures.get(name, {})
    return Head(
        name=name,
        title=str(TITLES[name]),
        figures=mine,
        before=before.get(name, {}),
        points=_points(mine.get("bins", [])),
        effects=_effects(name, heads),
        is_time=name == "playtime_s",
    )


def _points(bins: list[list[float]]) -> tuple[Point, ...]:
    """Both axes go to the largest number of either, so that the diagonal is what is true."""
    most = max((max(said, true) for said, true, _rows in bins), default=0.0) or 1.0
    return tuple(
        Point(round(100 * said / most, 1), round(100 - 100 * true / most, 1), said, true, int(rows))
        for said, true, rows in bins
    )


def _effects(name: str, heads: Heads) -> tuple[Effect, ...]:
    """Largest first; features that move next to nothing are left out."""
    now = heads.coefficients(name)
    found = []
    for feature, coefficient in now.items():
        step, words = STEPS.get(feature, (1.0, feature))
        prior = params.HEADS[name].get(feature, 0.0) if coefficient else 0.0
        if abs(coefficient * step) >= FAINT:
            found.append(Effect(str(words), exp(coefficient * step), exp(prior * step)))
    return tuple(sorted(found, key=lambda it: -abs(it.factor if it.factor >= 1 else 1 / it.factor)))


def _version(row: ModelVersion, chosen: tuple[AuditRow, ...]) -> Version:
    report = row.report if isinstance(row.report, dict) else {}
    try:
        versions.stored(row.name, report)
        is_whole = True
    except versions.BrokenHeadsError:
        is_whole = False
    figures = report.get("figures", {})
    return Version(row, is_whole, figures.get("p_play", {}) if isinstance(figures, dict) else {}, chosen)
