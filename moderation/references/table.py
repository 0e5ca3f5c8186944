"""TABLE: a CSV of checked claims (pure). All of its lines can be used, or none is."""

import csv
import io
from collections.abc import Mapping

from feeds.clean import as_title, canonical_url
from moderation.references.claim_review import LONGEST_NAME, day
from moderation.references.ratings import verdict_of
from moderation.references.types import FALSE, HIGH, LOW, MIXED, TRUE, UNKNOWN, Checked, Found, UnreadableError

NEEDED = ("claim", "rating", "publisher", "url")
OPTIONAL = ("verdict", "date", "language", "harm")
MOST = 200_000  # lines; the Data Commons' feed of all fact-checks has under 100,000 reviews
_TOLD = 20  # problems that a person reads before they look at the file
_LONGEST = 10_000  # characters of a field


def table(text: str) -> Found:
    """The checked claims of a CSV with a line of names. Problems name their line; then nothing may be stored.

    Raises UnreadableError.
    """
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=_delimiter(text))
    names = [(name or "").strip().lower() for name in rows.fieldnames or ()]
    missing = [name for name in NEEDED if name not in names]
    if missing:
        raise UnreadableError(
            f"Line 1 has to name the columns {', '.join(NEEDED)} (and may name {', '.join(OPTIONAL)}); "
            f"{', '.join(missing)} is missing."
        )
    rows.fieldnames = names
    checked: list[Checked] = []
    problems: list[str] = []
    try:
        for row in rows:
            if len(checked) >= MOST:
                raise UnreadableError(f"There are more than {MOST:,} lines; divide the file.")
            try:
                checked.append(_checked(row))
            except ValueError as error:
                problems.append(f"Line {rows.line_num}: {error}")
                if len(problems) == _TOLD:
                    break
    except csv.Error as error:
        problems.append(f"Line {rows.line_num + 1} is no CSV: {error}.")
    return Found(tuple(checked), tuple(problems))


def _delimiter(text: str) -> str:
    """What stands between the names of the first line."""
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)


def _checked(row: Mapping[str | None, object]) -> Checked:
    """Raises ValueError with the rest of a sentence."""
    if None in row:
        raise ValueError("it has more fields than line 1 names.")
    given = {str(name): str(value or "").strip() for name, value in row.items()}
    long = next((name for name, value in given.items() if len(value) > _LONGEST), "")
    if long:
        raise ValueError(f"`{long}` is longer than {_LONGEST:,} characters; is a quotation mark missing?")
    empty = next((name for name in NEEDED if not given[name]), "")
    if empty:
        raise ValueError(f"`{empty}` is empty.")
    url = canonical_url(given["url"])
    if not url:
        raise ValueError(f"“{given['url'][:80]}” is no address of the web.")
    reviewed = day(given.get("date", ""))
    if given.get("date") and reviewed is None:
        raise ValueError(f"“{given['date'][:40]}” is no date; write it like 2026-11-22.")
    claim = as_title(given["claim"])
    if not claim:
        raise ValueError("`claim` holds no words.")
    return Checked(
        claim=claim,
        rating=as_title(given["rating"])[:LONGEST_NAME],
        verdict=_one_of(given, "verdict", (FALSE, MIXED, TRUE, UNKNOWN)) or verdict_of(given["rating"]),
        publisher=as_title(given["publisher"])[:LONGEST_NAME],
        url=url,
        reviewed_date=reviewed,
        language=given.get("language", "")[:16].lower(),
        harm=_one_of(given, "harm", (HIGH, LOW)),
    )


def _one_of(given: Mapping[str, str], name: str, values: tuple[str, ...]) -> str:
    said = given.get(name, "").lower()
    if said and said not in values:
        raise ValueError(f"`{name}` is “{said[:40]}”; it has to be {', '.join(values[:-1])} or {values[-1]}.")
    return said
