"""What translators wrote: whole sentences, the same values in them, and the plurals of each language."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages import Message
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils import translation
from django.utils.translation import ngettext

from aggregator.tongues.collected import catalogues

_VALUES = re.compile(r"%\(\w+\)[sd]|\{\w+\}|%%|</?\w+[^>]*>")
FILES = catalogues(settings.CATALOGUES)


def translated(file: Path) -> Iterator[Message]:
    """The sentences of a catalogue that somebody wrote."""
    with file.open("rb") as lines:
        catalogue = read_po(lines, locale=file.parent.parent.name)
    return (message for message in catalogue if message.id and message.string and any(message.string))


def values(text: str) -> set[str]:
    """What is put into a sentence, and the tags in it."""
    return set(_VALUES.findall(text))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.parent.parent.name)
def test_no_sentence_names_a_value_that_is_not_given(file: Path) -> None:
    for message in translated(file):
        known = values(" ".join([message.id] if isinstance(message.id, str) else message.id))
        said = [message.string] if isinstance(message.string, str) else list(message.string or [])
        assert all(values(form) <= known for form in said), message.id


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.parent.parent.name)
def test_a_sentence_about_many_says_how_many(file: Path) -> None:
    for message in translated(file):
        if not isinstance(message.id, str) and not isinstance(message.string, str):
            assert values((message.string or [""])[-1]) == values(message.id[-1]), message.id


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.parent.parent.name)
def test_a_sentence_on_one_thing_keeps_every_value(file: Path) -> None:
    for message in translated(file):
        if isinstance(message.id, str) and isinstance(message.string, str):
            assert values(message.string) == values(message.id), message.id


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "0 comments, 1 comment, 2 comments, 3 comments, 11 comments, 100 comments"),
        ("zh-hans", "0 条评论, 1 条评论, 2 条评论, 3 条评论, 11 条评论, 100 条评论"),
        ("es", "0 comentarios, 1 comentario, 2 comentarios, 3 comentarios, 11 comentarios, 100 comentarios"),
        ("fr", "0 commentaire, 1 commentaire, 2 commentaires, 3 commentaires, 11 commentaires, 100 commentaires"),
        ("ar", "لا تعليقات, تعليق واحد, تعليقان, 3 تعليقات, 11 تعليقًا, 100 تعليق"),
    ],
)
def test_every_number_has_the_plural_of_its_language(language: str, said: str) -> None:
    with translation.override(language):
        counted = [ngettext("%(n)s comment", "%(n)s comments", n) % {"n": n} for n in (0, 1, 2, 3, 11, 100)]
    assert ", ".join(counted) == said
