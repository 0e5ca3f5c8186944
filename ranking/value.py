"""VALUE: from probabilities to what a piece is worth on the page; every term of the equation keeps its name.

    value = (like + comment + playtime + play + creator + story) x bait guard x dubious guard
            + same_author_seen - same_tag_today + hide + quick_back + report

Guards only shrink what speaks for a piece: a negative value must never rise because a piece is dubious.
`same_author_seen` and `same_tag_today` depend on what stands above, so re-ranking fills them in; they are 0 here.
"""

from collections.abc import Mapping

import numpy as np

from ranking import params
from ranking.candidates import Candidates, Floats, Weighed
from ranking.types import Scores

_FEATURE = {name: i for i, name in enumerate(params.FEATURES)}
_SCORE = {name: i for i, name in enumerate(Scores._fields)}


def value(candidates: Candidates, features: Floats, scores: Floats, weights: Mapping[str, float | Floats]) -> Weighed:
    """The candidates with their signed terms and the sums. A weight that is missing counts as 0; one may be a column,
    where articles are on trial.
    """

    def weight(name: str) -> float | Floats:
        return weights.get(name, 0.0)

    def feature(name: str) -> Floats:
        return features[:, _FEATURE[name]]

    def score(name: str) -> Floats:
        return scores[:, _SCORE[name]]

    lifts = np.where(feature("p_distress") >= params.DISTRESSING, 0.0, 1.0)  # despair is never amplified
    good = {
        "like": score("p_like") * weight("like"),
        "comment": score("p_comment") * weight("comment"),
        "playtime": score("p_play") * score("playtime_s") * weight("playtime"),
        "play": score("p_play") * weight("play"),
        "creator": feature("smallness") * weight("creator") * lifts,
        "story": feature("is_first") * feature("coverage") * weight("story") * lifts,
    }
    bait_guard, dubious_guard = _guards(features, sum(good.values(), np.zeros(len(candidates))))
    terms = {
        **good,
        "bait_guard": bait_guard,
        "dubious_guard": dubious_guard,
        "hide": score("p_hide") * weight("hide"),
        "quick_back": score("p_quick_back") * weight("quick_back"),
        "report": score("p_report") * weight("report"),
    }
    nothing = np.zeros(len(candidates))
    table = np.stack([terms.get(name, nothing) for name in params.TERMS], axis=1)
    return Weighed(candidates, features, scores, table, table.sum(axis=1))


def _guards(features: Floats, good: Floats) -> tuple[Floats, Floats]:
    """What the two guards take away, as negative terms, so that the terms still add up to the value."""
    read = np.maximum(0.0, features[:, _FEATURE["dwell_ratio"]])
    guard = np.clip(read**0.5, params.BAIT_GUARD_FLOOR, 1.0)
    bait = guard * (1 - params.BAIT_GUARD_P * features[:, _FEATURE["p_bait"]])
    p_dubious = features[:, _FEATURE["p_dubious"]]
    doubt = np.maximum(0.0, p_dubious - params.DUBIOUS_GUARD_FROM) / (1 - params.DUBIOUS_GUARD_FROM)
    dubious = 1 - params.DUBIOUS_GUARD_P * doubt
    kept = np.maximum(0.0, good)
    return kept * (bait - 1), kept * bait * (dubious - 1)
