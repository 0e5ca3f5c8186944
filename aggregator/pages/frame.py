"""The front page around its cards, printed once for all who see the same of it.

What is one reader's own is a hole in the kept page: a word that each process draws anew, so that nobody can write it.
All else that the templates print is in `Around`, by which the page is kept: a new headline is another page.
"""

import re
import secrets
from collections.abc import Mapping
from functools import lru_cache
from types import SimpleNamespace
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from aggregator.accounts.models import User
from aggregator.pages.context import unread_lines
from aggregator.pages.kept import kept
from aggregator.pages.look import Worn, look_of, worn
from aggregator.pages.requests import PageRequest
from aggregator.pages.strips import strips
from feeds.models import Topic

KEPT = 100  # pages of 12 KB: each rail of the last minute, for each role and language
_HOLE = secrets.token_hex(16)
_HOLES = re.compile(rf"{_HOLE}-(\w+)-")


class Who(NamedTuple):
    """What the page shows of whoever reads: doors for some, never a name."""

    is_authenticated: bool
    is_operator: bool = False
    is_moderator: bool = False
    is_creator: bool = False


class Section(NamedTuple):
    """A tab."""

    slug: str
    name: str


class Around(NamedTuple):
    """All that the page prints beside what is the reader's own."""

    language: str | None
    user: Who
    site_topics: tuple[Section, ...]
    rail: object
    page: object
    next_page: object


def who(user: User | AnonymousUser) -> Who:
    """Roles as they are now."""
    if isinstance(user, AnonymousUser):
        return Who(is_authenticated=False)
    return Who(
        is_authenticated=True,
        is_operator=user.is_operator,
        is_moderator=user.is_moderator,
        is_creator=user.is_creator,
    )


@kept
def sections() -> tuple[Section, ...]:
    """The tabs. One query."""
    return tuple(Section(*row) for row in Topic.objects.first_level().values_list("slug", "name"))


def printed(request: PageRequest, context: Mapping[str, object]) -> str:
    """The page of a context that has cards, `printed` as what is safe to send, and the `token` of its forms."""
    rail, page, following = context["rail"], context["page"], context["next_page"]
    pieces = _pieces(Around(get_language(), who(request.user), sections(), rail, page, following))
    look = worn(look_of(request))
    own = {
        **context,
        "unread": unread_lines(request),
        "strips": strips(request),
        "path": request.get_full_path(),
        "attributes": look.attributes,
        "colours": look.colours,
    }
    return "".join(conditional_escape(str(own[it])) if n % 2 else it for n, it in enumerate(pieces))


@lru_cache(maxsize=KEPT)
def _pieces(key: Around) -> list[str]:
    """Text, the name of a hole, text, ... to the end."""
    context = {
        **key._asdict(),
        "site_name": settings.SITE_NAME,
        "request": SimpleNamespace(resolver_match=SimpleNamespace(url_name="home"), get_full_path=_hole("path")),
        "look": Worn(SafeString(_hole("attributes")), SafeString(_hole("colours"))),
        "unread_lines": _hole("unread"),
        "strips": SafeString(_hole("strips")),
        "csrf_token": _hole("token"),
        "cards": True,
        "printed": _hole("printed"),
        "above": _hole("above"),
        "onward": _hole("onward"),
        "percent": _hole("percent"),
    }
    return _HOLES.split(render_to_string("pages/home.html", context))


def _hole(name: str) -> str:
    return f"{_HOLE}-{name}-"
