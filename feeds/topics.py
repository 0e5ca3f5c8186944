"""The fixed list of topics, and which one an article is about.

Measured by the vectors alone on 1,063 full BBC articles of 2004-05 in five topics (entertainment counts as culture):
0.92 right when only the five may be chosen, 0.84 among all fourteen, where many of the rest are near misses (politics
as world, culture as sport). With THRESHOLD 0.98 of the articles get a topic, 0.845 of them the right one; at 0.20 it
would be 0.76 and 0.87.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TopicSpec:
    """A topic: its address, its English name, words that publishers' categories use for it, and what it is about.

    `about` is what the encoder reads: the topic's prototype is the mean of their vectors.
    """

    slug: str
    name: str
    words: frozenset[str]
    about: tuple[str, ...]


def _topic(slug: str, words: str, about: str) -> TopicSpec:
    sentences = tuple(f"News about {phrase}" for phrase in about.split(", "))
    return TopicSpec(slug, slug.capitalize(), frozenset([slug, *words.split()]), sentences)


# From the general to the particular: where a category's words name two, the later topic is meant ("World Health").
TOPICS = (
    _topic(
        "world",
        "international global foreign europe africa asia americas mideast weltnews monde mundo ausland",
        "war, conflict, diplomacy, refugees, disasters in other countries, troops, a ceasefire, the United Nations, "
        "an earthquake, a border dispute",
    ),
    _topic(
        "politics",
        "political politik politique política government election elections parliament congress senate policy",
        "government, parliament, ministers, parties, elections, laws, public policy, the prime minister, "
        "opposition leaders, voters, a manifesto, a bill in parliament",
    ),
    _topic(
        "business",
        "economy economics economic finance financial markets money companies industry jobs wirtschaft économie "
        "economía",
        "companies, markets, profits, shares, banks, trade, jobs, inflation, quarterly earnings, a takeover bid, "
        "the stock exchange, interest rates, oil prices",
    ),
    _topic(
        "technology",
        "tech computing computers software hardware internet web programming gadgets mobile cybersecurity ai developer "
        "developers linux technik technologie tecnología",
        "computers, software, the internet, mobile phones, video games, gadgets, online security, broadband users, "
        "a new handset, an operating system, hackers, artificial intelligence, programming",
    ),
    _topic(
        "science",
        "sciences scientific research physics chemistry biology archaeology mathematics wissenschaft ciencia",
        "research, physics, chemistry, biology, genetics, fossils, discoveries by scientists, an excavation, "
        "an experiment that researchers report in a journal",
    ),
    _topic(
        "space",
        "astronomy astronautics nasa esa cosmology planets raumfahrt espace espacio",
        "rockets, astronauts, satellites, planets, telescopes, missions to the Moon, Mars, a spacecraft launch, "
        "the space station, a galaxy seen by a telescope",
    ),
    _topic(
        "environment",
        "climate nature wildlife conservation energy sustainability green ecology umwelt klima environnement clima",
        "climate change, emissions, pollution, wildlife, forests, oceans, conservation, carbon dioxide, "
        "renewable energy, endangered species, drought, floods",
    ),
    _topic(
        "health",
        "medicine medical wellness fitness disease hospital nutrition covid vaccines gesundheit santé salud",
        "diseases, doctors, hospitals, medicines, vaccines, nutrition, mental health, patients in a clinical trial, "
        "symptoms, treatment, public health advice",
    ),
    _topic(
        "sport",
        "sports football soccer cricket rugby tennis golf basketball baseball hockey olympics cycling athletics "
        "motorsport f1 nba nfl deportes",
        "matches, goals, players, coaches, clubs, championships, the Olympics, the team that won the final, "
        "an injured striker, a tennis open, an athlete's record",
    ),
    _topic(
        "culture",
        "entertainment arts art music film films movie movies book books television tv theatre theater celebrity "
        "celebrities gaming comics photography kultur cultura",
        "films, music, television, books, theatre, art, actors, awards, a box office hit, an album in the charts, "
        "an Oscar nomination, a novel, a band on tour",
    ),
    _topic(
        "food",
        "cooking recipe recipes drink drinks restaurants cuisine dining baking wine essen cocina",
        "recipes, cooking, ingredients, restaurants, chefs, wine, baking, heating oil in a pan with onions, a new menu",
    ),
    _topic(
        "travel",
        "tourism trips destinations holidays vacation hotels reisen voyage viajes",
        "destinations, holidays, hotels, flights, journeys, cities and sights to visit, a weekend by train, a beach, "
        "a mountain hike, an itinerary",
    ),
    _topic(
        "local",
        "regional community neighbourhood neighborhood metro council county town",
        "the town council, neighbourhoods, roads, residents of a town or county, a planning application, "
        "a street that is closed, a village fair",
    ),
    _topic(
        "education",
        "schools school university universities students teachers learning teaching college bildung éducation "
        "educación",
        "schools, teachers, pupils, universities, exams, curricula, tuition fees, a classroom, a degree course, "
        "literacy",
    ),
)
SLUGS = tuple(topic.slug for topic in TOPICS)

# Cosine to the nearest prototype below which an article has no topic. Low, because a reader's page without topics
# cannot be kept varied, and a near miss does little harm.
THRESHOLD = 0.10
_WORDS = re.compile(r"\w+")


def topic_of(
    categories: Iterable[str] = (),
    vector: Sequence[float] | None = None,
    prototypes: Mapping[str, Sequence[float]] | None = None,
    *,
    usual: str | None = None,
) -> str | None:
    """The slug of the topic: what the publisher's categories say, else the feed's `usual` one, else the nearest.

    `vector` and the `prototypes` (slug to vector) are normalised. None when nothing is near enough.
    """
    named = _named(categories)
    if named or usual:
        return named or usual
    if vector is None or not prototypes:
        return None
    slug, cosine = max(((slug, _dot(vector, prototype)) for slug, prototype in prototypes.items()), key=lambda p: p[1])
    return slug if cosine >= THRESHOLD else None


def _named(categories: Iterable[str]) -> str | None:
    """The topic that most words of the categories name; among equals the more particular one."""
    words = [word for category in categories for word in _WORDS.findall(category.lower())]
    hits = [(sum(word in topic.words for word in words), place) for place, topic in enumerate(TOPICS)]
    most, place = max(hits)
    return TOPICS[place].slug if most else None


def _dot(one: Sequence[float], other: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))
