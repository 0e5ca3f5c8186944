"""Words that are hidden from word lists, and the words that only look so."""

import pytest

from moderation.evidence import read
from moderation.judge import judge
from moderation.letters import plain
from moderation.types import Evidence, Zone

FILLER = "The council met on Monday and spoke about the new road. "
SNEAKY = [
    "Gаrlic сures сancer",  # Cyrillic а and с
    "Gar\u200blic c\u200dures can\u2060cer",
    "Gar\u00adlic cures can\u00adcer",
    "Gar\u3164lic cures can\u2800cer",
    "Gar\ufe0flic cur\u034fes can\U000e0061cer",
    "Gar\x08lic cures can\x1fcer",
    "Gar\ud800lic cures can\udfffcer",
    "G🍀a🍀r🍀l🍀i🍀c c🍀u🍀r🍀e🍀s c🍀a🍀n🍀c🍀e🍀r",
    "Garlic cu🔥res can🔥cer",
    "Garlic🧄cures🧄cancer",
    "🅶🅰🆁🅻🅸🅲 🅲🆄🆁🅴🆂 🅲🅰🅽🅲🅴🆁",
    "🇬🇦🇷🇱🇮🇨 🇨🇺🇷🇪🇸 🇨🇦🇳🇨🇪🇷",
    "ɢᴀʀʟɪᴄ ᴄᴜʀᴇꜱ ᴄᴀɴᴄᴇʀ",
    "𝐆𝐚𝐫𝐥𝐢𝐜 𝐜𝐮𝐫𝐞𝐬 𝐜𝐚𝐧𝐜𝐞𝐫",
    "Ꮐarlic cures Ꮯancer",
    "Gⱥrlic cures cancɇr",
    "G̶a̶r̶l̶i̶c̶ c̶u̶r̶e̶s̶ c̶a̶n̶c̶e̶r̶",
    "G\u00a0a\u00a0r\u00a0l\u00a0i\u00a0c\u00a0c\u00a0u\u00a0r\u00a0e\u00a0s\u00a0c\u00a0a\u00a0n\u00a0c\u00a0e\u00a0r",
    "G4rlic cur3s c4nc3r",
    "Garlic c*res canc*r",
    "Garliiic cuuures canceeer",
    "#GarlicCuresCancer",
    "\u202erecnac seruc cilraG\u202c",
    "\u202eGarlic cures cancer\u202c",
]


@pytest.mark.parametrize("claim", SNEAKY, ids=ascii)
@pytest.mark.parametrize("place", ["title", "text"])
def test_a_disguised_claim_is_held(claim: str, place: str) -> None:
    evidence = Evidence(claim, FILLER) if place == "title" else Evidence("News", f"{FILLER}{claim}. {FILLER}")
    assert judge(evidence)[1].zone is Zone.HOLD


@pytest.mark.parametrize(
    "text",
    [
        "Blackberries, gooseberries and a counterattack in the YouTube era",
        "The 5* hotel **really** won 3 stars",
        "Aaah, www.example.org and the IIIrd legion",
        "G7 leaders met at 10am → talks resume at 4pm",
        "Rock ⚡ roll",
    ],
)
def test_ordinary_words_stay_as_they_are(text: str) -> None:
    assert plain(text) == text


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Garlic: the one thing that", "cures cancer in a week."),
        ("Garlic", "It cures cancer."),
        ("Health", "Garlic\ncures\ncancer\nThe rest follows."),
        ("Health", "Garlic. Cures. Cancer. The rest follows."),
    ],
)
def test_a_claim_in_pieces_is_held(title: str, text: str) -> None:
    assert judge(Evidence(title, text))[1].zone is Zone.HOLD


def test_the_place_of_a_backward_claim_is_one_sentence() -> None:
    text = f"{FILLER}\u202e.recnac seruc ti .cilrag tae\u202c {FILLER}"
    (backward,) = [it for it in read(Evidence("News", text)).sentences if "\u202e" in it.original]
    assert backward.text.startswith("eat garlic. it cures cancer.")
