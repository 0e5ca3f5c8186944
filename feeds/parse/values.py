"""Attributes and dictionaries as feedparser's handlers expect them."""

from typing import Any

from feedparser.util import FeedParserDict

_OLD_NAMES = frozenset(FeedParserDict.keymap) | {"category", "enclosures", "license", "updated", "updated_parsed"}


class Values(FeedParserDict):  # type: ignore[misc]  # it has no types
    """feedparser's dictionary, which answers to old names as well; quicker where a key has none."""

    def __contains__(self, key: object) -> bool:
        return bool(super().__contains__(key)) if key in _OLD_NAMES else dict.__contains__(self, key)

    def __getitem__(self, key: str) -> Any:
        return super().__getitem__(key) if key in _OLD_NAMES else dict.__getitem__(self, key)

    def get(self, key: str, default: Any = None) -> Any:
        """As of a dictionary."""
        return super().get(key, default) if key in _OLD_NAMES else dict.get(self, key, default)

    __hash__ = FeedParserDict.__hash__


def attributes_of(raw: dict[str, str], usual: dict[str, str]) -> dict[str, str]:
    """Attributes under the names by which feedparser asks for them: the usual prefix, and the document's."""
    found: dict[str, str] = {}
    also: dict[str, str] = {}
    for name, value in raw.items():
        key = name.lower()
        if " " in name:
            namespace, local, *prefix = name.split(" ")
            known = usual.get(namespace.lower(), "")
            key = (f"{known}:{local}" if known else local).lower()
            also[(f"{prefix[0]}:{local}" if prefix else local).lower()] = value
        found[key] = value
    found |= also
    for key in ("rel", "type"):
        if key in found:
            found[key] = found[key].lower() or found[key]
    return found
