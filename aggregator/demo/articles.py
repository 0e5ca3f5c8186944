"""What the newsroom publishes: the files in articles/, one a publisher."""

import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

FOLDER = Path(__file__).parent / "articles"
FORMATS = {"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}


@dataclass(frozen=True, slots=True)
class Piece:
    """One article. `minutes_ago` counts back from the start of the newsroom; below zero it appears after it.

    `dubious` marks health claims that are false on purpose, `bait` headlines that promise too much, `debunk` articles
    that answer a false claim. `event` is shared by articles about the same event.
    """

    id: str
    title: str
    topic: str
    minutes_ago: int
    body: str
    language: str = "en"
    event: str = ""
    dubious: bool = False
    bait: bool = False
    debunk: bool = False

    @property
    def paragraphs(self) -> list[str]:
        """The body, a paragraph each."""
        return [part.strip() for part in self.body.strip().split("\n\n")]

    def published_at(self, started_at: datetime) -> datetime:
        """When it appears, for a newsroom that started then."""
        return started_at - timedelta(minutes=self.minutes_ago)


@dataclass(frozen=True, slots=True)
class Publisher:
    """A fictional publisher: its feed's format, its usual topic and its articles."""

    slug: str
    title: str
    about: str
    format: str
    topic: str
    pieces: tuple[Piece, ...]

    @property
    def feed_path(self) -> str:
        """The path of its feed."""
        return f"/feeds/{self.slug}.{self.format}"

    @property
    def icon_path(self) -> str:
        """The path of its icon."""
        return f"/icons/{self.slug}.png"

    def visible(self, started_at: datetime, now: datetime) -> list[Piece]:
        """The articles that have appeared by now, newest first."""
        return sorted((p for p in self.pieces if p.published_at(started_at) <= now), key=lambda p: p.minutes_ago)


def publishers(folder: Path = FOLDER) -> list[Publisher]:
    """Every publisher, by name of file."""
    return [_publisher(file) for file in sorted(folder.glob("*.toml"))]


def _publisher(file: Path) -> Publisher:
    found = tomllib.loads(file.read_text(encoding="utf-8"))
    return Publisher(
        slug=file.stem.replace("_", "-"),
        title=found["publisher"],
        about=found["about"],
        format=found["format"],
        topic=found["topic"],
        pieces=tuple(Piece(**article) for article in found["article"]),
    )
