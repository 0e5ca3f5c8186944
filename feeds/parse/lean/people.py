"""Who wrote it: names, and texts that may hold an address of mail beside a name."""

import re
from typing import Any
from xml.etree.ElementTree import Element

from feeds.parse.errors import SurpriseError
from feeds.parse.lean.ignored import skip
from feeds.parse.lean.place import Place, State, readable, text_of

_OF_PERSON = {"name": "name", "email": "email", "uri": "href", "url": "href", "homepage": "href"}
_OF_OWNER = {"itunes_name": "name", "itunes_email": "email"}
# "ada@b.org", "ada@b.org (Ada)", "Ada <ada@b.org>", "Ada (ada@b.org)". Other shapes are feedparser's: it
# cuts addresses in the middle.
_MAIL = r"[A-Za-z0-9_.+-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,4}"
_BESIDE = re.compile(rf"({_MAIL})(?:\s*\((?:([^()<>@&]*)|\1)\))?|([^()<>@&]+)<({_MAIL})>|([^()<>@&]+)\(({_MAIL})\)")


def author(state: State, element: Element, place: Place) -> None:
    """A person: text, or Atom's tags."""
    place.values.setdefault("authors", []).append({})
    said = [element.text or ""]
    for part in element:
        if key := _OF_PERSON.get(state.names.of(part.tag)):
            value = text_of(part)
            # The first person that was text is this detail too, and takes what is said of later ones.
            place.values.setdefault("author_detail", {})[key] = value
            _say(place.values, key, value)
        else:
            skip(state, part, place)
        said.append(part.tail or "")
    place.keep("author", readable("".join(said).strip()))
    _agree(place.values)


def owner(state: State, element: Element, place: Place) -> None:
    """A podcast's owner, whom feedparser takes for its last author."""
    for part in element:
        key = _OF_OWNER.get(state.names.of(part.tag))
        if key is None:
            raise SurpriseError(part.tag)
        _say(place.values, key, text_of(part))


def _say(values: dict[str, Any], key: str, value: str) -> None:
    """About the last person."""
    _agree(values)
    values.setdefault("authors", [{}])[-1][key] = value


def _agree(values: dict[str, Any]) -> None:
    """Bring `author`, one text, in line with the last person, or the person with it."""
    person = values.get("authors", [{}])[-1]
    if person:
        name, mail = person.get("name"), person.get("email")
        if name or mail:
            values["author"] = f"{name} ({mail})" if name and mail else name or mail
        return
    name = values.get("author")
    if name and "@" in name:
        beside = _BESIDE.fullmatch(name)
        if beside is None:
            raise SurpriseError(name)
        name = (beside[2] or beside[3] or beside[5] or "").strip()
        person["email"] = beside[1] or beside[4] or beside[6]
    if name or person:
        values.setdefault("author_detail", person)
    if name:
        person["name"] = name
