"""NEEDS: a pattern is looked for only where the words stand that it cannot match without.

A word is found in a set in a thousandth of the time of a pattern, and most articles lack those of most patterns.
"""

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from itertools import product
from re import _constants, _parser  # type: ignore[attr-defined]  # as `re` itself reads a pattern, so both agree
from typing import Any, Union

_EDGE = "\0"  # stands where a word has to begin or end
_EDGES = (_constants.AT_BOUNDARY, _constants.AT_BEGINNING, _constants.AT_END)
_WORD = re.compile(r"(?<=\W)(?:[a-z]+|\d+)(?=\W)")  # a whole one, of letters or of digits alone, as a vocabulary has it
_ENDS_WORD = re.compile(r"\W\Z")
_BEGIN_NONE = ({_EDGE}, {" "})  # what follows a whole word
_SHORTEST = 2  # characters: every text has each single letter
_RARE = frozenset("#%&+=")  # the single characters that few texts have
_MOST = 16  # ways to spell a run of letters; of more each tells less


@dataclass(frozen=True, slots=True)
class Run:
    """Letters in a row, and the whole words among them."""

    letters: str
    words: frozenset[str]


# Each is a choice, and of each choice one stands: a run of letters, or all that a branch needs.
Needs = tuple[tuple[Union[Run, "Needs"], ...], ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression, and what stands in whatever it matches."""

    regex: re.Pattern[str]
    needs: Needs

    def search(self, text: str, vocabulary: AbstractSet[str]) -> re.Match[str] | None:
        """Its first match in a lower-case text, as `re` says it. `vocabulary` are the words of this text, or more."""
        return self.regex.search(text) if _stand(self.needs, text, vocabulary) else None


def vocabulary(tokens: Iterable[str]) -> frozenset[str]:
    """The words of a text, from its tokens (`evidence.words`): also the parts of "don't"."""
    found = set(tokens)
    return frozenset(found.union(*(token.split("'") for token in found if "'" in token)))


@cache
def pattern(*expressions: str) -> Pattern:
    """Any of the expressions, which take no flags."""
    expression = "|".join(expressions)
    return Pattern(re.compile(expression), _needs(_parser.parse(expression)))


def _stand(needs: Needs, text: str, vocabulary: AbstractSet[str]) -> bool:
    for choice in needs:
        for one in choice:
            if isinstance(one, Run):
                if one.words.issubset(vocabulary) and one.letters in text:
                    break
            elif _stand(one, text, vocabulary):
                break
        else:
            return False
    return True


def _needs(steps: Sequence[tuple[Any, Any]], before: str = "", after: str = "") -> Needs:
    """What every match of these steps in a row holds. `before` and `after` are the edges of words that it stands at."""
    needs: Needs = ()
    run = {before}
    for at, step in enumerate(steps):
        spelt = _spelt(step)
        if spelt is not None and len(run) * len(spelt) <= _MOST:
            run = {one + another for one, another in product(run, spelt)}
            continue
        following = _spelt(steps[at + 1]) if at + 1 < len(steps) else {after}
        left = _EDGE if all(map(_ENDS_WORD.search, run)) else ""
        needs += _told(run) + _inside(step, left, _EDGE if following in _BEGIN_NONE else "")
        run = {""}
    return needs + _told({one + after for one in run})


def _told(run: set[str]) -> Needs:
    """One of these spellings stands; nothing, if one is so short that every text has it."""
    some = [Run(one.replace(_EDGE, ""), frozenset(_WORD.findall(one))) for one in sorted(run)]
    is_rare = all(len(one.letters) >= _SHORTEST or one.letters in _RARE for one in some)
    return (tuple(some),) if is_rare else ()


def _inside(step: tuple[Any, Any], before: str, after: str) -> Needs:
    """What a step that can be spelt in too many ways cannot do without."""
    operation, argument = step
    if operation is _constants.SUBPATTERN:
        return _needs(argument[-1], before, after)
    if operation is _constants.MAX_REPEAT and argument[0]:
        return _needs(argument[-1])
    if operation is _constants.BRANCH:
        branches = tuple(_needs(branch, before, after) for branch in argument[-1])
        return (branches,) if all(branches) else ()
    return ()


def _spelt(step: tuple[Any, Any]) -> set[str] | None:
    """All that a step can match, if that is little: a letter itself, the edge of a word its mark."""
    operation, argument = step
    if operation is _constants.LITERAL:
        return {chr(argument)}
    if operation in {_constants.AT, _constants.ASSERT, _constants.ASSERT_NOT}:
        return {_EDGE if argument in _EDGES else ""}
    if operation is _constants.MAX_REPEAT and argument[:2] == (0, 1):
        spelt = _of_any([argument[-1]])
        return None if spelt is None else spelt | {""}
    if operation is _constants.IN:
        return _of_any([[member] for member in argument])
    if operation in {_constants.BRANCH, _constants.SUBPATTERN}:
        return _of_any(argument[-1] if operation is _constants.BRANCH else [argument[-1]])
    return None


def _of_any(branches: Sequence[Iterable[tuple[Any, Any]]]) -> set[str] | None:
    found: set[str] = set()
    for branch in branches:
        spelt = {""}
        for step in branch:
            options = _spelt(step)
            if options is None or len(spelt) * len(options) > _MOST:
                return None
            spelt = {before + after for before, after in product(spelt, options)}
        found |= spelt
    return found if len(found) <= _MOST else None
