"""A document's tree, gone through tag by tag."""

import re
from collections.abc import Callable, Iterator
from typing import Any, cast
from xml.etree.ElementTree import XML, Element, ParseError, XMLPullParser

from feeds.parse.dates import of_publisher
from feeds.parse.errors import NotWellFormedError, SurpriseError
from feeds.parse.lean import labels, links, people, texts
from feeds.parse.lean.ignored import skip, skip_picture, skip_podcast_category, skip_source, skip_text
from feeds.parse.lean.names import Names, attributes_of, version_of
from feeds.parse.lean.place import Place, State, plain, safely_based, scope
from feeds.parse.scan import MAX_ITEMS

Read = Callable[[State, Element, Place], None]
_FIRST_TAG = re.compile(r"<[^\s<>\"'=/]+(?:\s+[^\s<>\"'=/]+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*\s*/?>")
_ATTRIBUTE = re.compile(r"([^\s<>\"'=/]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_DEEPEST_MEDIA = 4  # a group, its contents, and twice what anybody needs
_MANY_TAGS = 300_000  # the tree takes 200 bytes for each; the largest feed of a real site has 24,000


def read_lean(document: str, *, url: str) -> dict[str, Any]:
    """What feedparser.parse finds of what xml_feed reads. Raises SurpriseError unless the document is ordinary."""
    root, declared, before = _tree(document)
    names = Names(declared)
    name, attributes = names.of(root.tag), attributes_of(root.attrib)
    version = version_of(name, attributes, Names(declared[:before]).version)
    state = State(names, is_atom=version.startswith("atom"))
    base, language = scope(attributes, safely_based(url), None)
    feed = Place(base, language, is_entry=False)
    if language and name in {"feed", "rss"}:
        feed.values["language"] = language.replace("_", "-")
    if name == "feed":
        entries = _read_feed(state, root, feed)
    else:
        entries = [entry for child in root for entry in _read_outermost(state, child, feed, name)]
    return {"feed": feed.values, "entries": entries, "version": version}


def _tree(document: str) -> tuple[Element, list[tuple[str, str]], int]:
    """The root, the namespaces in their order, and how many of them are declared at the root."""
    if len(document) > _MANY_TAGS and document.count("<") > _MANY_TAGS:
        raise SurpriseError("the document is larger than documents are")
    try:  # what `whole` found has no document type, hence no entities
        declared = _declared_at_root(document)
        return _tree_with_names(document) if declared is None else (XML(document), declared, len(declared))
    except (ParseError, UnicodeEncodeError) as error:
        raise NotWellFormedError(str(error)) from error


def _declared_at_root(document: str) -> list[tuple[str, str]] | None:
    """The namespaces, where plainly all of them stand in the first tag; to be told of each costs a tenth of a tree."""
    tag = _FIRST_TAG.match(document)
    if tag is None or "&" in tag[0] or document.find("xmlns", tag.end()) >= 0:
        return None
    said = [(name, double or single) for name, double, single in _ATTRIBUTE.findall(tag[0])]
    return [(name.partition(":")[2], uri) for name, uri in said if name == "xmlns" or name.startswith("xmlns:")]


def _tree_with_names(document: str) -> tuple[Element, list[tuple[str, str]], int]:
    parser: XMLPullParser[Any] = XMLPullParser(("start-ns", "start"))
    parser.feed(document)
    parser.close()
    declared: list[tuple[str, str]] = []
    roots: list[tuple[Element, int]] = []
    for event, thing in cast("Iterator[tuple[str, Any]]", parser.read_events()):
        if event == "start-ns":
            declared.append(thing)
        elif not roots:
            roots.append((thing, len(declared)))
    root, before = roots[0]
    return root, declared, before


def _read_outermost(state: State, element: Element, feed: Place, root: str) -> list[dict[str, Any]]:
    """In <rss> stands a channel; in <rdf:RDF>, the entries stand beside it."""
    name = state.names.of(element.tag)
    if name == "channel":
        if attributes_of(element.attrib).keys() - {"rdf:about"}:
            raise SurpriseError("a channel with attributes")
        return _read_feed(state, element, feed)
    if root == "rss" or name not in {"item", "image", "textinput"}:
        raise SurpriseError(f"<{name}> in <{root}>")
    if name == "item":
        return [_read_entry(state, element, feed)]
    skip_picture(state, element, feed)
    return []


def _read_feed(state: State, element: Element, feed: Place) -> list[dict[str, Any]]:
    entries = []
    for child in element:
        name = state.names.of(child.tag)
        if name in {"item", "entry"}:
            entries.append(_read_entry(state, child, feed))
        else:
            OF_FEED.get(name, skip)(state, child, feed)
    return entries


def _read_entry(state: State, element: Element, feed: Place) -> dict[str, Any]:
    state.entries += 1
    if state.entries > MAX_ITEMS:
        raise SurpriseError("more entries than documents have")
    attributes = attributes_of(element.attrib) if element.attrib else {}
    if "lastmod" in attributes or "href" in attributes:
        raise SurpriseError("an entry of CDF")
    base, language = scope(attributes, feed.base, feed.language)
    entry = Place(base, language, is_entry=True)
    if about := attributes.get("rdf:about"):
        entry.values["id"] = about
    state.title_depth = -1
    of = state.names.of
    for child in element:
        OF_ENTRY.get(of(child.tag), skip)(state, child, entry)
    state.title_depth = -1  # a title in an entry keeps none of the feed away
    state.has_content = False
    return entry.values


def _media(state: State, element: Element, place: Place) -> None:
    """media:group and media:content, which hold others; what they say counts less than what is said outside."""
    if state.names.of(element.tag) == "media_content":
        place.values.setdefault("media_content", []).append(attributes_of(element.attrib))
    place.depth += 1
    if place.depth > _DEEPEST_MEDIA:
        raise SurpriseError("media in media in media")
    for child in element:
        OF_ENTRY.get(state.names.of(child.tag), skip)(state, child, place)
    place.depth -= 1


def _date(key: str) -> Read:
    def read(_state: State, element: Element, place: Place) -> None:
        said = plain(element)
        place.keep(key, said)
        place.values[f"{key}_parsed"] = of_publisher(said)

    return read


def _word(key: str) -> Read:
    def read(_state: State, element: Element, place: Place) -> None:
        if element.attrib:
            raise SurpriseError(f"<{key}> with attributes")
        place.values[key] = plain(element)

    return read


def _many(read: Read, names: str) -> dict[str, Read]:
    return dict.fromkeys(names.split(), read)


_OF_BOTH = {
    **_many(texts.title, "title dc_title"),
    **_many(texts.media_title, "media_title"),
    **_many(texts.summary, "summary itunes_summary"),
    **_many(texts.description, "description dc_description media_description"),
    **_many(links.link, "link"),
    **_many(links.guid, "guid id"),
    **_many(people.author, "author managingeditor dc_creator dc_author itunes_author"),
}
OF_FEED: dict[str, Read] = {
    **_OF_BOTH,
    **_many(_word("language"), "language dc_language"),
    **_many(_word("ttl"), "ttl"),
    **_many(_word("sy_updateperiod"), "sy_updateperiod"),
    **_many(_word("sy_updatefrequency"), "sy_updatefrequency"),
    **_many(people.owner, "itunes_owner"),
    **_many(skip_podcast_category, "itunes_category"),
    **_many(skip_picture, "image textinput"),
    **_many(skip_text, "pubdate published updated lastbuilddate modified dc_date dc_subject category keywords"),
    **_many(skip_text, "media_category media_thumbnail media_keywords itunes_image itunes_keywords itunes_link"),
}
OF_ENTRY: dict[str, Read] = {
    **_OF_BOTH,
    **_many(texts.content, "content"),
    **_many(texts.encoded, "content_encoded"),
    **_many(_date("published"), "pubdate published issued dcterms_issued"),
    **_many(_date("updated"), "updated modified lastbuilddate dc_date dcterms_modified"),
    **_many(_date("created"), "created dcterms_created"),
    **_many(labels.category, "category dc_subject keywords"),
    **_many(labels.media_category, "media_category"),
    **_many(labels.podcast_category, "itunes_category"),
    **_many(labels.keywords, "media_keywords"),
    **_many(labels.podcast_keywords, "itunes_keywords"),
    **_many(links.enclosure, "enclosure"),
    **_many(links.thumbnail, "media_thumbnail"),
    **_many(links.podcast_picture, "itunes_image itunes_link"),
    **_many(_media, "media_group media_content"),
    **_many(skip_source, "source"),
    **_many(skip_text, "language dc_language"),
}
