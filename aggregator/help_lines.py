"""Help lines for people in despair, as the operator names them: HELP_LINES, by language."""

import json
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

ANY = "*"
_FORM = '{"en": {"name": "…", "phone": "116 123", "url": "https://…", "hours": "day and night"}, "*": {…}}'
_PHONE = re.compile(r"\+?[0-9][0-9 ()/-]{1,29}")
_KEYS = {"name", "phone", "url", "hours"}


@dataclass(frozen=True, slots=True)
class HelpLine:
    """Somebody to call or write to; empty is what is not there."""

    name: str
    phone: str = ""
    url: str = ""
    hours: str = ""

    @property
    def call(self) -> str:
        """The phone number as an address has it."""
        return re.sub(r"[^+0-9]", "", self.phone)


def help_lines(value: str) -> dict[str, HelpLine]:
    """The lines by the language of an article ("en"), or ANY for all others; none of an empty value.

    Raises ImproperlyConfigured with a sentence: a number that leads nowhere is worse than none.
    """
    if not value.strip():
        return {}
    try:
        given = json.loads(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"HELP_LINES is no JSON ({error}); write it as {_FORM}.") from error
    if not isinstance(given, dict):
        raise ImproperlyConfigured(f"HELP_LINES has to name languages; write it as {_FORM}.")
    return {language.lower(): _line(language, line) for language, line in given.items()}


def _line(language: str, line: object) -> HelpLine:
    if not isinstance(line, dict) or not set(line) <= _KEYS or not all(isinstance(it, str) for it in line.values()):
        raise ImproperlyConfigured(f"HELP_LINES[{language!r}] is {line!r}; write it as {_FORM}.")
    found = HelpLine(**{"name": "", **{key: text.strip() for key, text in line.items()}})
    if not found.name or not (found.phone or found.url):
        raise ImproperlyConfigured(f"HELP_LINES[{language!r}] needs a name, and a phone or a url.")
    if found.phone and not _PHONE.fullmatch(found.phone):
        raise ImproperlyConfigured(f"HELP_LINES[{language!r}] has a phone that nobody can call: {found.phone!r}.")
    address = urlsplit(found.url)
    if found.url and not (address.scheme == "https" and address.hostname):
        raise ImproperlyConfigured(f"HELP_LINES[{language!r}] has a url that does not begin with https://.")
    return found
