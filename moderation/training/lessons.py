"""What a site gains by its decisions, measured: each set in turn is a site that the model has not seen."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from moderation.training.blend import Claims, blend, joined, learn, unseen_parts
from moderation.training.calibrate import calibrate, errors, platt
from moderation.training.evaluate import PREVALENCE, Figures, mean, recall_under_budget
from moderation.training.local import Decided, learn_locally, logits_out_of_fold, said
from moderation.weights import Weights

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DECISIONS = 1_000
CALIBRATED_ON = 300
SEEDS = (1, 2, 3, 4, 5)  # draws of decisions: one alone scatters by .02 recall


def lessons(claims: Claims, vectors: "NDArray[np.float32]", *, seeds: Sequence[int] = SEEDS) -> dict[str, Figures]:
    """By set: recall under the budget before and after 1,000 decisions, and how true p is after 300 picked by dice.

    Claims of the set that are decided on, or nearly copy such a one, are not measured. `vectors` has a row a claim;
    without columns the own judge reads the tone alone.
    """
    found = {}
    for name in claims.names:
        mine = claims.sets == name
        others = claims[~mine]
        parts = unseen_parts(others, seed=seeds[0])
        dubious, memory = joined(learn(others), blend(parts, others))
        shipped = Weights("shipped", dubious, dubious, memory)
        encoder = "vectors" if vectors.size else ""
        site = Decided(claims.rows[mine], claims.labels[mine], claims.groups[mine], vectors[mine], encoder)
        found[name] = mean({str(seed): _after(shipped, site, seed=seed) for seed in seeds})
    return {"mean": mean(found), **found}


def _after(shipped: Weights, site: Decided, *, seed: int) -> Figures:
    """The figures of one site, with one draw of decisions."""
    decided = _picked(site.groups, DECISIONS, seed=seed)
    before = said(shipped, site)
    after = said(learn_locally(shipped, site[decided], seed=seed), site[~decided])
    rare = _thinned(site.labels, seed=seed)
    return {
        "recall_before": recall_under_budget(before[~decided], site.labels[~decided]),
        "recall_after_1000": recall_under_budget(after, site.labels[~decided]),
        **_calibration(shipped, site, seed=seed),
        **{f"{key}_rare": value for key, value in _calibration(shipped, site[rare], seed=seed).items()},
    }


def _calibration(shipped: Weights, site: Decided, *, seed: int) -> Figures:
    """The calibration error after 300 decisions on all the others: of what learnt from these decisions, calibrated on
    what it said of each before it had learnt from it; the same of what ships; and the floor of the first.
    """
    few = _picked(site.groups, CALIBRATED_ON, seed=seed)
    decided, rest = site[few], site[~few]
    alone = _error(said(shipped, decided), decided.labels, said(shipped, rest), rest.labels, seed=seed)
    if not decided.is_enough:  # then the site goes on with what ships
        learnt, asked = said(shipped, decided), said(shipped, rest)
    else:
        learnt = logits_out_of_fold(shipped, decided, seed=seed)
        asked = said(learn_locally(shipped, decided, seed=seed), rest)
    error = _error(learnt, decided.labels, asked, rest.labels, seed=seed)
    truth = [_true_to(platt(asked, rest.labels).p(logits), seed=seed) for logits in (learnt, asked)]
    return {
        **{f"{key}_after_300": value for key, value in error.items()},
        "ece_floor_after_300": _error(learnt, truth[0], asked, truth[1], seed=seed)["ece"],
        "ece_of_shipped_after_300": alone["ece"],
    }


def _error(
    learnt: "NDArray[np.float64]",
    decided: "NDArray[np.bool_]",
    asked: "NDArray[np.float64]",
    labels: "NDArray[np.bool_]",
    *,
    seed: int,
) -> Figures:
    """Of the curve from some log-odds and what was decided, on other log-odds and their labels."""
    return errors(calibrate(learnt, decided, seed=seed).p(asked), labels, seed=seed)


def _true_to(p: "NDArray[np.float64]", *, seed: int) -> "NDArray[np.bool_]":
    """Labels that are dubious as often as p says. Where Platt's curve is the truth only chance is left, in the
    decisions and in the bins: the floor of any curve of that form.
    """
    import numpy as np

    return np.asarray(np.random.default_rng(seed).random(len(p)) < p)


def _picked(groups: "NDArray[np.str_]", count: int, *, seed: int) -> "NDArray[np.bool_]":
    """About so many rows, drawn by groups of near-copies; never more than four fifths of all."""
    import numpy as np

    names, sizes = np.unique(groups, return_counts=True)
    order = np.random.default_rng(seed).permutation(len(names))
    enough = np.cumsum(sizes[order]) <= min(count, 4 * len(groups) // 5)
    return np.isin(groups, names[order[enough]])


def _thinned(labels: "NDArray[np.bool_]", *, seed: int) -> "NDArray[np.bool_]":
    """All sound rows and so few dubious ones that they are as rare as on a news site."""
    import numpy as np

    keep = PREVALENCE / (1 - PREVALENCE) * (~labels).sum() / labels.sum()
    return np.asarray(~labels | (np.random.default_rng(seed).random(len(labels)) < keep))
