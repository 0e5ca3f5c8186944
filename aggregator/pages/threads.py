"""Comments in threads: what answers what, in which order, how much of it on one page. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

# Four steps to the right leave 17 letters a line on the narrowest phone; whoever answers further down stands beside.
DEEPEST = 3
A_PAGE = 50  # comments, cut between threads: as much as half a minute of scrolling


class Order(StrEnum):
    """What comes first of the threads; answers always stand in the order they were given."""

    OLDEST = "oldest"
    NEWEST = "newest"
    LIKED = "liked"


@dataclass(frozen=True, slots=True)
class Said:
    """One comment as threads need it; `parent` is what it answers. One that is not shown may still have answers."""

    pk: int
    parent: int | None
    at: datetime
    likes: int = 0
    is_shown: bool = True


@dataclass(slots=True)
class Thread:
    """A comment and what stands under it. `beside` is what it answers, where that stands next to it, not above."""

    said: Said
    depth: int = 0
    beside: int | None = None
    answers: list["Thread"] = field(default_factory=list)
    count: int = 0  # comments that are shown, this one and all below


def threads(said: Iterable[Said], order: Order = Order.OLDEST) -> list[Thread]:
    """The threads of one article, without what nobody is shown and nobody answered."""
    known: dict[int, Thread] = {}
    above: dict[int, Thread] = {}
    for one in sorted(said, key=lambda it: it.pk):  # whatever is answered is older
        known[one.pk] = thread = Thread(one)
        parent = known.get(one.parent) if one.parent is not None else None
        if parent is None:
            continue
        if parent.depth < DEEPEST:
            above[one.pk] = parent
        else:
            above[one.pk], thread.beside = above[parent.said.pk], parent.said.pk
        thread.depth = above[one.pk].depth + 1
    for pk, thread in reversed(known.items()):
        thread.count += thread.said.is_shown
        if thread.count and pk in above:
            above[pk].answers.insert(0, thread)
            above[pk].count += thread.count
    return _sorted([it for pk, it in known.items() if pk not in above and it.count], order)


def _sorted(roots: list[Thread], order: Order) -> list[Thread]:
    if order == Order.NEWEST:
        return roots[::-1]
    if order == Order.LIKED:
        return sorted(roots, key=lambda it: (-it.said.likes, -it.count))
    return roots


def pages(roots: Sequence[Thread]) -> list[list[Thread]]:
    """The threads cut into pages of about A_PAGE comments; at least one page."""
    cut: list[list[Thread]] = [[]]
    room = A_PAGE
    for root in roots:
        if cut[-1] and root.count > room:
            cut.append([])
            room = A_PAGE
        cut[-1].append(root)
        room -= root.count
    return cut


def keys(roots: Iterable[Thread]) -> list[int]:
    """Of all comments in these threads."""
    found, left = [], list(roots)
    while left:
        thread = left.pop()
        found.append(thread.said.pk)
        left += thread.answers
    return found
