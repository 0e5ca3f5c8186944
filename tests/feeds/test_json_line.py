import pytest

from feeds.management.json_line import loads


def test_a_byte_order_mark_is_not_part_of_the_line() -> None:
    assert loads(b'\xef\xbb\xbf{"id": 1}') == loads('\ufeff{"id": 1}') == {"id": 1}


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "property name"),
        (b'"caf\xe9"', "decode"),
        ("[" * 9000, "nested too deeply"),
        (r'["\ud800"]', r"half a character, \\ud800"),
        ("[NaN]", "NaN is no number"),
        ("9" * 5000, "4300 digits"),
    ],
)
def test_what_an_answer_could_not_hold_is_refused_with_a_sentence(line: bytes | str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        loads(line)


def test_both_halves_of_a_character_are_one() -> None:
    assert loads(r'"\ud83d\ude00"') == "😀"
