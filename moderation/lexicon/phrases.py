"""A list of words and phrases, and where they stand in a row of tokens."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field


def words(block: str) -> list[str]:
    """The entries of a comma-separated block of text."""
    return [" ".join(part.split()) for part in block.split(",") if part.strip()]


def plural(word: str) -> str:
    """The regular English plural; odd ones are listed by hand."""
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases by their first token, the longest first, so that "sea salt water" is found before "salt"."""

    by_first: dict[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)

    def may_stand_in(self, vocabulary: Collection[str]) -> bool:
        """One of the phrases may be in a text of these words: told by first words, once for many sentences."""
        return not self.by_first.keys().isdisjoint(vocabulary)

    def find(self, tokens: Sequence[str]) -> list[tuple[int, int]]:
        """Start and end of every phrase in the tokens; a token belongs to one phrase."""
        if self.by_first.keys().isdisjoint(tokens):  # most sentences: told in C
            return []
        found: list[tuple[int, int]] = []
        free = 0
        for at, token in enumerate(tokens):
            if at < free or token not in self.by_first:
                continue
            for phrase in self.by_first[token]:
                end = at + len(phrase)
                if tuple(tokens[at:end]) == phrase:
                    found.append((at, end))
                    free = end
                    break
        return found

    def anywhere(self, tokens: Sequence[str]) -> bool:
        """One of the phrases is there."""
        return bool(self.find(tokens))


def phrases(entries: Iterable[str], *, plurals: bool = False) -> Phrases:
    """Phrases of these entries; with `plurals` also of their last word in the plural."""
    by_first: dict[str, set[tuple[str, ...]]] = {}
    for entry in entries:
        parts = tuple(entry.replace("-", " ").split())
        forms = [parts, (*parts[:-1], plural(parts[-1]))] if plurals else [parts]
        for form in forms:
            by_first.setdefault(form[0], set()).add(form)
    return Phrases({first: tuple(sorted(some, key=lambda p: (-len(p), p))) for first, some in by_first.items()})


@dataclass(frozen=True, slots=True)
class Categories:
    """Phrases of several lists at once: how many of each list a row of tokens holds, in one pass."""

    names: tuple[str, ...]
    by_first: dict[str, tuple[tuple[tuple[str, ...], int], ...]]

    def count(self, tokens: Sequence[str]) -> list[int]:
        """Matches by list, in the order of `names`. Lists may share words; each counts its own."""
        counts = [0] * len(self.names)
        for at, token in enumerate(tokens):
            for phrase, name in self.by_first.get(token, ()):
                if len(phrase) == 1 or tuple(tokens[at : at + len(phrase)]) == phrase:
                    counts[name] += 1
        return counts


def categories(lists: Mapping[str, Phrases]) -> Categories:
    """One index over these lists."""
    by_first: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for at, some in enumerate(lists.values()):
        for first, options in some.by_first.items():
            by_first.setdefault(first, []).extend((option, at) for option in options)
    return Categories(tuple(lists), {first: tuple(options) for first, options in by_first.items()})
