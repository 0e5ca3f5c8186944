"""Raw values of publishers -> text that is short enough, storable, and of the right kind."""

import html
import re

from feeds.parse.decode import storable

# Longest value of each field. The short ones are the columns of Feed and Article; an article of 500,000 characters is
# a book of 300 pages.
LONGEST = {
    "title": 2_000,  # still HTML here; `clean` makes it text of 500
    "html": 500_000,
    "url": 2_000,
    "guid": 500,
    "author": 200,
    "language": 16,
    "category": 100,
    "type": 100,
}
MAX_CATEGORIES = 30
MAX_MEDIA = 30
MAX_HUBS = 5  # one is asked; publishers name two at most
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{1,8})*")


def text(value: object, field: str) -> str:
    """A one-line string of at most the field's length; empty for what is no string."""
    if not isinstance(value, str):
        return ""
    return " ".join((value if value.isprintable() else storable(value)).split())[: LONGEST[field]]


def markup(value: object) -> str:
    """HTML as the publisher wrote it, cut to length."""
    return storable(value).strip()[: LONGEST["html"]] if isinstance(value, str) else ""


def markup_of_text(value: object) -> str:
    """Plain text as HTML that shows the same: escaped, a paragraph for each empty line."""
    escaped = html.escape(markup(value), quote=False)
    paragraphs = [part.strip().replace("\n", "<br>") for part in re.split(r"\n\s*\n", escaped) if part.strip()]
    return "".join(f"<p>{part}</p>" for part in paragraphs) if len(paragraphs) > 1 else "".join(paragraphs)


def address(value: object) -> str:
    """An address, or nothing when it is longer than any real one: a cut address leads elsewhere."""
    if not isinstance(value, str):
        return ""
    found = "".join((value if value.isprintable() else storable(value)).split())
    return found if len(found) <= LONGEST["url"] else ""


def language(value: object) -> str:
    """A language tag such as en or pt-BR; empty for anything else."""
    found = text(value, "language")
    return found if _LANGUAGE.fullmatch(found) else ""


def unique(values: list[str], at_most: int) -> tuple[str, ...]:
    """The non-empty values in their order, once each."""
    return tuple(list(dict.fromkeys(filter(None, values)))[:at_most])
