"""The page of a copy that a person reads: every part, the first rows of each as a table. It runs no script."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from aggregator.accounts.models import User

SHOWN = 200  # rows of a part: a screen or ten; the file beside it has all
LONGEST = 300  # characters of a value


@dataclass(slots=True)
class Part:
    """A file of the copy, and what the page shows of it."""

    file: str
    title: str
    count: int = 0
    columns: tuple[str, ...] = ()
    rows: list[list[str]] = field(default_factory=list)

    def add(self, row: Mapping[str, Any]) -> None:
        """One more row."""
        self.count += 1
        if len(self.rows) < SHOWN:
            self.columns = tuple(name.replace("__", " ").replace("_", " ") for name in row)
            self.rows.append([_said(value) for value in row.values()])

    @property
    def is_cut(self) -> bool:
        """There is more in its file."""
        return self.count > len(self.rows)


def _said(value: object) -> str:
    if value is None:
        return ""
    text = value.strftime("%Y-%m-%d %H:%M UTC") if isinstance(value, datetime) else str(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def index(user: User, parts: Sequence[Part], *, made_at: datetime) -> str:
    """The page, which needs nothing but the files beside it."""
    context = {"person": user, "parts": parts, "made_at": made_at, "site_name": settings.SITE_NAME}
    return render_to_string("privacy/index.html", context)
