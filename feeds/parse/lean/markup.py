"""Markup that stands in a text as tags and not escaped: XHTML, and HTML of publishers who forgot to escape it."""

from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape

from feeds.parse.errors import SurpriseError
from feeds.parse.lean.ignored import MEANINGFUL
from feeds.parse.lean.names import attributes_of
from feeds.parse.lean.place import State

_XHTML = "xhtml_"
_QUOTES = {'"': "&quot;"}


class Written:
    """The markup inside an element as feedparser writes it again. It is text until a tag shows that it is XHTML."""

    def __init__(self, state: State, element: Element, *, is_xhtml: bool) -> None:
        self.is_xhtml = is_xhtml
        self._names, self._pieces = state.names, [""]
        self._inside(element)
        self.text = "".join(self._without_div() if state.is_atom and self.is_xhtml else self._pieces).strip()

    def _inside(self, element: Element) -> None:
        self._say(element.text)
        for part in element:
            name = self._name(part)
            if name == "div" and not self.is_xhtml:
                raise SurpriseError("<div> in what says that it is text")  # feedparser leaves it out, and loses count
            self.is_xhtml = True
            self._pieces.append(f"<{name}{_attributes(part)}>")
            self._inside(part)  # a document deeper than Python goes is a surprise like any other
            self._pieces.append(f"</{name}>")
            self._say(part.tail)

    def _say(self, text: str | None) -> None:
        if text:
            self._pieces.append(escape(text) if self.is_xhtml else text)

    def _name(self, element: Element) -> str:
        name = self._names.of(element.tag)
        if name in MEANINGFUL or "_" in name.removeprefix(_XHTML):
            raise SurpriseError(f"<{name}> in markup")
        return name.removeprefix(_XHTML)

    def _without_div(self) -> list[str]:
        """Atom's XHTML stands in a <div> that is none of it."""
        pieces = [piece for piece in self._pieces if piece]
        while len(pieces) > 1 and not pieces[-1].strip():
            del pieces[-1]
        while len(pieces) > 1 and not pieces[0].strip():
            del pieces[0]
        if not (pieces and pieces[0].startswith(("<div>", "<div ")) and pieces[-1] == "</div>"):
            return pieces
        depth = 0
        for piece in pieces[:-1]:
            depth += (not piece.startswith("</")) if piece.startswith("<") else 0
            depth -= piece.startswith("</")
            if depth == 0:
                return pieces
        return pieces[1:-1]


def _attributes(element: Element) -> str:
    if any(name.startswith("{") for name in element.attrib):
        raise SurpriseError(f"attributes of other names in <{element.tag}>")
    return "".join(f' {name}="{escape(value, _QUOTES)}"' for name, value in attributes_of(element.attrib).items())
