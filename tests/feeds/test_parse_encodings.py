import pytest

from feeds.parse import parse
from feeds.parse.decode import decode

TEXT = "<rss version='2.0'><channel><title>{}</title></channel></rss>"


def title(document: bytes, content_type: str = "") -> str:
    return parse(document, content_type=content_type).title


@pytest.mark.parametrize(
    "encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]
)
def test_unicode_is_known_by_its_mark_or_its_shape(encoding: str) -> None:
    assert title(TEXT.format("Grüße 你好").encode(encoding)) == "Grüße 你好"


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("windows-1251", "Привет"),
        ("koi8-r", "Привет"),
        ("iso-8859-1", "Grüße"),
        ("windows-1252", "“Grüße” €"),
        ("gb18030", "你好，世界"),
        ("shift_jis", "こんにちは"),
        ("euc-kr", "안녕하세요"),
        ("iso-2022-jp", "こんにちは"),
        ("big5", "你好"),
    ],
)
def test_a_declared_encoding_is_believed(encoding: str, words: str) -> None:
    document = f"<?xml version='1.0' encoding='{encoding}'?>{TEXT.format(words)}".encode(encoding)
    assert title(document) == words


def test_without_a_declaration_the_server_is_believed() -> None:
    assert title(TEXT.format("Привет").encode("koi8-r"), "text/xml; charset=KOI8-R") == "Привет"


@pytest.mark.parametrize("label", ["iso-8859-1", "ascii", "utf-16", "utf-7", "nonsense", "rot13", "punycode", "zip"])
def test_text_that_is_utf8_is_utf8_whatever_its_label(label: str) -> None:
    document = f"<?xml version='1.0' encoding='{label}'?>{TEXT.format('Grüße')}".encode()
    assert title(document, f"text/xml; charset={label}") == "Grüße"


def test_windows_1252_said_to_be_utf8_is_read() -> None:
    document = f"<?xml version='1.0' encoding='utf-8'?>{TEXT.format('“Grüße”')}".encode("windows-1252")
    assert title(document) == "“Grüße”"


def test_one_broken_byte_does_not_spoil_a_text() -> None:
    document = TEXT.format("Grüße, Straße, Übung, Äpfel, Öl und Füße @").encode().replace(b"@", b"\xff")
    assert title(document) == "Grüße, Straße, Übung, Äpfel, Öl und Füße \ufffd"


def test_utf7_is_not_a_way_to_hide_markup() -> None:
    hidden = b"<?xml version='1.0' encoding='utf-7'?>+ADw-script+AD4-"
    assert "<script>" not in decode(hidden, "text/xml; charset=utf-7")


def test_nothing_is_left_that_a_database_refuses() -> None:
    document = TEXT.format("a\0b&#0;c\x08d&#xD800;e\ufffe").encode()
    found = title(document)
    assert not set(found) & set("\0\x08\ud800\ufffe")
    found.encode()


def test_a_lone_surrogate_in_json_is_dropped() -> None:
    document = rb'{"version": "https://jsonfeed.org/version/1.1", "title": "a\ud800b\u0000c", "items": []}'
    assert title(document) == "abc"


@pytest.mark.parametrize("label", ["hex", "rot13", "idna", "undefined", "klingon"])
def test_a_label_that_is_no_encoding_of_texts_is_passed_over(label: str) -> None:
    document = f"<?xml version='1.0' encoding='{label}'?>{TEXT.format('Grüße')}".encode("windows-1252")
    assert title(document, f"text/xml; charset={label}") == "Grüße"
