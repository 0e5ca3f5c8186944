"""Heat of several spans and co-read as features of candidates. 0 always means: nothing is known."""

from dataclasses import dataclass

import numpy as np

from ranking.counting.trends import Column

# Openings that a rate is drawn to nothing by, and to what the last hour says: chosen on four days of the replay.
_PRIOR, _PRIOR_BASE = 5.0, 20.0
_FAINTEST = 1e-3, 1e-2  # shares below these are noise of a single opening


@dataclass(frozen=True, slots=True)
class Links:
    """How recent articles (rows, newest first) and candidates (columns) were opened one after the other; as of now.

    `after`: the candidate after the recent one; `before`: the other way round. `heats`: openings of the recent ones.
    """

    after: Column
    before: Column
    heats: Column


def heat_signs(spans: Column) -> dict[str, Column]:
    """Features from the heats of each candidate over params.HEAT_SPANS (columns)."""
    now, hour = spans[:, 0], spans[:, 1]
    return {
        "heat_10m": np.log1p(2 * now),
        "heat_1h": np.log1p(2 * hour),
        "rising": np.log((6 * now + 3) / (hour + 3)),
    }


def co_read_signs(links: Links, spans: Column) -> dict[str, Column]:
    """Features from co-read: lift after the last article, share after the last ones, likeness of the readers."""
    names = ("co_next", "co_recent", "co_readers")
    if not len(links.heats):
        return {name: np.zeros(len(spans)) for name in names}
    behind = links.heats + _PRIOR
    places = np.arange(1, len(behind) + 1)
    share = (1 / (behind * places)) @ links.after
    likeness = (1 / np.sqrt(behind * places)) @ (links.after + links.before) / np.sqrt(spans[:, 2] + _PRIOR)
    hour = spans[:, 1]
    base = (hour + 0.1) / (hour.sum() + 1)
    lift = (links.after[0] + _PRIOR_BASE * base) / ((links.heats[0] + _PRIOR_BASE) * base)
    found = np.log(lift), np.log1p(share / _FAINTEST[0]), np.log1p(likeness / _FAINTEST[1])
    return dict(zip(names, found, strict=True))


def no_links(candidates: int) -> Links:
    """Of a reader who opened nothing yet."""
    return Links(np.zeros((0, candidates)), np.zeros((0, candidates)), np.zeros(0))


def together(links: Links) -> Column:
    """How often each candidate was opened before or after the last article: the plainest co-read."""
    return links.after[0] + links.before[0] if len(links.heats) else np.zeros(links.after.shape[1])
