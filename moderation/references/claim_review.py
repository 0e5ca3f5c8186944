"""CLAIM REVIEW: schema.org's ClaimReview, wherever it stands in a document -> checked claims (pure)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from feeds.clean import as_title, canonical_url
from moderation.references.ratings import verdict_of, verdict_on_scale
from moderation.references.types import UNKNOWN, Checked, Found

Item = Mapping[str, Any]
_DEEPEST = 12  # levels; @graph, a feed's element, its item and an article's review are five
_MOST = 100_000  # values looked at in a page or a feed of reviews
LONGEST_NAME = 200  # as the columns
_PROBLEMS = 20  # more sentences than anybody reads


def reviews(values: Sequence[object], *, page: str = "") -> Found:
    """The checked claims in these values of JSON, and what is wrong with the others.

    `page` is the address of the page they stand in: a review there that says it is of another site is refused, and one
    that names no address has this one.
    """
    nodes = list(_nodes(values))
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    checked: dict[tuple[str, str], Checked] = {}
    problems: list[str] = []
    for node in nodes:
        if not _is_review(node):
            continue
        try:
            one = _checked(node, by_id, page)
        except ValueError as error:
            problems.append(str(error))
        else:
            checked.setdefault((one.url, one.claim), one)
    return Found(tuple(checked.values()), tuple(dict.fromkeys(problems))[:_PROBLEMS])


def _nodes(values: Sequence[object]) -> Iterator[Item]:
    """Every object, the outer before the inner, as far as the limits allow."""
    waiting: list[tuple[object, int]] = [(value, 0) for value in reversed(values)]
    for _step in range(_MOST):
        if not waiting:
            return
        value, depth = waiting.pop()
        inside: Sequence[object] = ()
        if isinstance(value, Mapping):
            yield value
            inside = list(value.values())
        elif isinstance(value, list):
            inside = value
        if depth < _DEEPEST:
            waiting += [(one, depth + 1) for one in reversed(inside) if isinstance(one, Mapping | list)]


def _is_review(node: Item) -> bool:
    kinds = _several(node.get("@type"))
    return any(isinstance(kind, str) and kind.rpartition("/")[2].rpartition(":")[2] == "ClaimReview" for kind in kinds)


def _checked(node: Item, by_id: Mapping[str, Item], page: str) -> Checked:
    """Raises ValueError with a sentence for what cannot be used."""
    claim = as_title(_text(node.get("claimReviewed")))
    if not claim:
        raise ValueError("A review does not say which claim it is of (claimReviewed).")
    rating = _object(node.get("reviewRating"), by_id)
    words = as_title(_text(rating.get("alternateName")) or _text(rating.get("ratingExplanation")))[:LONGEST_NAME]
    value, best = _plain(rating.get("ratingValue")), _plain(rating.get("bestRating"))
    verdict = verdict_of(words)
    if verdict == UNKNOWN:
        verdict = verdict_on_scale(value, _plain(rating.get("worstRating")), best)
    words = words or (f"{value} of {best or 5}"[:LONGEST_NAME] if value != "" else "")
    if not words:
        raise ValueError(f"The review of “{claim[:80]}” has no rating.")
    url = _address(_text(node.get("url")), page)
    if not url:
        raise ValueError(f"The review of “{claim[:80]}” names no address of its own site.")
    author = _object(node.get("author"), by_id) or _object(node.get("publisher"), by_id)
    name = as_title(_text(author.get("name")) or _text(node.get("author")))[:LONGEST_NAME]
    return Checked(
        claim=claim,
        rating=words,
        verdict=verdict,
        publisher=name or _site(url),
        url=url,
        reviewed_date=day(_text(node.get("datePublished")) or _text(node.get("dateCreated"))),
        language=_text(node.get("inLanguage"))[:16],
    )


def day(said: str) -> date | None:
    """The day that an ISO date or moment begins with; None for anything else."""
    try:
        return date.fromisoformat(said.strip()[:10])
    except ValueError:
        return None


def _address(said: str, page: str) -> str:
    """Where the review is to be read. A page speaks for its own site alone."""
    if not page:
        return canonical_url(said)
    url = canonical_url(said) or canonical_url(page)
    return url if _site(url) == _site(page) else ""


def _site(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _object(value: object, by_id: Mapping[str, Item]) -> Item:
    """The first object of a value; one that only names another by @id is that other."""
    for one in _several(value):
        if isinstance(one, Mapping):
            return by_id.get(str(one.get("@id")), one) if len(one) == 1 else one
    return {}


def _several(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else [value]


def _text(value: object) -> str:
    """The first text of a value; {"@value": …} and {"@id": …} hold one as well."""
    for one in _several(value):
        held = (one.get("@value") or one.get("@id") or one.get("name")) if isinstance(one, Mapping) else one
        if isinstance(held, str) and held.strip():
            return held.strip()
    return ""


def _plain(value: object) -> object:
    one = next(iter(_several(value)), "")
    return one if isinstance(one, str | int | float) and not isinstance(one, bool) else ""
