"""Whatever strangers write: nothing dangerous is left, and cleaning twice changes nothing."""

import re
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.clean import absolute, as_title, canonical_url, clean_html, plain_text
from feeds.clean.allowed import ATTRIBUTES, ELEMENTS
from feeds.clean.markup import _cleaner
from feeds.clean.plain import text_of_cleaned
from feeds.clean.settled import is_settled
from feeds.clean.tags import settle_tags

BASE = "https://bread.example/"
NAMES = sorted(ELEMENTS | {"script", "style", "svg", "math", "iframe", "form", "template", "noscript", "xmp", "x-y"})
VALUES = [
    "javascript:alert(1)",
    "data:text/html,x",
    "/a?utm_source=b",
    "//c.example",
    "1",
    "x onerror=y",
    "'\"<>&",
    "|id",
]
KEYS = [
    "href",
    "src",
    "onclick",
    "onerror",
    "style",
    "id",
    "data-src",
    "width",
    "height",
    "srcdoc",
    "xlink:href",
    "alt",
]
tags = st.builds(
    lambda name, keys, quote, end: "<" + name + "".join(f" {key}={quote}{value}{quote}" for key, value in keys) + end,
    st.sampled_from(NAMES),
    st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from(VALUES)), max_size=3),
    st.sampled_from(['"', "'", ""]),
    st.sampled_from([">", "/>", "", "\n>"]),
)
closings = st.builds("</{}>".format, st.sampled_from(NAMES))
SIGNS = ["<!--", "-->", "<![CDATA[", "]]>", "&lt;", "&#0;", "&#1;", "&#13;", "\0", "\n", " "]
pieces = st.one_of(tags, closings, st.text(max_size=8), st.sampled_from(SIGNS))
fragments = st.lists(pieces, max_size=12).map("".join)


class Reader(HTMLParser):
    """What a browser would find in a fragment."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [(tag, "", "")] + [(tag, name, value or "") for name, value in attrs]


def read(fragment: str) -> list[tuple[str, str, str]]:
    reader = Reader()
    reader.feed(fragment)
    reader.close()
    return reader.found


@settings(max_examples=300, deadline=None)
@given(fragments)
def test_only_allowed_elements_and_attributes_are_left(fragment: str) -> None:
    for tag, name, value in read(clean_html(fragment, base_url="https://bread.example/")):
        assert tag in ELEMENTS
        allowed = ATTRIBUTES.get(tag, set()) | ATTRIBUTES["*"] | {"rel", "loading", ""}
        assert name in allowed
        if name in {"href", "src", "cite", "poster"}:
            assert re.match(r"(?:https?://|mailto:)", value)


@settings(max_examples=300, deadline=None)
@given(fragments)
def test_cleaning_twice_changes_nothing(fragment: str) -> None:
    once = clean_html(fragment, base_url="https://bread.example/")
    assert clean_html(once, base_url="https://bread.example/") == once


@settings(max_examples=300, deadline=None)
@given(fragments)
def test_the_text_of_a_cleaned_fragment_needs_no_parser(fragment: str) -> None:
    cleaned = clean_html(fragment, base_url="https://bread.example/")
    assert text_of_cleaned(cleaned) == plain_text(cleaned)


@settings(max_examples=300, deadline=None)
@given(fragments)
def test_what_looks_settled_is(fragment: str) -> None:
    once = settle_tags(_cleaner()(fragment), BASE).strip()
    if is_settled(once):
        assert settle_tags(_cleaner()(once), BASE).strip() == once


@settings(max_examples=200, deadline=None)
@given(fragments)
def test_titles_and_texts_can_be_stored(fragment: str) -> None:
    for text in (as_title(fragment), plain_text(fragment)):
        text.encode()
        assert "\0" not in text
    assert "\n" not in as_title(fragment)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=40), st.sampled_from(["", "https://bread.example/a/", "javascript:x", "//x"]))
def test_an_address_is_of_the_web_or_none(address: str, base: str) -> None:
    found = absolute(address, base)
    assert not found or re.match(r"(?:https?://|mailto:)", found)
    assert canonical_url(canonical_url(found)) == canonical_url(found)
