from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from feeds import embed
from feeds.embed import EncoderError, batches, encode, processor_flags

pytestmark = pytest.mark.timeout(120)  # seconds: the first test loads the encoder from a cold disk


def cosine(one: list[float], other: list[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def test_vectors_are_of_length_one_and_the_same_whatever_stands_beside() -> None:
    alone = encode(["A ferry"])[0]
    beside = encode(["A ferry", "A very long text about bread. " * 100])[0]
    assert len(alone) == 384
    assert cosine(alone, alone) == pytest.approx(1, abs=1e-4)
    assert cosine(alone, beside) == pytest.approx(1, abs=1e-2)  # bfloat16 has three digits


def test_texts_about_the_same_are_nearer() -> None:
    ferry, boat, bread = encode(["A ferry hit the quay", "A ship ran into the pier", "Bake the loaf for an hour"])
    assert cosine(ferry, boat) > cosine(ferry, bread) + 0.2


def test_an_empty_text_has_the_vector_of_a_space() -> None:
    empty, space = encode(["", " "])
    assert empty == space


def test_a_text_that_comes_twice_is_encoded_once() -> None:
    first, other, again = encode(["A ferry hit the quay", "Bake the loaf", " A ferry hit the quay "])
    assert first is again
    assert first is not other


def test_texts_of_like_length_share_a_batch_and_none_is_lost() -> None:
    texts = ["a" * length for length in (10, 3_000, 20, 3_000, 30, 500, 3_000, 3_000)]
    found = list(batches(texts, letters=4_000))
    assert sorted(place for part in found for place in part) == list(range(len(texts)))
    assert [[len(texts[place]) for place in part] for part in found] == [[3_000] * 3, [3_000, 500, 30], [20, 10]]
    assert list(batches([], letters=4_000)) == []


def test_many_texts_come_back_in_their_order() -> None:
    texts = [f"Harbour {number} " + "and quay " * (number * 37 % 50) for number in range(40)]
    together, alone = encode(texts), [encode([text])[0] for text in texts[::13]]
    assert [cosine(*pair) for pair in zip(together[::13], alone, strict=True)] == pytest.approx([1] * 4, abs=1e-2)


def test_no_texts_have_no_vectors() -> None:
    assert encode([]) == []


@pytest.mark.parametrize("texts", ["one text", [b"bytes"], [None], [1]])
def test_what_is_no_list_of_strings_is_refused(texts: Any) -> None:
    with pytest.raises(TypeError, match="strings"):
        encode(texts)


@pytest.fixture
def unloaded() -> Iterator[None]:
    """The encoder is loaded once a process; these tests watch it load."""
    embed._encoder.cache_clear()
    yield
    embed._encoder.cache_clear()


@pytest.mark.usefixtures("unloaded")
def test_weights_that_changed_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embed, "BUNDLED_SHA256", "0" * 64)
    with pytest.raises(EncoderError, match="force-reinstall"):
        encode(["A ferry"])


@pytest.mark.usefixtures("unloaded")
def test_a_model_that_is_not_there_is_named(settings: Settings) -> None:
    settings.EMBEDDING_MODEL = "some/hub-model"
    with pytest.raises(EncoderError, match="EMBEDDING_MODEL is 'some/hub-model'"):
        encode(["A ferry"])


def test_the_processor_is_asked(tmp_path: Path) -> None:
    (tmp_path / "cpuinfo").write_text("processor : 0\nflags\t\t: fpu avx2 amx_bf16\n")
    assert "amx_bf16" in processor_flags(tmp_path / "cpuinfo")


def test_a_system_that_does_not_tell_has_no_flags(tmp_path: Path) -> None:
    assert processor_flags(tmp_path / "missing") == frozenset()
