"""How fast the site learns a reader, what is lost until it has, and what its predictions are worth."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from ranking.heads import shape
from ranking.heads.tables import ece
from ranking.hot.columns import Floats
from ranking.replay.simulation.run import PageLog

STEPS = (0, 1, 2, 4, 8, 16, 32, 64, 128, 256)  # clicks so far: twice as many each step
ENOUGH = 0.9  # of what the site comes to in the end
SETTLED = 32  # clicks after which a reader counts as known


def curve(logs: Sequence[PageLog]) -> list[dict[str, float]]:
    """The worth of pages by what the reader had opened before, as a share of the oracle's page."""
    looked = [it for it in logs if not np.isnan(it.reachable)]
    steps = []
    for low, high in zip(STEPS, (*STEPS[1:], np.inf), strict=True):
        some = [it for it in looked if low <= it.clicks_before < high]
        if some:
            share = sum(it.worth for it in some) / max(1e-9, sum(it.reachable for it in some))
            steps.append({"clicks": low, "pages": len(some), "share": round(share, 4)})
    return steps


def clicks_until_known(steps: Sequence[dict[str, float]]) -> dict[str, float | None]:
    """Clicks until a page is worth ENOUGH of what those of well-known readers are (`reached`), and of the oracle's."""
    settled = [it for it in steps if it["clicks"] >= SETTLED] or list(steps[-1:])
    pages = sum(it["pages"] for it in settled)
    reached = sum(it["share"] * it["pages"] for it in settled) / max(1, pages)

    def first(wanted: float) -> float | None:
        return next((it["clicks"] for it in steps if it["share"] >= wanted), None)

    return {"reached": round(reached, 4), "of_reached": first(ENOUGH * reached), "of_oracle": first(ENOUGH)}


def regret(logs: Sequence[PageLog]) -> dict[str, float]:
    """What pages lack to the oracle's, as a share of it: over all pages, and over those of well-known readers."""
    looked = [it for it in logs if not np.isnan(it.reachable)]
    late = [it for it in looked if it.clicks_before >= SETTLED]
    return {"all": _lacking(looked), "known_readers": _lacking(late)}


def _lacking(logs: Sequence[PageLog]) -> float:
    reachable = sum(it.reachable for it in logs)
    return round(1 - sum(it.worth for it in logs) / reachable, 4) if reachable else 0.0


def cost(logs: Sequence[PageLog]) -> dict[str, Any]:
    """Clicks that exploring loses at once: expected ones of the page, against the same page without it."""
    looked = [it for it in logs if not np.isnan(it.unexplored)]
    plain = sum(it.unexplored for it in looked)
    lost = 1 - sum(it.clicks for it in looked) / plain if plain else 0.0
    return {"at_once": round(lost, 4), "clicks": clicks(logs)}


def clicks(logs: Sequence[PageLog]) -> int:
    """How many pieces were opened."""
    return sum(done.played for it in logs for done in it.shown)


def a_page(logs: Sequence[PageLog]) -> dict[int, float]:
    """Clicks a page of each reader: whoever is happy comes more often, and must not count more for it."""
    pages: dict[int, list[int]] = {}
    for it in logs:
        pages.setdefault(it.reader, []).append(sum(done.played for done in it.shown))
    return {reader: sum(some) / len(some) for reader, some in pages.items()}


def lost(explored: dict[int, float], plain: dict[int, float]) -> dict[str, Any]:
    """The share of clicks a page that the same readers lose on the exploring site, with its interval of 95 %."""
    readers = sorted(explored.keys() & plain.keys())
    usual = sum(plain[it] for it in readers) / max(1, len(readers))
    gaps = np.array([(plain[it] - explored[it]) / max(usual, 1e-9) for it in readers])
    if not len(gaps):
        return {"a_page": 0.0, "interval": [-1.0, 1.0]}
    middle, error = float(gaps.mean()), 1.96 * float(gaps.std()) / len(gaps) ** 0.5
    return {"a_page": round(middle, 4), "interval": [round(middle - error, 4), round(middle + error, 4)]}


def calibration(logs: Sequence[PageLog]) -> dict[str, dict[str, float]]:
    """ECE of each head over these pages, as said when they were served; `noise`: that of a perfect head."""
    said = np.concatenate([it.said for it in logs]) if logs else np.zeros((0, len(shape.NAMES)))
    known = np.concatenate([it.known for it in logs]) if logs else said
    dice = np.random.default_rng(0)
    found = {}
    for column, name in enumerate(shape.NAMES):
        rows = ~np.isnan(known[:, column])
        if name.startswith("p_") and rows.any():
            told: Floats = said[rows, column]
            perfect = (dice.random(len(told)) < told).astype(float)
            found[name] = {
                "ece": round(ece(told, known[rows, column]), 4),
                "noise": round(ece(told, perfect), 4),
                "rows": int(rows.sum()),
                "mean": round(float(known[rows, column].mean()), 4),
            }
    return found


def auc(logs: Sequence[PageLog]) -> dict[str, float]:
    """How well clicks are told from passes on the same views: by the site, and by who knows the reader wholly."""
    seen = [np.array([done.viewed for done in it.shown]) for it in logs]
    played = np.concatenate(
        [np.array([done.played for done in it.shown])[at] for it, at in zip(logs, seen, strict=True)]
    )
    said = np.concatenate([it.said[at, shape.PLAY] for it, at in zip(logs, seen, strict=True)])
    true = np.concatenate([it.true[at] for it, at in zip(logs, seen, strict=True)])
    return {"site": _auc(said, played), "known": _auc(true, played)}


def _auc(said: Floats, played: Floats) -> float:
    ranks = np.empty(len(said))
    ranks[np.argsort(said, kind="stable")] = np.arange(1, len(said) + 1)
    positives = int(played.sum())
    pairs = positives * (len(played) - positives)
    return round(float(ranks[played].sum() - positives * (positives + 1) / 2) / pairs, 4) if pairs else 0.5
