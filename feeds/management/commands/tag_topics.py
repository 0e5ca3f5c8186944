from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from feeds.embed import encode
from feeds.management.answer import UsageError
from feeds.management.lines import LinesCommand
from feeds.models import Article
from feeds.topics import guess
from feeds.understand import topic_weights
from feeds.vectors import text_to_embed

MOST = 3  # topics of one text
LEAST_P = 0.05  # below it a topic is a guess among thirty; the most probable one is always said


class Command(LinesCommand):
    help = (
        'Topics of texts, without a database: JSON lines {"id", "title", "text"} in, JSON lines {"id", "topics": '
        '[{"topic", "p"}]} out. At most three, of both levels; a first-level topic counts its parts.'
    )

    def row(self, value: object, where: str) -> tuple[Any, str]:
        """One text of the file. Raises UsageError, with the line, for what is none."""
        if not isinstance(value, dict) or "id" not in value or not isinstance(value.get("text"), str):
            raise UsageError(f'{where} is not of the form {{"id": …, "title": "…", "text": "…"}}.')
        title = value.get("title", "")
        if not isinstance(title, str):
            raise UsageError(f"{where} has a title that is not text.")
        return value["id"], text_to_embed(Article(title=title, text=value["text"]))

    def answers(self, rows: Sequence[tuple[Any, str]], **_options: Any) -> Iterator[dict[str, Any]]:
        """The topics of each text with their probabilities, the likeliest first."""
        guessed = guess(encode([text for _name, text in rows]), topic_weights())
        for (name, _text), probable in zip(rows, guessed, strict=True):
            yield {"id": name, "topics": said(probable)}


def said(probable: Mapping[str, float]) -> list[dict[str, str | float]]:
    """The most probable topics, best first."""
    best = sorted(probable.items(), key=lambda pair: -pair[1])[:MOST]
    return [{"topic": slug, "p": round(p, 4)} for place, (slug, p) in enumerate(best) if p >= LEAST_P or place == 0]
