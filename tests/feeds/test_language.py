import mmap
from pathlib import Path

import pytest

from feeds.language import Texts, _identifier, _mapped, language_of, write_model

ENGLISH = "The council of the town has decided to renew the old bridge at the market. " * 8
GERMAN = "Der Rat der Stadt hat am Freitag beschlossen, die alte Brücke am Markt zu erneuern. " * 8


@pytest.mark.parametrize("expected", ["en", "de", "fr", ""])
def test_what_is_expected_does_not_change_the_answer(expected: str) -> None:
    assert (language_of(ENGLISH, expected=expected), language_of(GERMAN, expected=expected)) == ("en", "de")


def test_a_sentence_is_known_by_its_language() -> None:
    assert language_of("Der Bundestag hat am Freitag ein neues Gesetz beschlossen, das Mieter schützt.") == "de"


def test_of_a_few_letters_nothing_is_said() -> None:
    assert language_of("OK") == ""


def test_numbers_have_no_language() -> None:
    assert language_of("12 34 56 78 90 " * 10) == ""


def test_the_texts_of_a_feed_are_told_apart_however_they_are_mixed() -> None:
    texts = Texts()
    assert [texts.language_of(text) for text in (ENGLISH, GERMAN, ENGLISH, ENGLISH, GERMAN, GERMAN, "OK")] == [
        *("en", "de", "en", "en", "de", "de"),
        "",
    ]


def test_words_that_the_feed_used_before_are_in_its_language() -> None:
    texts = Texts()
    texts.language_of(ENGLISH)
    bridge = "The old bridge at the market has to be renewed, the council of the town has decided today."
    assert texts.language_of(bridge) == "en"


def test_a_shared_model_is_the_one_that_is_loaded(tmp_path: Path) -> None:
    with (tmp_path / "model").open("w+b") as file:
        write_model(file.fileno())
        tables = dict(_mapped(mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)))
    assert (tables["ptc"] == _identifier().nb_ptc).all()
    assert tables["classes"].tolist() == _identifier().nb_classes
