"""How far moderators agree who decided the same, the second of them blindly."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import get_user_model
from django.db.models import Count

from moderation.insights import WINDOW
from moderation.measures.kappa import Agreement, kappa
from moderation.models import SecondOpinion

MOST_PAIRS = 20  # of moderators: those with most in common
FEWEST = 20  # second looks of a pair: with fewer kappa is a guess


@dataclass(frozen=True, slots=True)
class Pair:
    """Two moderators, how many second looks they have in common, and their kappa if these are enough."""

    names: str
    count: int
    agreement: Agreement | None


@dataclass(frozen=True, slots=True)
class Agreements:
    """All second looks together, and by pair of moderators."""

    count: int
    all: Agreement | None
    pairs: Sequence[Pair]


def agreement(now: datetime) -> Agreements:
    """Two queries."""
    lately = SecondOpinion.objects.filter(created_at__gt=now - WINDOW, created_at__lte=now)
    key = ("first_moderator", "moderator", "first_visibility", "visibility")
    every: Counter[tuple[str, str]] = Counter()
    by_pair: dict[tuple[int, int], Counter[tuple[str, str]]] = defaultdict(Counter)
    for one, other, first, second, n in lately.values_list(*key).annotate(n=Count("pk")).order_by():
        every[first, second] += n
        # one row a pair, whoever came first
        by_pair[min(one, other), max(one, other)][(first, second) if one < other else (second, first)] += n
    shown = sorted(by_pair.items(), key=lambda it: (-it[1].total(), it[0]))[:MOST_PAIRS]
    people = get_user_model().objects.in_bulk({pk for pair, _counts in shown for pk in pair})
    return Agreements(
        count=every.total(),
        all=kappa(every),
        pairs=[
            Pair(
                " · ".join(str(people[pk]) for pk in pair),
                counts.total(),
                kappa(counts) if counts.total() >= FEWEST else None,
            )
            for pair, counts in shown
        ],
    )
