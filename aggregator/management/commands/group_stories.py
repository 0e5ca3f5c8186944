import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from feeds.embed import encode
from feeds.management.answer import UsageError
from feeds.management.lines import LOT, LinesCommand
from feeds.models import Article
from feeds.stories import Arrival, group
from feeds.vectors import text_to_embed

FORM = '{"id": …, "title": "…", "text": "…", "published_at": "2026-01-31T12:00:00Z"}; the time may be left out'


class Command(LinesCommand):
    help = (
        "One pass of the story grouping over articles in the order they arrived, without a database: "
        'JSON lines {"id", "title", "text", "published_at"?} in, JSON lines {"id", "story"} out.'
    )

    lot = sys.maxsize  # one answer for all: an article may show that two earlier stories are one

    def row(self, value: object, where: str) -> dict[str, Any]:
        """One article of the file. Raises UsageError, with the line, for what is none."""
        if not isinstance(value, dict) or not isinstance(value.get("id"), str | int):
            raise UsageError(f"{where} is not of the form {FORM}.")
        title, text = (value[key] if value.get(key) is not None else "" for key in ("title", "text"))
        if not isinstance(title, str) or not isinstance(text, str) or not {"title", "text"} & value.keys():
            raise UsageError(f"{where} is not of the form {FORM}.")
        published_at = _time(value.get("published_at"), where)
        return {"id": value["id"], "title": title, "text": text, "published_at": published_at}

    def answers(self, rows: Sequence[dict[str, Any]], **_options: Any) -> Iterator[dict[str, Any]]:
        """One pass in the order of the file; stories that merge later have one number."""
        stories = group(
            arrival for start in range(0, len(rows), LOT) for arrival in _arrivals(rows[start : start + LOT])
        )
        for row, story in zip(rows, stories, strict=True):
            yield {"id": row["id"], "story": story}


def _arrivals(rows: Sequence[dict[str, Any]]) -> Iterator[Arrival]:
    vectors = encode([text_to_embed(Article(title=row["title"], text=row["text"])) for row in rows])
    for row, vector in zip(rows, vectors, strict=True):
        yield Arrival(row["title"], row["text"], vector, row["published_at"])


def _time(value: object, where: str) -> datetime | None:
    """A time as ISO 8601 writes it; without a zone it is UTC."""
    if value is None or value == "":
        return None
    try:
        at = datetime.fromisoformat(str(value))
    except ValueError as error:
        raise UsageError(f"{where} has the published_at {value!r}; write it as 2026-01-31T12:00:00Z.") from error
    return at if at.tzinfo else at.replace(tzinfo=UTC)
