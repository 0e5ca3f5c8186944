from hypothesis import given
from hypothesis import strategies as st

from moderation.marks import Marked, Piece, marks
from moderation.types import Span


def words(marked: Marked) -> str:
    return "".join(piece.text for line in (marked.title, *marked.paragraphs) for piece in line)


def test_a_span_is_cut_out_of_its_paragraph_with_the_number_of_its_note() -> None:
    marked = marks("Garlic", "It cures cancer.\n\nThe end.", [Span(10, 16 + 6, "a cure")])
    assert marked.paragraphs[0] == (Piece("It "), Piece("cures cancer", 1), Piece("."))
    assert marked.notes == ("a cure",)


def test_a_span_in_the_title_is_marked_there() -> None:
    assert marks("Garlic cures cancer", "Text.", [Span(7, 19, "a cure")]).title[1] == Piece("cures cancer", 1)


def test_spans_of_one_kind_share_a_note() -> None:
    marked = marks("a b", "c", [Span(0, 1, "why"), Span(2, 3, "why")])
    assert marked.notes == ("why",)
    assert [piece.note for piece in marked.title] == [1, 0, 1]


def test_a_span_that_runs_over_a_line_is_marked_on_both() -> None:
    marked = marks("one", "two", [Span(1, 6, "why")])
    assert (marked.title[-1], marked.paragraphs[0][0]) == (Piece("ne", 1), Piece("tw", 1))


def test_a_word_inside_a_doubtful_sentence_keeps_its_own_note() -> None:
    marked = marks("garlic cures cancer", "", [Span(0, 19, "sounds dubious"), Span(7, 12, "promises a cure")])
    assert marked.title == (Piece("garlic", 1), Piece(" "), Piece("cures", 2), Piece(" cancer", 1))
    assert marked.notes == ("sounds dubious", "promises a cure")


def test_a_note_whose_words_are_all_explained_by_others_is_left_out() -> None:
    marked = marks("cures cancer", "", [Span(0, 12, "long"), Span(0, 5, "a"), Span(6, 12, "b")])
    assert marked.notes == ("a", "b")


spans = st.builds(Span, st.integers(-5, 60), st.integers(-5, 60), st.sampled_from(["a", "b"]))


@given(st.text("ab \n", max_size=40), st.lists(spans, max_size=6))
def test_no_word_is_lost_or_doubled_whatever_the_spans(text: str, found: list[Span]) -> None:
    kept = "".join(line for line in text.split("\n") if line.strip())
    assert words(marks("title", text, found)) == f"title{kept}"
