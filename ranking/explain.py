"""EXPLAIN: why a card is there, from the real terms of its value, as codes to store and sentences to read."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_  # noqa: N812  the usual name: marks words, translates later

from ranking import params
from ranking.types import Candidate, Features, Placed, Policy, Reason, SlotKind, Taste

ENGAGEMENT = ("like", "comment", "playtime", "play")
# What speaks for a piece before anything is known of reader or article; keeps a faint likeness from claiming it all.
GENERAL = 1.0
LARGEST = 3
SENTENCES_KEPT = 5_000  # 2 MB: of 7,500 sentences on 150 pages 220 differ; to put one together costs 25 us
TITLE_MOST = 120  # letters: two lines of a card
FAINT = 0.05  # of all that counted: a twentieth decided nothing, so it is no reason, unless there is no other
# Clicks of a reader on a topic or an author, decayed: below it they opened one piece and liked it, perhaps, or two.
OFTEN = 3.0
# At most four pieces a day: the sentence would not be true of a larger publisher, though the term is not 0 there.
SMALL = 0.6
# What a feature must reach for its sentence to be true; below it the term counts as general. Cosines: pieces of one
# topic lie at .35 to .65 on MiniLM, of two at .08 to .25. Lifts: ln 2, twice the usual. Heat: five fresh openings.
LEAST: Mapping[str, float] = {
    "cos_long": 0.35,
    "cos_short": 0.35,
    "cos_recent": 0.35,
    "topic_taste": 0.7,
    "feed_taste": 0.7,
    "click_rate": 0.7,
    "heat": 1.8,
    "co_recent": 3.0,  # one in fifty of the readers of what was opened last
    "co_readers": 3.0,
    "freshness": 0.5,  # a day old
    "coverage": 1.0,  # two pieces
}

# The features that a reader can recognise, and the reason each one gives.
CODES: Mapping[str, str] = {
    "cos_long": "like_your_interests",
    "cos_short": "like_today",
    "cos_recent": "like_last_opened",
    "topic_taste": "topic_you_open",
    "feed_taste": "author_you_open",
    "follows_topic": "topic_you_follow",
    "follows_author": "author_you_follow",
    "click_rate": "popular",
    "heat": "popular",
    "co_recent": "read_next",
    "co_readers": "read_next",
    "freshness": "new",
    "coverage": "big_story",
}
_TOLD_BY: Mapping[str, int] = {name: at for at, name in enumerate(params.FEATURES) if name in CODES}
# One likeness said three ways is one reason: the strongest speaks, with the share of all.
LIKENESS = frozenset({"like_your_interests", "like_today", "like_last_opened"})
TERMS: Mapping[str, str] = {"creator": "small_author", "story": "first_to_report", "same_author_seen": "more_of_author"}
PLACES: Mapping[SlotKind, str] = {
    SlotKind.HORIZON: "horizon",
    SlotKind.FRESH: "fresh_place",
    SlotKind.FORCED: "pinned",
}
SENTENCES: Mapping[str, str] = {
    "like_your_interests": N_("It is close to what you have read so far."),
    "like_today": N_("It is close to what you read lately."),
    "like_last_opened": N_("It is close to one of the last pieces you opened."),
    "topic_you_open": N_("You often open pieces on %(topic)s."),
    "author_you_open": N_("You often open pieces by %(author)s."),
    "topic_you_opened": N_("You opened a piece on %(topic)s."),
    "author_you_opened": N_("You opened a piece by %(author)s."),
    "topic_you_follow": N_("You follow %(topic)s."),
    "author_you_follow": N_("You follow %(followed)s."),
    "popular": N_("Readers open it more often than most."),
    "read_next": N_("Readers of “%(read)s” opened this, too."),
    "new": N_("It is new."),
    "big_story": N_("Others report on it too."),
    "small_author": N_("%(author)s publishes little, and who does is helped a little here."),
    "first_to_report": N_("%(author)s was first to report it."),
    "more_of_author": N_("You were shown another piece by %(author)s today; one more goes well with it."),
    "horizon": N_("Beyond your usual: you have hardly met %(topic)s here."),
    "fresh_place": N_("New here: few readers have had the chance to see it."),
    "drawn": N_("Drawn evenly from all that could stand here, so that the site learns what it overlooks."),
    "pinned": N_("The editors put it on everybody's page."),
}
# What stands for a name that is not known.
UNNAMED: Mapping[str, str] = {
    "topic": N_("this topic"),
    "author": N_("this publisher"),
    "followed": N_("this publisher"),
    "read": N_("what you opened last"),
}
# Whom a sentence names. One that names nobody is put together once, not once for each author and topic.
NAMED: Mapping[str, tuple[str, ...]] = {
    code: tuple(name for name in UNNAMED if f"%({name})s" in words) for code, words in SENTENCES.items()
}
GENERALLY = N_("No single reason: taken together, it ranked high enough.")


def explain(
    placed: Sequence[Placed], names: Mapping[int, Mapping[str, str]], taste: Taste, opening: Mapping[str, float]
) -> list[Placed]:
    """Each with its three largest reasons; `names` gives topic and author of each article id, `taste` is its reader's,
    `opening` the coefficients by which P(play) was predicted.
    """

    def why(it: Placed) -> tuple[Reason, ...]:
        return reasons(it, names.get(it.valued.candidate.article_id, {}), taste, opening)

    return [replace(it, reasons=why(it)) for it in placed]


def reasons(
    placed: Placed, names: Mapping[str, str], taste: Taste, opening: Mapping[str, float] = params.HEADS["p_play"]
) -> tuple[Reason, ...]:
    """The place first when it was explored, then the largest positive parts of the value with their shares."""
    terms = placed.valued.terms
    parts: dict[str, float] = {TERMS[name]: terms.get(name, 0.0) for name in TERMS}
    if placed.valued.features.values[params.FEATURES.index("smallness")] < SMALL:
        parts["general"] = parts.pop("small_author")
    engagement = sum(terms.get(name, 0.0) for name in ENGAGEMENT)
    for code, weight in _engagement(placed.valued.features, opening).items():
        parts[code] = parts.get(code, 0.0) + engagement * weight
    parts = _as_often(_one_likeness(parts), placed.valued.candidate, taste)
    total = sum(it for it in parts.values() if it > 0) or 1.0
    telling = [code for code in parts if parts[code] > 0 and code != "general"] or ["general"]
    largest = sorted(telling, key=lambda code: -parts[code])[:LARGEST]
    largest = [code for code in largest if parts[code] >= FAINT * total] or largest[:1]
    found = [Reason(code, _told(code, names), round(parts[code] / total, 3)) for code in largest]
    if placed.policy == Policy.RANDOM:
        return (Reason("drawn", _told("drawn", names), 1.0), *found[: LARGEST - 1])
    if placed.kind in PLACES:
        return (Reason(PLACES[placed.kind], _told(PLACES[placed.kind], names), 1.0), *found[: LARGEST - 1])
    return tuple(found)


def _one_likeness(parts: Mapping[str, float]) -> dict[str, float]:
    """The likenesses as one, under the code of the strongest."""
    alike = [code for code in parts if code in LIKENESS]
    if not alike:
        return dict(parts)
    rest = {code: part for code, part in parts.items() if code not in LIKENESS}
    return {**rest, max(alike, key=lambda code: parts[code]): sum(parts[code] for code in alike)}


def _as_often(parts: Mapping[str, float], candidate: Candidate, taste: Taste) -> dict[str, float]:
    """Once is not often: whose few clicks are a follow, follows; who opened one piece or two, opened a piece."""
    topic, author = taste.topics.get(candidate.topic_id or 0), taste.authors.get(candidate.author)
    said = dict(parts)
    for kind, counts in (("topic", topic), ("author", author)):
        part = said.pop(f"{kind}_you_open", 0.0)
        clicks = counts.clicks if counts is not None else 0.0
        few = f"{kind}_you_follow" if f"{kind}_you_follow" in said else f"{kind}_you_opened"
        code = f"{kind}_you_open" if clicks >= OFTEN else few
        said[code] = said.get(code, 0.0) + part
    return said


def _engagement(features: Features, head: Mapping[str, float]) -> dict[str, float]:
    """How much of P(play) each feature explains: its positive share of the log-odds, the rest is general."""
    known = features.values
    pull = {name: weight for name, at in _TOLD_BY.items() if (weight := head.get(name, 0.0) * known[at]) > 0}
    total = GENERAL + sum(pull.values())
    parts: dict[str, float] = {"general": GENERAL / total}
    for name, weight in pull.items():
        code = CODES[name] if known[_TOLD_BY[name]] >= LEAST.get(name, 0.0) else "general"
        parts[code] = parts.get(code, 0.0) + weight / total
    return parts


def _told(code: str, names: Mapping[str, str]) -> dict[str, str]:
    """What the sentence of this code may say. A title is long, and impressions are the largest table."""
    return {name: it[:TITLE_MOST] for name, it in names.items() if it and (name != "read" or code == "read_next")}


def sentence(reason: Mapping[str, object]) -> str:
    """A stored reason in the reader's language; a code of another version gets the general sentence."""
    code, given = str(reason.get("code")), reason.get("params")
    names = given if isinstance(given, Mapping) else {}
    told = {**names, "followed": names.get("followed") or names.get("author")}
    return _said(get_language(), code, *(str(told.get(name) or "") for name in NAMED.get(code, ())))


@lru_cache(maxsize=SENTENCES_KEPT)
def _said(language: str | None, code: str, *told: str) -> str:  # noqa: ARG001  what it is kept by
    names = dict(zip(NAMED.get(code, ()), told, strict=True))
    values = {name: it or _(UNNAMED[name]) for name, it in names.items()}
    if names.get("topic"):
        values["topic"] = _(names["topic"])
    return _(SENTENCES.get(code, GENERALLY)) % values
