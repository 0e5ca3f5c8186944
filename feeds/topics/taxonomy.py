"""The fixed list of topics: fourteen that pages are divided by, and eighteen that say more of an article.

A first-level topic without a second one that fits stays as it is: not every piece about sport is about one of four.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TopicSpec:
    """A topic: its address, its English name, what it is about, and the topic it is part of (None: first level).

    `about` is what the encoder reads: the topic's prototype is the mean of their vectors.
    """

    slug: str
    name: str
    about: tuple[str, ...]
    parent: str | None = None


def _topic(slug: str, about: str, *, name: str = "", parent: str | None = None) -> TopicSpec:
    sentences = tuple(f"News about {phrase}" for phrase in about.split(", "))
    return TopicSpec(slug, name or slug.capitalize(), sentences, parent)


# From the general to the particular: where a category's words name two, the later topic is meant ("World Health").
FIRST_LEVEL = (
    _topic(
        "world",
        "war, conflict, diplomacy, refugees, disasters in other countries, troops, a ceasefire, the United Nations, "
        "an earthquake, a border dispute",
    ),
    _topic(
        "politics",
        "government, parliament, ministers, parties, elections, laws, public policy, the prime minister, "
        "opposition leaders, voters, a manifesto, a bill in parliament",
    ),
    _topic(
        "business",
        "companies, markets, profits, shares, banks, trade, jobs, inflation, quarterly earnings, a takeover bid, "
        "the stock exchange, interest rates, oil prices",
    ),
    _topic(
        "technology",
        "computers, software, the internet, mobile phones, video games, gadgets, online security, broadband users, "
        "a new handset, an operating system, hackers, artificial intelligence, programming",
    ),
    _topic(
        "science",
        "research, physics, chemistry, biology, genetics, fossils, discoveries by scientists, an excavation, "
        "an experiment that researchers report in a journal",
    ),
    _topic(
        "space",
        "rockets, astronauts, satellites, planets, telescopes, missions to the Moon, Mars, a spacecraft launch, "
        "the space station, a galaxy seen by a telescope",
    ),
    _topic(
        "environment",
        "climate change, emissions, pollution, wildlife, forests, oceans, conservation, carbon dioxide, "
        "renewable energy, endangered species, drought, floods",
    ),
    _topic(
        "health",
        "diseases, doctors, hospitals, medicines, vaccines, nutrition, mental health, patients in a clinical trial, "
        "symptoms, treatment, public health advice",
    ),
    _topic(
        "sport",
        "matches, goals, players, coaches, clubs, championships, the Olympics, the team that won the final, "
        "an injured striker, a tennis open, an athlete's record",
    ),
    _topic(
        "culture",
        "films, music, television, books, theatre, art, actors, awards, a box office hit, an album in the charts, "
        "an Oscar nomination, a novel, a band on tour",
    ),
    _topic(
        "food",
        "recipes, cooking, ingredients, restaurants, chefs, wine, baking, heating oil in a pan with onions, a new menu",
    ),
    _topic(
        "travel",
        "destinations, holidays, hotels, flights, journeys, cities and sights to visit, a weekend by train, a beach, "
        "a mountain hike, an itinerary",
    ),
    _topic(
        "local",
        "the town council, neighbourhoods, roads, residents of a town or county, a planning application, "
        "a street that is closed, a village fair",
    ),
    _topic(
        "education",
        "schools, teachers, pupils, universities, exams, curricula, tuition fees, a classroom, a degree course, "
        "literacy",
    ),
)
SECOND_LEVEL = (
    _topic(
        "markets",
        "share prices, the stock exchange, the dollar and the euro, bonds, the price of oil, traders and investors, "
        "gold, commodities",
        parent="business",
    ),
    _topic(
        "work",
        "unemployment, wages, trade unions, a strike, redundancies, employers and employees, home offices, careers",
        parent="business",
    ),
    _topic(
        "ai",
        "artificial intelligence, machine learning, neural networks, a chatbot, language models, self-driving software",
        name="Artificial intelligence",
        parent="technology",
    ),
    _topic(
        "security",
        "hackers, computer viruses, stolen passwords, phishing, spam, a flaw in software, encryption, a data breach",
        name="Online security",
        parent="technology",
    ),
    _topic(
        "games",
        "video games, games consoles, gamers, a game studio, e-sports, online role-playing games",
        name="Video games",
        parent="technology",
    ),
    _topic(
        "biology",
        "genes, evolution, cells, fossils of dinosaurs, the behaviour of animals, microbes, zoologists, DNA",
        parent="science",
    ),
    _topic(
        "physics",
        "particles, quantum mechanics, lasers, atoms, an accelerator, nuclear fusion, superconductors, dark matter",
        parent="science",
    ),
    _topic(
        "climate",
        "climate change, global warming, carbon dioxide emissions, glaciers melting, a heat wave, the climate summit",
        parent="environment",
    ),
    _topic(
        "wildlife",
        "wild animals, birds, endangered species, conservation of nature, poachers, rare plants, a nature reserve",
        parent="environment",
    ),
    _topic(
        "public-health",
        "an epidemic, vaccination campaigns, smoking bans, influenza, the health authority, obesity in the population",
        name="Public health",
        parent="health",
    ),
    _topic(
        "medicine",
        "a clinical trial of a drug, surgery, cancer treatment, gene therapy, patients in a clinic, medical research",
        parent="health",
    ),
    _topic(
        "football",
        "football clubs, the Premier League, a striker's goals, the World Cup, a transfer, a football manager, "
        "the cup final",
        parent="sport",
    ),
    _topic(
        "athletics",
        "sprinters, a marathon, the high jump, track and field, a world record in running, the indoor championships",
        parent="sport",
    ),
    _topic(
        "tennis",
        "a tennis tournament, Wimbledon, the top seed, the Davis Cup, a match in three sets, the women's tour",
        parent="sport",
    ),
    _topic(
        "rugby",
        "rugby union, the Six Nations, a fly-half, tries and scrums, the Lions tour, rugby league",
        parent="sport",
    ),
    _topic(
        "film",
        "films, cinema, a film director, the Oscars, the box office, a Hollywood actor, a film festival",
        parent="culture",
    ),
    _topic(
        "music",
        "songs and albums, a rock band, the charts, a concert, a singer's tour, an orchestra, the Grammy awards",
        parent="culture",
    ),
    _topic(
        "books",
        "novels, authors, publishers, a literary prize, poetry, a bestseller, libraries",
        parent="culture",
    ),
)
# Parents before their children, each level in its own order.
TOPICS = (*FIRST_LEVEL, *SECOND_LEVEL)
SLUGS = tuple(topic.slug for topic in TOPICS)
PARENTS = {topic.slug: topic.parent for topic in TOPICS}


def first_level(slug: str) -> str:
    """The first-level topic that this one is, or is part of."""
    return PARENTS[slug] or slug
