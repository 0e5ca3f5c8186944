"""MATCH: which checked claims an article is about, and whether it repeats them. The order of the steps."""

from collections.abc import Callable, Mapping, Sequence

from moderation.evidence import Reading, Sentence, words
from moderation.letters import plain
from moderation.references.library import Candidate, Entry, Library
from moderation.references.likeness import likeness
from moderation.references.params import MEANT, MEANT_AT, SHOWN, SHOWN_AT, SURE_AT, SURE_WORDS, TELLING
from moderation.references.stance import stance, takes_back
from moderation.references.wording import figures, numbers
from moderation.types import Known, Stance

# For sentences, and the ids of the references that each may repeat, the cosines by id; none for what has no vector.
Meaning = Callable[[Sequence[tuple[str, Sequence[int]]]], Sequence[Mapping[int, float]]]


def match(reading: Reading, library: Library, *, meaning: Meaning | None = None, site: str = "") -> tuple[Known, ...]:
    """The checked claims that the article is about, the most alike first, each by its likeliest sentence.

    Without `meaning` by the words alone. `site` is the host of the article: a fact-checker's own repeats no claim.
    """
    # 1. what shares words with a claim
    said = [list(dict.fromkeys(filter(None, numbers(sentence.tokens)))) for sentence in reading.sentences]
    found = library.candidates(said)
    if not found:
        return ()

    # 2. what means the same
    alike = _weighed(reading.sentences, found, library, meaning)

    # 3. the best sentence of each claim
    best: dict[int, tuple[float, float | None, Candidate]] = {}
    for value, cosine, one in alike:
        if value >= SHOWN_AT and value > best.get(one.entry, (0.0, None, one))[0]:
            best[one.entry] = value, cosine, one
    shown = sorted(best.values(), key=lambda row: (-row[0], row[2].entry))[:SHOWN]

    # 4. which side it takes
    return tuple(_known(reading, library, shown, site))


def _weighed(
    sentences: Sequence[Sentence], found: Sequence[Candidate], library: Library, meaning: Meaning | None
) -> list[tuple[float, float | None, Candidate]]:
    if meaning is None:
        return [(likeness(one.words, one.back, None), None, one) for one in found]
    by_sentence: dict[int, list[Candidate]] = {}
    for one in sorted(found, key=lambda one: -(one.words + one.back)):
        if one.words + one.back < MEANT_AT:
            break
        by_sentence.setdefault(one.sentence, []).append(one)
    asked = dict(list(by_sentence.items())[:MEANT])
    if not asked:
        return []
    cosines = meaning(
        [(sentences[at].text, [library.entries[one.entry].reference_id for one in some]) for at, some in asked.items()]
    )
    weighed: list[tuple[float, float | None, Candidate]] = []
    for (_at, some), known in zip(asked.items(), cosines, strict=True):
        for one in some:
            cosine = known.get(library.entries[one.entry].reference_id)
            weighed.append((likeness(one.words, one.back, cosine), cosine, one))
    return weighed


def _known(
    reading: Reading,
    library: Library,
    shown: Sequence[tuple[float, float | None, Candidate]],
    site: str,
) -> list[Known]:
    matched = [
        (reading.sentences[one.sentence], stance(reading.sentences[one.sentence], library.entries[one.entry].claim))
        for _value, _cosine, one in shown
    ]
    instead = takes_back(reading, matched)
    rows = []
    for (value, cosine, one), (sentence, own) in zip(shown, matched, strict=True):
        entry = library.entries[one.entry]
        rows.append(
            Known(
                reference_id=entry.reference_id,
                start=sentence.start,
                end=sentence.end,
                stance=_together(own, instead, reading, is_checker=bool(site) and site == entry.site),
                likeness=value,
                words=one.words,
                meaning=cosine,
                verdict=entry.verdict,
                is_grave=entry.is_grave,
                is_sure=reading.is_english and _is_sure(value, one, sentence, entry),
                said=entry.said,
            )
        )
    return rows


def _together(own: Stance, instead: Stance | None, reading: Reading, *, is_checker: bool) -> Stance:
    """The sentence's own stance and that of the article around it. The guards read English only."""
    if is_checker:
        return Stance.DENIES
    if not reading.is_english:
        return Stance.REPORTS
    return instead if instead is not None and own is Stance.REPEATS else own


def _is_sure(value: float, one: Candidate, sentence: Sentence, entry: Entry) -> bool:
    """Alike enough to keep an article from readers: nearly the same words, and no other figures."""
    is_alike = value >= SURE_AT and one.words >= SURE_WORDS and len(entry.wording) >= TELLING
    return is_alike and figures(words(plain(entry.claim))) <= figures(sentence.tokens)
