"""A pattern is looked for where its words stand, and never missed for want of them."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moderation.evidence import words
from moderation.lexicon.bait import BAIT, WITHHELD
from moderation.lexicon.despair import DESPAIR, HELP, REPORTING, SAD_SUBJECT, URGING
from moderation.needs import Pattern, pattern, vocabulary

PATTERNS = [
    *map(pattern, (*BAIT, *WITHHELD)),
    *(pattern(*expressions) for _weight, expressions in (*DESPAIR.values(), *URGING.values())),
    *(pattern(*expressions) for expressions in (SAD_SUBJECT, HELP, REPORTING)),
]
CASES = [
    f"{case['title']}\n{case['text']}".lower()
    for name in ("cases", "bait", "distress", "references")
    for case in map(json.loads, Path(__file__).with_name(f"{name}.jsonl").read_text("utf-8").splitlines())
]


def found(one: Pattern, text: str) -> re.Match[str] | None:
    return one.search(text, vocabulary(words(text)))


@pytest.mark.parametrize("one", PATTERNS, ids=lambda one: one.regex.pattern[:30])
@settings(max_examples=15, deadline=None)  # each of 45 patterns; no clock: the machine may be busy
@given(st.data())
def test_whatever_a_pattern_matches_holds_its_needs(one: Pattern, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(one.regex)).lower()
    assert (found(one, text) is None) == (one.regex.search(text) is None)


@pytest.mark.parametrize("one", PATTERNS, ids=lambda one: one.regex.pattern[:30])
def test_no_case_of_ours_is_missed(one: Pattern) -> None:
    assert [found(one, text) is not None for text in CASES] == [one.regex.search(text) is not None for text in CASES]


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        (r"\bcan'?t go\b", "i can't go"),
        (r"\bdon'?t\b", "'don't'"),
        (r"\b(?:co2|b12)\b", "take b12"),
        (r"\Bgone\b", "begone"),
        (r"\bself.?harm\w*", "self-harming"),
        (r"\b1 like ?= ?1\b", "1 like=1 prayer"),
        (r"\b(?=suicid)(?<!career )suicid\w+", "suicide"),
        (r"\b(?:ab)+c\b", "ababc"),
        (r"\b(?:ab|cd)+\b", "abcd"),
        (r"\b(?:like\w+|share\w*) it\b", "shared it"),
        (r"\b(?:\W+now|\w+)\b", "so now"),
        (r"\bno\.? ?\d (?:will|may)(?: not|\w+)? go\b", "no.1 will not go"),
        (r"[^a]x{2,}|\d%", "7%"),
        (r"\bcafé\b", "café"),
    ],
)
def test_what_stands_in_odd_places_is_found(expression: str, text: str) -> None:
    assert found(pattern(expression), text) is not None


def test_nothing_is_looked_for_where_a_word_is_missing() -> None:
    one = pattern(r"\bshare (?:this )?before\b")
    assert one.search("share this before", frozenset({"share"})) is None
    assert one.search("share this before", frozenset({"share", "this", "before"})) is not None


def test_most_patterns_need_a_word() -> None:
    assert all(one.needs for one in PATTERNS)
