from feeds.language import language_of


def test_a_sentence_is_known_by_its_language() -> None:
    assert language_of("Der Bundestag hat am Freitag ein neues Gesetz beschlossen, das Mieter schützt.") == "de"


def test_of_a_few_letters_nothing_is_said() -> None:
    assert language_of("OK") == ""


def test_numbers_have_no_language() -> None:
    assert language_of("12 34 56 78 90 " * 10) == ""
