"""VALUE: from probabilities to what a piece is worth on the page; every term of the equation keeps its name.

    value = (like + comment + playtime + play + creator + story) x bait guard x dubious guard
            + same_author_seen - same_tag_today + hide + quick_back + report

Guards only shrink what speaks for a piece: a negative value must never rise because a piece is dubious.
`same_author_seen` and `same_tag_today` depend on what stands above, so re-ranking fills them in; they are 0 here.
"""

from collections.abc import Mapping

from ranking import params
from ranking.types import Candidate, Features, Scores, Valued

_AT = {name: i for i, name in enumerate(params.FEATURES)}


def value(candidate: Candidate, features: Features, scores: Scores, weights: Mapping[str, float]) -> Valued:
    """The candidate with its signed terms and their sum. A weight that is missing counts as 0."""
    w = weights.get
    lifts = 0.0 if features.values[_AT["p_distress"]] >= params.DISTRESSING else 1.0  # despair is never amplified
    good = {
        "like": scores.p_like * w("like", 0.0),
        "comment": scores.p_comment * w("comment", 0.0),
        "playtime": scores.p_play * scores.playtime_s * w("playtime", 0.0),
        "play": scores.p_play * w("play", 0.0),
        "creator": features.values[_AT["smallness"]] * w("creator", 0.0) * lifts,
        "story": features.values[_AT["is_first"]] * features.values[_AT["coverage"]] * w("story", 0.0) * lifts,
    }
    terms = {
        **good,
        **_guards(features, sum(good.values())),
        "same_author_seen": 0.0,
        "same_tag_today": 0.0,
        "hide": scores.p_hide * w("hide", 0.0),
        "quick_back": scores.p_quick_back * w("quick_back", 0.0),
        "report": scores.p_report * w("report", 0.0),
    }
    return Valued(candidate, features, scores, terms, sum(terms.values()))


def _guards(features: Features, good: float) -> dict[str, float]:
    """What the two guards take away, as negative terms, so that the terms still add up to the value."""
    read = max(0.0, features.values[_AT["dwell_ratio"]])
    bait = min(1.0, max(params.BAIT_GUARD_FLOOR, read**0.5)) * (
        1 - params.BAIT_GUARD_P * features.values[_AT["p_bait"]]
    )
    doubt = max(0.0, features.values[_AT["p_dubious"]] - params.DUBIOUS_GUARD_FROM) / (1 - params.DUBIOUS_GUARD_FROM)
    dubious = 1 - params.DUBIOUS_GUARD_P * doubt
    kept = max(0.0, good)
    return {"bait_guard": kept * (bait - 1), "dubious_guard": kept * bait * (dubious - 1)}
