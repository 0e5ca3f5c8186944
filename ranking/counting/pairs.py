"""Co-read: who opened this opened that next. Counts run one way, from the earlier article to the later one."""

from collections.abc import Mapping, Sequence

from ranking import params
from ranking.counting.trends import NEVER, raised

HALF_LIFE_S = params.HEAT_HALF_LIFE.total_seconds()


def steps(recent: Sequence[int], article_id: int) -> dict[int, float]:
    """How much an opening counts for the pair with each article opened before it, newest first: 1, 1/2, 1/3 ..."""
    return {
        earlier: 1 / place for place, earlier in enumerate(recent[: params.RECENT], start=1) if earlier != article_id
    }


def counted(partners: Mapping[int, float], article_id: int, *, amount: float, at_s: float) -> dict[int, float]:
    """The trends of the articles opened after one, once `article_id` was; the faintest go when they are too many."""
    trend = raised(partners.get(article_id, NEVER), amount=amount, at_s=at_s, half_life_s=HALF_LIFE_S)
    grown = {**partners, article_id: trend}
    return kept(grown) if len(grown) > 2 * params.PARTNERS_KEPT else grown


def kept(partners: Mapping[int, float]) -> dict[int, float]:
    """The params.PARTNERS_KEPT strongest."""
    strongest = sorted(partners, key=lambda it: (-partners[it], it))[: params.PARTNERS_KEPT]
    return {it: partners[it] for it in strongest}
