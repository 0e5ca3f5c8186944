"""Every sentence of the site, from templates and Python, into the catalogues that people translate.

Templates are turned into lines that call gettext by Django itself, so that blocks with plurals and notes to translators
come out as they do at run time; Babel reads those lines and the Python files.
"""

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from aggregator.tongues import DOMAIN

# What our code calls, and Django's own names; in `npgettext` the first argument is the context.
_CALLS = {
    "_": None,
    "N_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
_NOTES = ("Translators:",)


def messages(root: Path, folders: Sequence[str], names: Iterable[str] = ()) -> Catalog:
    """All that Python and templates of these folders say, and the `names` of rows that the site itself brings."""
    found = Catalog(fuzzy=False)
    for name in names:
        found.add(name)
    for folder in folders:
        for file in sorted((root / folder).rglob("*")):
            if file.suffix in {".py", ".html", ".txt"} and "migrations" not in file.parts:
                for message, context, notes in _of(file):
                    found.add(message, auto_comments=notes, context=context)
    return found


def brought_up(catalogue: Path, said: Catalog) -> tuple[int, int]:
    """Put what is new into this catalogue and take out what nobody says any more; how many there are, and how many of
    them wait for a translator. Nothing is guessed: a changed sentence is a new one.
    """
    language = catalogue.parent.parent.name
    with catalogue.open("rb") as lines:
        known = read_po(lines, locale=language)
    written_on = known.creation_date
    known.update(said, no_fuzzy_matching=True)
    known.creation_date = written_on  # or each look would be a change
    known.obsolete.clear()
    out = BytesIO()
    write_po(out, known, width=120, no_location=True, sort_output=True, ignore_obsolete=True, include_previous=False)
    if out.getvalue() != catalogue.read_bytes():
        catalogue.write_bytes(out.getvalue())
    waiting = [message for message in known if message.id and not _is_whole(message.string)]
    return len(known), len(waiting)


def catalogues(source: Path) -> list[Path]:
    """The files that translators write."""
    return sorted(source.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def _is_whole(string: str | Sequence[str] | None) -> bool:
    return all([string] if isinstance(string, str) else string or [""])


def _of(file: Path) -> Iterator[tuple[str | tuple[str, ...], str | None, list[str]]]:
    text = file.read_text()
    if file.suffix != ".py":
        # what is no message comes out as rows of one letter: flush left, or Python's reader stumbles over its indents
        text = "\n".join(line.strip() for line in templatize(text, origin=str(file)).splitlines())
    for _line, message, notes, context in extract("python", BytesIO(text.encode()), _CALLS, _NOTES):
        yield message, context, notes
