"""feedparser's own rules for well-formed documents, driven faster.

Most of feedparser's time for a well-formed feed goes to its driver: SAX objects for each tag, the same base address
joined to itself for each tag, copies of small dictionaries. This reader keeps feedparser's handlers and state, so it
understands exactly what feedparser understands, and hands every tag that is not plain (in markup, with a base or a
language of its own) to feedparser's own methods. Whatever surprises it goes the long way, through feedparser.parse.
tests/feeds/test_parse_quick.py compares the two.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache, partial
from typing import Any, NamedTuple, cast
from xml.parsers import expat
from xml.sax.saxutils import escape as xml_escape

from feedparser.api import StrictFeedParser
from feedparser.exceptions import UndeclaredNamespace
from feedparser.html import _cp1252
from feedparser.urls import make_safe_absolute_uri

from feeds.parse.errors import SurpriseError
from feeds.parse.scan import MAX_DEPTH, MAX_ITEMS
from feeds.parse.values import Values, attributes_of

_OF_USERLAND = (
    "backend.userland.com/rss"  # feedparser reads these names one way where a tag opens, another where it ends
)
_TEXTINPUT_KEEPS = frozenset({"title", "link", "description", "name"})
_IMAGE_KEEPS = frozenset({"title", "link", "description", "url", "href", "width", "height"})
_DRAWS = re.compile(r"w3\.org/(?:2000/svg|1998/Math)")
_NOT_PLAIN = ("xml:base", "base", "xml:lang", "lang")
_MANY_ATTRIBUTES = 100
_COLLECTED = frozenset({"category", "tags", "itunes_keywords"})  # their handlers keep them
_OF_WINDOWS = re.compile("[\x80-\x9f]")
_LIKE_REFERENCE = re.compile(r"&([A-Za-z0-9_]+);")
# Joined to any base, such an address stays as it is.
_WHOLE_ADDRESS = re.compile(
    r"https?://[A-Za-z0-9._:-]+/[A-Za-z0-9._~!$&'()*+,=:@%/-]*(?:\?[A-Za-z0-9._~!$&'()*+,=:@%/?-]+)?"
)
_safe_base = lru_cache(maxsize=64)(make_safe_absolute_uri)


def read_quickly(document: bytes, *, url: str) -> dict[str, Any]:
    """What feedparser.parse finds in a well-formed document with UTF-8. Raises SurpriseError for every other."""
    reader = _Reader(make_safe_absolute_uri(url) or "")
    try:
        reader.read(document)
    except (expat.ExpatError, UndeclaredNamespace) as error:
        raise SurpriseError(str(error)) from error
    return {"feed": reader.feeddata, "entries": reader.entries, "version": reader.version}


class _Handlers(NamedTuple):
    """How feedparser calls a tag, and its methods for it."""

    tag: str
    name: str
    start: Callable[[dict[str, str]], object]
    end: Callable[[], object]


class _Reader(StrictFeedParser):  # type: ignore[misc]  # feedparser makes this class without types
    decls: dict[str, str]
    baseuri: str
    lang: str | None
    intextinput: int
    inimage: int
    incontent: Any  # handlers change it, which no checker sees
    contentparams: dict[str, Any]
    resolve_relative_uris = sanitize_html = False

    def __init__(self, base: str) -> None:
        super().__init__(base, None, "utf-8")
        self.handlers: dict[str, _Handlers] = {}  # by expat's names; they change when a namespace is declared
        self.content_depth = 0

    def read(self, document: bytes) -> None:
        parser = expat.ParserCreate(None, " ")
        parser.namespace_prefixes = True
        parser.buffer_text = True
        parser.StartNamespaceDeclHandler = self.declare
        parser.StartElementHandler = self.open
        parser.EndElementHandler = self.close
        parser.CharacterDataHandler = self.handle_data
        parser.Parse(document, True)  # noqa: FBT003 -- it takes no keywords

    def declare(self, prefix: str | None, uri: str | None) -> None:
        if uri and (_OF_USERLAND in uri.lower() or uri.split() != [uri]):
            raise SurpriseError(uri)
        self.handlers.clear()
        self.startPrefixMapping(prefix, uri)

    def open(self, raw: str, raw_attributes: dict[str, str]) -> None:
        if self.depth > MAX_DEPTH or len(raw_attributes) > _MANY_ATTRIBUTES or len(self.entries) > MAX_ITEMS:
            raise SurpriseError("the document is larger than documents are")
        handlers = self.handlers.get(raw) or self.handlers_of(raw)
        attributes = attributes_of(raw_attributes, self._matchnamespaces) if raw_attributes else {}
        if self.decls:
            attributes, self.decls = {**self.decls, **attributes}, {}
        if self.incontent or self.depth == 0 or (attributes and any(key in attributes for key in _NOT_PLAIN)):
            self.open_the_long_way(handlers.tag, attributes)
            return
        self.depth += 1
        if self.baseuri:
            self.baseuri = _safe_base(self.baseuri, self.baseuri) or self.baseuri
        self.basestack.append(self.baseuri)
        self.langstack.append(self.lang)
        if handlers.name == handlers.tag:  # without a prefix
            self.intextinput = self.intextinput and handlers.tag in _TEXTINPUT_KEEPS
            self.inimage = self.inimage and handlers.tag in _IMAGE_KEEPS
        try:
            handlers.start(attributes)
        except AttributeError:  # from inside the handler, too: that is how feedparser does it
            self.start_unknown(handlers.name, attributes)
        if self.incontent:
            self.content_depth = self.depth

    def start_unknown(self, name: str, attributes: dict[str, str]) -> None:
        if attributes:
            self._get_context()[name] = attributes
        else:
            self.push(name, 1)

    def open_the_long_way(self, tag: str, attributes: dict[str, str]) -> None:
        was_inside = self.incontent
        self.unknown_starttag(tag, list(attributes.items()))
        if self.incontent and not was_inside:
            self.content_depth = self.depth

    def close(self, raw: str) -> None:
        handlers = self.handlers.get(raw) or self.handlers_of(raw)
        if self.svgOK or (self.incontent and self.depth != self.content_depth):
            self.unknown_endtag(handlers.tag)
            return
        try:
            handlers.end()
        except AttributeError:
            self.pop(handlers.name)
        if self.incontent:
            raise SurpriseError(f"the content of <{handlers.tag}> did not end with it")
        self.basestack.pop()
        if self.basestack and self.basestack[-1]:
            self.baseuri = self.basestack[-1]
        self.langstack.pop()
        if self.langstack:
            self.lang = self.langstack[-1]
        self.depth -= 1

    def push_content(self, tag: str, attrs_d: dict[str, str], default_content_type: str, expecting_text: int) -> None:
        """Begin a text that may be HTML."""
        self.incontent += 1
        if self.lang:
            self.lang = self.lang.replace("_", "-")
        kind = self.map_content_type(attrs_d.get("type", default_content_type))
        self.contentparams = Values(type=kind, language=self.lang, base=self.baseuri)
        is_text = kind.startswith("text/") or kind.endswith(("+xml", "/xml"))
        self.contentparams["base64"] = 1 if attrs_d.get("mode") == "base64" else int(not is_text)
        self.push(tag, expecting_text)

    def _start_item(self, attrs_d: dict[str, str]) -> None:
        super()._start_item(attrs_d)
        if not {"lastmod", "href"} & attrs_d.keys():  # with these, something was said of the entry already
            self.entries[-1] = Values(self.entries[-1])

    _start_entry = _start_item

    def handle_data(self, text: str, escape: int = 1) -> None:
        """A piece of text, for the element that is open."""
        if self.elementstack:
            if escape and dict.get(self.contentparams, "type") == "application/xhtml+xml":
                text = xml_escape(text)
            self.elementstack[-1][2].append(text)

    def resolve_uri(self, uri: str) -> str:
        """The address, absolute."""
        return uri if _WHOLE_ADDRESS.fullmatch(uri) else cast("str", super().resolve_uri(uri))

    def pop(self, element: str, strip_whitespace: int = 1) -> str | None:
        """Take the text of the element that ends off the stack and put it where it belongs."""
        params, stack = self.contentparams, self.elementstack
        if not (self.inentry and stack) or self.insource or dict.get(params, "base64"):
            return cast("str | None", super().pop(element, strip_whitespace))
        if stack[-1][0] != element:
            return None
        kind = dict.get(params, "type")
        if kind == "application/xhtml+xml":
            return cast("str | None", super().pop(element, strip_whitespace))
        _element, is_text, pieces = stack.pop()
        output = "".join(pieces)
        if strip_whitespace:
            output = output.strip()
        if is_text:
            if element in self.can_be_relative_uri and output and (element != "id" or self.guidislink):
                output = self.resolve_uri(output)
            if kind == "text/plain" and not self.version.startswith("atom") and self.looks_like_html(output):
                params["type"] = "text/html"
            output = output if output.isascii() else self.readable(output)
            self.keep("summary" if element == "description" else element, output)
        return output

    def readable(self, text: str) -> str:
        """UTF-8 that was taken for Latin-1 on its way here, and the control characters that windows-1252 prints."""
        with suppress(UnicodeEncodeError, UnicodeDecodeError):
            text = text.encode("iso-8859-1").decode("utf-8")
        return text.translate(_cp1252) if _OF_WINDOWS.search(text) else text

    def keep(self, element: str, output: str) -> None:
        """In the entry, unless the same was said at a shallower place."""
        self.contentparams.pop("mode", None)
        self.contentparams.pop("base64", None)
        if element in _COLLECTED or (element == "title" and -1 < self.title_depth <= self.depth):
            return
        entry = self.entries[-1]
        if element == "link":
            self.keep_link(entry, output)
            return
        said = Values(self.contentparams, value=output)
        if element == "content":
            entry.setdefault(element, []).append(said)
            return
        depths = self.property_depth_map.setdefault(entry, {})
        if self.depth <= depths.get(element, self.depth):
            depths[element] = self.depth
            entry[element] = output
        if self.incontent:
            dict.__setitem__(entry, element + "_detail", said)

    def keep_link(self, entry: Any, output: str) -> None:
        """An address may have been escaped twice: "?a=1&amp;b=2", or what looks like a reference, "?a=1&b;"."""
        if self.inimage:
            return
        output = _LIKE_REFERENCE.sub(r"&\1", output.replace("&amp;", "&"))
        entry["link"] = output
        if output:
            entry["links"][-1]["href"] = output

    def handlers_of(self, raw: str) -> "_Handlers":
        tag = self.tag(raw)
        name = self.name(tag)
        start = getattr(self, f"_start_{name}", None) or partial(self.start_unknown, name)
        self.handlers[raw] = _Handlers(tag, name, start, getattr(self, f"_end_{name}", None) or partial(self.pop, name))
        return self.handlers[raw]

    def tag(self, raw: str) -> str:
        """A name as feedparser calls it: the usual prefix of a namespace it knows, else the document's."""
        namespace, _space, local = raw.partition(" ")
        if not local:
            local, prefix = namespace, ""
        elif _DRAWS.search(namespace):
            raise SurpriseError(namespace)
        else:
            local = local.partition(" ")[0]
            known = self._matchnamespaces.get(namespace.lower())
            prefix = self.of_document(namespace) if known is None else known
        return f"{prefix}:{local}".lower() if prefix else local.lower()

    def of_document(self, namespace: str) -> str:
        """The first prefix that the document gave a namespace; empty for the default one."""
        return next((prefix for prefix, uri in self.namespaces_in_use.items() if prefix and uri == namespace), "")

    def name(self, tag: str) -> str:
        """What the handlers of a tag are called."""
        prefix, colon, local = tag.partition(":")
        if not colon:
            return tag
        mapped = self.namespacemap.get(prefix, prefix)
        if not mapped:
            raise SurpriseError(tag)
        return f"{mapped}_{local}"
