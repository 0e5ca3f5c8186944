"""Two policies' logs of the Open Bandit Dataset: each policy's click rate is estimated from the other's log.

The folder holds one folder a policy, in it one a campaign with `<campaign>.csv`: item_id, position, click,
propensity_score (zr-obp, ZOZOTOWN). A policy's own log says what is true, so the estimators can be checked.
"""

import csv
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

import numpy as np

from ranking.replay import offpolicy
from ranking.replay.offpolicy import Column, Estimate, Whole

COLUMNS = ("item_id", "position", "click", "propensity_score")


class BadLogError(ValueError):
    """A file is not of this form; the message names it."""


@dataclass(frozen=True, slots=True)
class Log:
    """What one policy chose for one campaign, where on the page, with which probability, and whether it was clicked."""

    item: Whole
    position: Whole
    click: Column
    propensity: Column


@dataclass(frozen=True, slots=True)
class Comparison:
    """The click rate of `target` by its own log (`truth`) and estimated from the log of `logged`."""

    campaign: str
    logged: str
    target: str
    rows: int
    truth: Estimate
    ips: Estimate
    snips: Estimate
    dr: Estimate
    largest_weight: float


def compare(folder: Path, *, rng: np.random.Generator) -> list[Comparison]:
    """Every pair of policies with a campaign in common, both ways. Raises BadLogError."""
    logs = {(file.parent.parent.name, file.stem): read(file) for file in _files(folder)}
    campaigns = sorted({campaign for _, campaign in logs})
    found = [
        _estimated(campaign, (one, logs[one, campaign]), (other, logs[other, campaign]), rng)
        for campaign in campaigns
        for one, other in permutations(sorted({policy for policy, name in logs if name == campaign}), 2)
    ]
    if not found:
        raise BadLogError(f"{folder} holds no campaign that two policies logged: <policy>/<campaign>/<campaign>.csv.")
    return found


def read(file: Path) -> Log:
    """One log. Raises BadLogError."""
    try:
        with file.open(newline="", encoding="utf-8") as lines:
            rows = [[float(row[name]) for name in COLUMNS] for row in csv.DictReader(lines)]
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise BadLogError(f"{file} is no bandit log with the columns {', '.join(COLUMNS)}: {error!r}.") from error
    if not rows:
        raise BadLogError(f"{file} has no rows.")
    item, position, click, propensity = np.array(rows).T
    if not ((propensity > 0) & (propensity <= 1)).all():
        raise BadLogError(f"{file} has a propensity that is no probability above 0.")
    if (item < 0).any() or (position < 0).any():
        raise BadLogError(f"{file} has an item or a position below 0.")
    return Log(item.astype(int), position.astype(int), click, propensity)


def _files(folder: Path) -> list[Path]:
    return [file for file in sorted(folder.glob("*/*/*.csv")) if file.stem == file.parent.name]


def _estimated(campaign: str, logged: tuple[str, Log], target: tuple[str, Log], rng: np.random.Generator) -> Comparison:
    log, other = logged[1], target[1]
    actions = int(max(log.item.max(), other.item.max())) + 1
    contexts = int(max(log.position.max(), other.position.max())) + 1
    chances = _chances(other, actions, contexts)
    weight = chances[log.position, log.item] / log.propensity
    model = offpolicy.reward_model(log.click, log.item, log.position, actions=actions, contexts=contexts)
    halves = np.arange(len(log.click)) % 2
    return Comparison(
        campaign=campaign,
        logged=logged[0],
        target=target[0],
        rows=len(log.click),
        truth=offpolicy.mean(other.click, rng=rng),
        ips=offpolicy.ips(log.click, weight, rng=rng),
        snips=offpolicy.snips(log.click, weight, rng=rng),
        dr=offpolicy.dr(
            log.click,
            weight,
            predicted=model[halves, log.position, log.item],
            expected=(model[halves, log.position] * chances[log.position]).sum(axis=1),
            rng=rng,
        ),
        largest_weight=float(weight.max()),
    )


def _chances(log: Log, actions: int, contexts: int) -> Column:
    """How likely the policy chooses each item at each position, on average over its log.

    A policy that learns changes from row to row: its share of the rows is the mean of its probabilities. Where the
    stated probability never changes, that is exact and is taken.
    """
    counted = np.zeros((contexts, actions))
    np.add.at(counted, (log.position, log.item), 1)
    chances = counted / np.maximum(counted.sum(axis=1, keepdims=True), 1)
    if float(np.ptp(log.propensity)) <= np.finfo(float).eps:
        chances = np.where(counted.sum(axis=0) > 0, log.propensity[0], 0.0) * (counted.sum(axis=1, keepdims=True) > 0)
    return np.asarray(chances)
