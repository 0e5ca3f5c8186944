"""Categories and keywords. One that was begun without a name takes the next name, as with feedparser."""

from xml.etree.ElementTree import Element

from feeds.parse.lean.place import Place, State, attributes, plain

_OF_ITUNES = "http://www.itunes.com/"
_OF_MEDIA = "http://search.yahoo.com/mrss/category_schema"


def category(_state: State, element: Element, place: Place, usual_scheme: str | None = None) -> None:
    """A category as text or as attributes."""
    found = attributes(element)
    scheme = found.get("scheme", usual_scheme or found.get("domain"))
    _add(place, found.get("term"), scheme, found.get("label"))
    _name_last(place, plain(element))


def media_category(state: State, element: Element, place: Place) -> None:
    """Media RSS's, with a scheme where it names none."""
    category(state, element, place, _OF_MEDIA)


def podcast_category(_state: State, element: Element, place: Place) -> None:
    """itunes:category of an entry."""
    _add(place, attributes(element).get("text"), _OF_ITUNES, None)
    _name_last(place, plain(element))


def keywords(_state: State, element: Element, place: Place) -> None:
    """media:keywords."""
    _add_all(place, element, None)


def podcast_keywords(_state: State, element: Element, place: Place) -> None:
    """itunes:keywords."""
    _add_all(place, element, _OF_ITUNES)


def _add_all(place: Place, element: Element, scheme: str | None) -> None:
    said = plain(element)
    if element.attrib:
        return  # that is how feedparser does it
    for term in said.split(","):
        if term.strip():
            _add(place, term.strip(), scheme, None)


def _add(place: Place, term: str | None, scheme: str | None, label: str | None) -> None:
    tags = place.values.setdefault("tags", [])
    tag = {"term": term, "scheme": scheme, "label": label}
    if (term or scheme or label) and tag not in tags:
        tags.append(tag)


def _name_last(place: Place, name: str) -> None:
    if not name:
        return
    tags = place.values["tags"]
    if tags and not tags[-1]["term"]:
        tags[-1]["term"] = name
    else:
        _add(place, name, None, None)
