"""What was typed -> what is looked for: words, phrases, operators. Asks nobody, and takes whatever is typed.

    otters "river bank" -zoo feed:harbour topic:science author:"ada l" after:2026-03 before:today language:en is:saved

A minus leaves out. What cannot be understood is left out, too, and said in `problems`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

LONGEST = 200  # characters: a longer query is a pasted text, and its first words find it
MOST = 12  # operators: each costs the database a little, and nobody types more
BEGINNING = 3  # letters: with two begin more words than anybody looks through
YEARS = range(1900, 2201)  # what is outside is a slip of the finger
_SPANS = {"d": 1, "w": 7, "m": 30, "y": 365}  # days
_QUOTES = str.maketrans("“”„«»", '"' * 5)
_PIECE = re.compile(
    r'(?P<minus>-)?(?:(?P<name>[a-z]+):(?=\S))?(?:"(?P<phrase>[^"]*)"?|(?P<plain>[^\s"]+))', re.IGNORECASE
)
_DAY = re.compile(r"([0-9]{4})(?:[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?)?")
_AGO = re.compile(r"([0-9]{1,4})([dwmy])")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})?")
_WORD = re.compile(r"\w+")
_EITHER = "or"  # as websearch_to_tsquery has it: one of the two around it is enough


class Name(StrEnum):
    """The operators, as they are typed."""

    FEED = "feed"
    TOPIC = "topic"
    AUTHOR = "author"
    LANGUAGE = "language"
    BEFORE = "before"
    AFTER = "after"
    IS = "is"


_NAMES = frozenset(Name)


class Trouble(StrEnum):
    """Why a part of what was typed was left out."""

    LONG = "long"
    MANY = "many"
    EMPTY = "empty"
    DATE = "date"
    SPAN = "span"
    MINUS = "minus"
    LANGUAGE = "language"
    IS = "is"
    ONLY_MINUS = "only_minus"


@dataclass(frozen=True, slots=True)
class Problem:
    """A part that was left out, as it was typed."""

    trouble: Trouble
    part: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or several that stand together, to be found or (`is_excluded`) not."""

    text: str
    is_phrase: bool = False
    is_excluded: bool = False

    def __str__(self) -> str:
        text = f'"{self.text}"' if self.is_phrase else self.text
        return f"-{text}" if self.is_excluded else text

    @property
    def may_go_on(self) -> bool:
        """Whether it may be the beginning of a word, long enough to be looked for as one."""
        is_plain = not self.is_phrase and not self.is_excluded
        return is_plain and len(self.text) >= BEGINNING and _WORD.fullmatch(self.text) is not None


@dataclass(frozen=True, slots=True)
class Filter:
    """What a feed, a topic, an author or a language is to be, or not to be."""

    name: Name
    value: str
    is_excluded: bool = False


@dataclass(slots=True)
class Query:
    """What is looked for. `before` is the first day that is too late, `after` the first that is wanted."""

    terms: list[Term] = field(default_factory=list)
    filters: list[Filter] = field(default_factory=list)
    before: date | None = None
    after: date | None = None
    is_saved: bool | None = None
    problems: list[Problem] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The terms as PostgreSQL's websearch_to_tsquery reads them; empty without any."""
        return " ".join(map(str, self.terms))

    @property
    def sought(self) -> list[str]:
        """The single words that a result holds, as they are marked there."""
        wanted = [it.text for it in self.terms if not it.is_excluded and (it.is_phrase or it.text.lower() != _EITHER)]
        return [word for text in wanted for word in _WORD.findall(text)]

    @property
    def meaning(self) -> str:
        """The words in a row, for what compares meanings; empty where the exact words are wanted, or some are not."""
        is_exact = any(it.is_phrase or it.is_excluded for it in self.terms)
        return "" if is_exact else " ".join(self.sought)

    @property
    def is_empty(self) -> bool:
        """Nothing is looked for."""
        return not (self.terms or self.filters or self.before or self.after) and self.is_saved is None


def parse(typed: str, *, today: date) -> Query:
    """Any text; the first LONGEST characters of it count."""
    query = Query()
    text = settled(typed)
    if len(text) > LONGEST:
        query.problems.append(Problem(Trouble.LONG))
    for count, (piece, name, is_excluded, value) in enumerate(_pieces(text[:LONGEST])):
        if name is None:
            query.terms.append(Term(value, piece.lstrip("-").startswith('"'), is_excluded))
        elif count - len(query.terms) >= MOST:
            query.problems.append(Problem(Trouble.MANY, piece))
        elif trouble := _take(query, name, value, is_excluded=is_excluded, today=today):
            query.problems.append(Problem(trouble, piece))
    _agree(query)
    return query


def settled(typed: str) -> str:
    """One space between words, no control characters, one kind of quotation marks."""
    plain = "".join(it if it.isprintable() else " " for it in typed.translate(_QUOTES))
    return " ".join(plain.split())


def replaced(typed: str, name: Name, value: str) -> str:
    """What was typed with this operator and no other of its name; without any for an empty value."""
    kept = " ".join(piece for piece, known, _is_excluded, _value in _pieces(settled(typed)[:LONGEST]) if known != name)
    kept += '"' * (kept.count('"') % 2)  # what follows an open quotation mark would belong to it
    quoted = f'"{value}"' if " " in value else value
    return f"{kept} {name}:{quoted}".strip() if value else kept


def value_of(typed: str, name: Name) -> str:
    """What follows the last operator of this name, as it was typed; empty without one."""
    found = [value for _piece, known, _is_excluded, value in _pieces(settled(typed)[:LONGEST]) if known == name]
    return found[-1] if found else ""


def _pieces(text: str) -> Iterator[tuple[str, Name | None, bool, str]]:
    """Each part as it was typed: the operator (None for words), whether it has a minus, its value."""
    for found in _PIECE.finditer(text):
        is_excluded, value = found["minus"] is not None, found["plain"] or found["phrase"] or ""
        name = (found["name"] or "").lower()
        if name in _NAMES:
            yield found[0], Name(name), is_excluded, value.strip()
        elif not name and value.endswith(":") and value[:-1].lower() in _NAMES:
            yield found[0], Name(value[:-1].lower()), is_excluded, ""
        else:
            word = value if found["phrase"] is not None or not name else f"{name}:{value}"
            if _WORD.search(word):
                yield found[0], None, is_excluded, word


def _take(query: Query, name: Name, value: str, *, is_excluded: bool, today: date) -> Trouble | None:
    """Add an operator to the query; why not, if it cannot be."""
    if not value:
        return Trouble.EMPTY
    if name in {Name.BEFORE, Name.AFTER}:
        day = None if is_excluded else _day(value.lower(), today)
        if day is None:
            return Trouble.MINUS if is_excluded else Trouble.DATE
        setattr(query, name, day)
    elif name == Name.IS:
        if value.lower() != "saved":
            return Trouble.IS
        query.is_saved = not is_excluded
    elif name == Name.LANGUAGE and not _LANGUAGE.fullmatch(value.lower()):
        return Trouble.LANGUAGE
    else:
        query.filters.append(Filter(name, value, is_excluded))
    return None


def _day(value: str, today: date) -> date | None:
    """A day, the first of a month or a year, or so many days, weeks, months (of 30 days) or years ago."""
    if value in {"today", "yesterday"}:
        return today - timedelta(days=value == "yesterday")
    try:
        if ago := _AGO.fullmatch(value):
            day = today - timedelta(days=int(ago[1]) * _SPANS[ago[2]])
        elif exact := _DAY.fullmatch(value):
            day = date(int(exact[1]), int(exact[2] or 1), int(exact[3] or 1))
        else:
            return None
    except (ValueError, OverflowError):
        return None
    return day if day.year in YEARS else None


def _agree(query: Query) -> None:
    """Leave out what can find nothing, or everything."""
    if query.before and query.after and query.after >= query.before:
        query.problems.append(Problem(Trouble.SPAN))
        query.before = query.after = None
    if query.terms and all(it.is_excluded for it in query.terms) and not (query.filters or query.is_saved):
        query.problems.append(Problem(Trouble.ONLY_MINUS))
        query.terms.clear()
