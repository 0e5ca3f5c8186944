"""Who the simulated readers are, and what they like: the same people for the same seed."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from aggregator.demo.behaviour import Tastes

NAMES = (
    *("Aino", "Bartek", "Carmela", "Dagny", "Eskil", "Farida", "Goran", "Halima", "Iselin", "Jovan"),
    *("Katinka", "Levan", "Malin", "Nadir", "Ottoline", "Pavo", "Quirin", "Rosalba", "Sindre", "Tamsin"),
    *("Ulrik", "Vesna", "Wanja", "Xenia", "Yorick", "Zdenka", "Amadou", "Birte", "Cosmo", "Deniz"),
    *("Elsbeth", "Fintan", "Gudrun", "Hamid", "Ilmari", "Jolanda", "Kwame", "Ludovica", "Meike", "Nuria"),
)
# How likely they open a card of their first, second and third topic.
APPEAL = (0.55, 0.38, 0.24)


@dataclass(frozen=True, slots=True)
class Person:
    """One simulated reader."""

    name: str
    email: str
    tastes: Tastes


def dice(*what: str | int) -> Random:
    """The dice of one thing: the same for the same words."""
    return Random(" ".join(map(str, what)))  # noqa: S311  dice, no secret


def people(topics: Sequence[str], *, seed: int) -> list[Person]:
    """All of them; three topics each."""
    return [_person(name, topics, dice(seed, name)) for name in NAMES]


def _person(name: str, topics: Sequence[str], rng: Random) -> Person:
    liked = rng.sample(list(topics), len(APPEAL))
    appeal = {topic: round(p * rng.uniform(0.85, 1.15), 3) for topic, p in zip(liked, APPEAL, strict=True)}
    return Person(name, f"{name.lower()}@newsroom.example", Tastes(appeal, curiosity=round(rng.uniform(0.02, 0.06), 3)))
