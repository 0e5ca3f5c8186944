"""Do horizon places wake interests? What being shown a topic once changes of what a reader opens of it afterwards.

A *unit* is a topic that could have gone either way: it was in the pool of a page's horizon places, and is shown with
the logged chance p, or not. What follows is counted in places by rank only, over the next days: cards of the topic that
were looked at, and those of them that were opened. Growth is the click rate (opened / looked at) had the topic been
shown, less the rate had it not; and the same of clicks alone, which grow as well because the site shows more of what
was opened. Everything after the page goes on as the site would have it, later draws of the same topic included: it is
what *one more* page with the topic brings, in the way of micro-randomised trials (causal excursion effects: Boruvka,
Almirall, Witkiewitz and Murphy, 2018). So no weights are needed for what was drawn later, and no page has to be the
first. Served counts, whether it was looked at or not: that was decided by chance alone, looking is not.

Two ways to weigh the units, both unbiased because p is known:

- **overlap**: shown by 1 - p, others by p, so that each unit counts p(1-p) in either arm (Li, Morgan and Zaslavsky,
  2018). The effect is that on topics which chance truly decided, and no weight is above 1. This one is the figure.
- **everybody**: shown by 1/p, others by 1/(1-p), so that each unit counts 1. A topic shown at .03 weighs 33 times, and
  the few of them rule the figure: its effective size says how much it is worth.

Readers are taken whole: the units of one overlap in time and share their tastes.
"""

from dataclasses import dataclass, fields
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from ranking.replay import offpolicy
from ranking.replay.offpolicy import Column, Estimate, Whole

EDGE = 1e-6  # a chance nearer to 0 or 1 than this was none: nothing to compare with
WINDOW_DAYS = 14  # facts of the project: two weeks hold every day of the week twice


@dataclass(frozen=True, slots=True)
class Units:
    """Topics of draws, a row each: whose, of what, when (seconds), with which chance, and how it went."""

    who: Whole
    topic: Whole
    at: Column
    chance: Column
    shown: Column

    def open(self, *, until: float) -> "Units":
        """Those that chance decided and whose window ends by then."""
        return _only(self, (self.chance > EDGE) & (self.chance < 1 - EDGE) & (self.at <= until))


@dataclass(frozen=True, slots=True)
class Looks:
    """Cards in places by rank that were looked at, a row each: by whom, of which topic, when, and opened or not."""

    who: Whole
    topic: Whole
    at: Column
    played: Column


@dataclass(frozen=True, slots=True)
class Growth:
    """What one showing adds to the click rate of its topic in places by rank, and to the clicks; what both are without.

    `everybody` is the click rate in the other weighing.
    """

    rate: Estimate
    clicks: Estimate
    everybody: Estimate
    base_rate: float
    base_clicks: float
    units: int
    shown: int
    readers: int


_Rows = TypeVar("_Rows", Units, Looks)


def growth(units: Units, looks: Looks, *, window_s: float, rng: np.random.Generator) -> Growth:
    """Growth over units whose window is over. Without shown and unshown ones nothing is known: -1 to 1."""
    views, plays = after(units, looks, window_s=window_s)
    ones = np.ones(len(views))
    shown = units.shown > 0
    overlap = np.where(shown, 1 - units.chance, units.chance)
    hidden = np.where(shown, 0.0, overlap)
    return Growth(
        rate=_gap(units, overlap, plays, views, rng),
        clicks=_gap(units, overlap, plays, ones, rng),
        everybody=_gap(units, 1 / (1 - overlap), plays, views, rng),
        base_rate=float(hidden @ plays) / max(1e-9, float(hidden @ views)),
        base_clicks=float(hidden @ plays) / max(1e-9, float(hidden.sum())),
        units=len(shown),
        shown=int(shown.sum()),
        readers=len(np.unique(units.who)),
    )


def after(units: Units, looks: Looks, *, window_s: float) -> tuple[Column, Column]:
    """For each unit the cards of its topic that its reader looked at within the window after it, and opened."""
    pairs = np.unique(np.stack([looks.who, looks.topic], axis=1), axis=0)
    code = {(int(who), int(topic)): n for n, (who, topic) in enumerate(pairs)}
    begin = min(float(it.min()) if len(it) else 0.0 for it in (units.at, looks.at))
    span = max((float(it.max()) for it in (units.at, looks.at) if len(it)), default=0.0) - begin + window_s + 1.0

    def keys(rows: Units | Looks) -> Column:
        told = zip(rows.who.tolist(), rows.topic.tolist(), strict=True)
        of = np.array([code.get(it, len(code)) for it in told], dtype=float)
        return np.asarray(of * span + (rows.at - begin))

    times = keys(looks)
    order = np.argsort(times, kind="stable")
    times, opened = times[order], np.concatenate([[0.0], np.cumsum(looks.played[order])])
    mine = keys(units)
    first, last = (np.searchsorted(times, it, side="right") for it in (mine, mine + window_s))
    return (last - first).astype(float), opened[last] - opened[first]


def _gap(units: Units, weight: Column, amount: Column, of: Column, rng: np.random.Generator) -> Estimate:
    """Weighted amount by weighted `of` among the units that were shown, less that among those that were not."""
    _readers, who = np.unique(units.who, return_inverse=True)
    arms = [np.where(units.shown > 0, weight, 0.0), np.where(units.shown > 0, 0.0, weight)]
    if not all(it @ of for it in arms):
        return Estimate(0.0, -1.0, 1.0, 0.0)
    one, other = ((_by(who, it * amount), _by(who, it * of)) for it in arms)
    found = offpolicy.difference(one, other, rng=rng)
    return Estimate(found.value, found.low, found.high, min(offpolicy.effective_size(it) for it in arms))


def _by(who: Whole, amounts: Column) -> Column:
    return np.asarray(np.bincount(who, weights=amounts), dtype=float)


def _only(rows: _Rows, among: NDArray[np.bool_]) -> _Rows:
    return type(rows)(*(getattr(rows, it.name)[among] for it in fields(rows)))
