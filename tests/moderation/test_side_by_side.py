"""Two versions beside each other: nothing is lost, and what changed is marked."""

import time

import pytest

from moderation.side_by_side import Piece, Row, compare, line

BEFORE = "Garlic cures cancer within a week.\n\nEat it raw.\n\nA doctor said so."


def sides(before: str, after: str) -> tuple[list[str], list[str]]:
    """Both texts, put together again from what is shown."""
    then: list[str] = []
    now: list[str] = []
    for stretch in compare(before, after):
        then += stretch.same
        now += stretch.same
        then += ["".join(it.text for it in row.before) for row in stretch.rows if row.before]
        now += ["".join(it.text for it in row.after) for row in stretch.rows if row.after]
    return then, now


@pytest.mark.parametrize(
    "after",
    [
        BEFORE,
        "",
        "Something else.",
        BEFORE.replace("cures", "may help against"),
        f"New.\n\n{BEFORE}\n\nNewer.",
        "\n\n".join(f"Paragraph {n}" for n in range(500)),
    ],
)
def test_both_texts_are_there_in_full(after: str) -> None:
    assert sides(BEFORE, after) == (BEFORE.split("\n\n"), [it for it in after.split("\n\n") if it])


def test_only_the_words_that_changed_are_marked() -> None:
    row = line("Garlic cures cancer", "Garlic fights cancer")
    assert [it.text for it in row.before if it.is_changed] == ["cures"]
    assert [it.text for it in row.after if it.is_changed] == ["fights"]


def test_paragraphs_that_have_little_in_common_are_marked_as_a_whole() -> None:
    assert line("Garlic cures cancer.", "We made a mistake") == Row(
        [Piece("Garlic cures cancer.", is_changed=True)], [Piece("We made a mistake", is_changed=True)]
    )


def test_a_script_without_spaces_is_compared_sign_by_sign() -> None:
    assert line("大蒜能治癌症", "大蒜不能治癌症").after == [
        Piece("大蒜", is_changed=False),
        Piece("不", is_changed=True),
        Piece("能治癌症", is_changed=False),
    ]


def test_a_long_text_with_an_edit_at_its_end_is_compared_in_full() -> None:
    paragraphs = [f"Paragraph {n}" for n in range(5_000)]
    found = compare("\n".join(paragraphs), "\n".join([*paragraphs[:-1], "It ends well"]))
    assert [len(it.same) for it in found] == [4_999, 0]


def test_the_worst_text_costs_seconds_of_processor_at_most() -> None:
    before = "\n".join(" ".join(f"{a}{n}" for n in range(900)) for a in range(200))
    began = time.process_time()
    compare(before, before.replace("1", "2"))
    assert time.process_time() - began < 10
