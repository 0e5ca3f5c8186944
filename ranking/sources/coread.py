"""Co-read: what readers opened after the articles that this reader opened last."""

from ranking import params
from ranking.hot import Hot
from ranking.types import Taste, Visit


def coread(hot: Hot, visit: Visit, taste: Taste, *, extra: int) -> list[int]:
    """Up to params.QUOTAS["coread"] (and `extra`) article ids, opened most often after them first."""
    pieces = hot.pieces
    recent = pieces.recent(visit.now, params.WINDOW)
    strongest: dict[int, float] = {}
    for (earlier, partner), trend in hot.pairs.items():
        row = pieces.row_of.get(partner, -1)
        if earlier not in taste.opened or not recent.start <= row < recent.stop:
            continue
        if visit.topic_id is None or visit.topic_id == pieces.topic[row]:
            strongest[partner] = max(trend, strongest.get(partner, trend))
    order = sorted(strongest, key=lambda it: (-strongest[it], -it))
    return order[: params.QUOTAS["coread"] + extra]
