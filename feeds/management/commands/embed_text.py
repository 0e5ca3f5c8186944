from collections.abc import Iterator, Sequence
from typing import Any

from feeds.embed import encode
from feeds.management.answer import UsageError
from feeds.management.lines import LinesCommand


class Command(LinesCommand):
    help = 'Embed texts, without a database: JSON lines {"id", "text"} in, JSON lines {"id", "vector"} out.'

    def row(self, value: object, where: str) -> tuple[Any, str]:
        """One text of the file. Raises UsageError, with the line, for what is none."""
        if not isinstance(value, dict) or "id" not in value or not isinstance(value.get("text"), str):
            raise UsageError(f'{where} is not of the form {{"id": …, "text": "…"}}.')
        return value["id"], value["text"]

    def answers(self, rows: Sequence[tuple[Any, str]], **_options: Any) -> Iterator[dict[str, Any]]:
        """A vector a text, of length one, to six digits."""
        for (name, _text), vector in zip(rows, encode([text for _name, text in rows]), strict=True):
            yield {"id": name, "vector": [round(x, 6) for x in vector]}
