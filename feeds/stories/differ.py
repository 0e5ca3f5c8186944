"""What the publishers of one event agree on, where their figures differ, and what only one of them names. Pure.

By words alone and without judging who is right: figures with what they count, and names of several words. Texts are
compared within one language. Where a script has no capitals there are no names, and figures are what is compared.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

READ = 6_000  # characters of a publisher: news says what matters first, and a page must not wait
MOST_VALUES = 3  # of one publisher for one unit; more are a table, not a statement
SHOWN = 6  # of each kind: a reader compares, and does not audit
_NUMBER = r"\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+(?![\d])|\d+(?:[.,]\d+)?"
_FIGURE = re.compile(
    rf"(?<![\w.,:/-])(?P<money>[€$£¥]\s?)?(?P<number>{_NUMBER})(?![\w:/]|[.,]\d)"
    r"(?P<after>\s?%|(?:[ \u00a0-][^\W\d_]+){0,2})"
)
_THOUSANDS = re.compile(r"[.,\u00a0\u202f ](?=\d{3}(?:\D|$))")
# Words that make a number larger; the word behind them is what is counted.
_LARGER = (
    "hundred thousand million millions billion billions trillion m bn tausend millionen milliarden milliarde mille "
    "milliard milliards mil millón millones"
)
# What stands behind a number and is not what it counts.
_SMALL = (
    "a an and are as at by for from had has have in is it of on or per than that the this to was were when which who "
    "will with after before more other others out und oder der die das den dem des in im von vom zu zum zur mit auf "
    "für de du des la le les et en à au aux un une que qui pour par sur dans el los las y o del con por para se su al "
    "january february march april may june july august september october november december am pm"
)
_SCALES, _EMPTY = frozenset(_LARGER.split()), frozenset(_SMALL.split())
_NAME_WORD = r"[^\W\d_a-zà-öø-ÿ][\w’'-]+"
_NAME = re.compile(rf"{_NAME_WORD}(?:[ \u00a0](?:(?:of|de|del|della|van|von|der|la|al|bin|and) )?{_NAME_WORD})+")
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Version:
    """What one publisher tells: `key` says which publisher, all its pieces together."""

    key: int
    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Contested:
    """Publishers give different figures of the same thing: each with its own, as it printed them."""

    unit: str
    said: tuple[tuple[int, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Alone:
    """What only one publisher has."""

    key: int
    names: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Differences:
    """Of all languages together; empty where fewer than two publishers can be compared."""

    agreed: tuple[str, ...] = ()
    contested: tuple[Contested, ...] = ()
    alone: tuple[Alone, ...] = ()


@dataclass(slots=True)
class _Teller:
    """One publisher in one language; figures by what they count, then by value, as printed."""

    key: int
    figures: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    names: list[str] = field(default_factory=list)
    words: frozenset[str] = frozenset()


def differ(versions: Iterable[Version]) -> Differences:
    """Compare what was published about one event."""
    texts: dict[str, dict[int, str]] = defaultdict(dict)
    for one in versions:
        of_language = texts[re.split(r"[-_]", one.language.lower())[0]]
        of_language[one.key] = f"{of_language.get(one.key, '')}\n{one.text}"[:READ]
    agreed: list[str] = []
    contested: list[Contested] = []
    alone: list[Alone] = []
    for of_language in texts.values():
        tellers = _tellers(of_language)
        if len(tellers) > 1:
            agreed += _agreed(tellers)
            contested += _contested(tellers)
            alone += _alone(tellers)
    return Differences(tuple(agreed[:SHOWN]), tuple(contested[:SHOWN]), tuple(alone))


def _tellers(texts: Mapping[int, str]) -> list[_Teller]:
    small = {word for text in texts.values() for word in _WORD.findall(text) if word[:1].islower()}
    found = []
    for key, text in texts.items():
        teller = _Teller(key, words=frozenset(word.casefold() for word in _WORD.findall(text)))
        for match in _FIGURE.finditer(text):
            _note(teller, match)
        teller.names = list(dict.fromkeys(name for it in _NAME.finditer(text) if (name := _trimmed(it[0], small))))
        found.append(teller)
    return found


def _note(teller: _Teller, match: re.Match[str]) -> None:
    """Keep a figure that counts something; a bare number is a date, a score, a place in a list."""
    number = _THOUSANDS.sub("", match["number"]).replace(",", ".")
    after = match["after"].strip(" \u00a0-").split()
    scale = after.pop(0) if after and after[0].casefold() in _SCALES else ""
    money = (match["money"] or "").strip()
    thing = "" if not after or after[0].casefold() in _EMPTY else after[0]
    unit = money or thing
    if not unit or (not scale and not money and thing != "%" and _is_year(number)):
        return
    printed = " ".join(filter(None, [f"{money}{match['number']}", scale, "" if money else thing]))
    key = unit.casefold()
    known = teller.figures[key.removesuffix("s") if len(key) > 3 else key]  # noqa: PLR2004  "years" and "year", not "us"
    known.setdefault(f"{number} {scale.casefold()}", printed.replace(" %", "%"))


def _is_year(number: str) -> bool:
    return len(number) == 4 and number[:2] in {"19", "20"}  # noqa: PLR2004  digits of a year


def _trimmed(name: str, small: set[str]) -> str:
    """Without what begins a sentence and is no name: a word that elsewhere is written small. Empty if one is left."""
    words = name.split()
    while words and words[0].casefold() in small | _EMPTY:
        words.pop(0)
    return " ".join(words) if len(words) > 1 else ""


def _agreed(tellers: Sequence[_Teller]) -> list[str]:
    """Figures and names that every publisher has, as the first one printed them."""
    first, *others = tellers
    figures = [
        printed
        for unit, values in first.figures.items()
        for value, printed in values.items()
        if all(value in other.figures.get(unit, {}) for other in others)
    ]
    names = [name for name in first.names if all(_says(other, name) for other in others)]
    return [*figures, *names]


def _contested(tellers: Sequence[_Teller]) -> list[Contested]:
    found = []
    for unit in dict.fromkeys(unit for teller in tellers for unit in teller.figures):
        said = [(it.key, it.figures[unit]) for it in tellers if it.figures.get(unit)]
        is_table = any(len(values) > MOST_VALUES for _key, values in said)
        if len(said) > 1 and not is_table and not set.intersection(*(set(values) for _key, values in said)):
            found.append(Contested(unit, tuple((key, tuple(values.values())) for key, values in said)))
    return found


def _alone(tellers: Sequence[_Teller]) -> list[Alone]:
    found = []
    for teller in tellers:
        others = [other for other in tellers if other is not teller]
        names = [name for name in teller.names if not any(_says(other, name) for other in others)]
        figures = [
            printed
            for unit, values in teller.figures.items()
            if not any(other.figures.get(unit) for other in others)
            for printed in values.values()
        ]
        if names or figures:
            found.append(Alone(teller.key, tuple(names[:SHOWN]), tuple(figures[:SHOWN])))
    return found


def _says(teller: _Teller, name: str) -> bool:
    """The last word is enough: “Elena Marsh” is “Mayor Marsh” elsewhere."""
    return name.rsplit(maxsplit=1)[-1].casefold() in teller.words
