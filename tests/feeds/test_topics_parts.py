"""The second level on headlines that nothing was fitted to, written for this test by one who knew the list."""

import pytest

from feeds.embed import encode
from feeds.topics import load, topic_of
from feeds.topics.learned import guess

HEADLINES = {
    "markets": ("Gold climbs as the dollar slips to a two-year low", "Bond yields jump after the rate decision"),
    "work": ("Train drivers walk out over pay for a second week", "Four in ten want to go on working from home"),
    "ai": ("Chatbot writes exam essays that teachers cannot tell apart", "A neural network learns to read X-rays"),
    "security": ("Ransomware shuts down a hospital's computers", "Passwords of two million customers leaked"),
    "games": ("The long-awaited sequel sells out on every console", "Speedrunner finishes the game in eleven minutes"),
    "biology": ("Gene editing brings back an extinct moth's colours", "Bacteria found that live on plastic alone"),
    "physics": ("Collider sees a particle nobody expected", "Most precise clock yet measures gravity on a tabletop"),
    "climate": ("Hottest September since records began", "Emissions must halve by 2035, panel of scientists says"),
    "wildlife": ("Wolves return to the valley after a century", "Sea turtles nest on the beach again"),
    "public-health": ("Measles spreads in schools with few vaccinations", "Ministry warns of contaminated tap water"),
    "medicine": ("New pill halves migraine attacks in trial", "Surgeons transplant a pig's kidney into a patient"),
    "football": ("Late penalty sends United into the semi-finals", "Goalkeeper signs for Real for a record fee"),
    "athletics": ("Sprinter runs the 200 metres in under 20 seconds", "Marathon record falls in Berlin"),
    "tennis": ("Qualifier stuns the top seed in five sets", "She saves two match points at Wimbledon"),
    "rugby": ("Scrum-half ruled out of the Six Nations", "Late try gives the All Blacks victory"),
    "film": ("Debut director wins the Golden Palm", "The thriller leads the box office for a third weekend"),
    "music": ("Band announces farewell tour after thirty years", "Her new album goes straight to number one"),
    "books": ("Novelist wins the Booker prize with a family saga", "Publisher finds an unknown manuscript of the poet"),
}


@pytest.mark.timeout(120)
def test_most_headlines_get_their_part_and_few_a_wrong_one() -> None:
    known = [(slug, text) for slug, texts in HEADLINES.items() for text in texts]
    found = [topic_of(guessed=one) for one in guess(encode([text for _slug, text in known]), load())]
    right = sum(one == slug for one, (slug, _text) in zip(found, known, strict=True))
    wrong = sum(one in HEADLINES and one != slug for one, (slug, _text) in zip(found, known, strict=True))
    assert (right >= 27, wrong <= 2) == (True, True)  # 31 and 0 of 36 when this was written; the others have no part
