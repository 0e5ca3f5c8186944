"""Who speaks under an article."""

import pytest

from moderation.params import NEW_ACCOUNTS_TOGETHER
from moderation.types import Commenter
from moderation.voices import voices


def test_an_author_is_one_voice_however_often_they_write() -> None:
    ada, bob = Commenter("ada"), Commenter("bob")
    heard = voices(["No.", "Really no.", "Yes."], [ada, ada, bob])
    assert [voice.words for voice in heard] == [("No.", "Really no."), ("Yes.",)]


def test_two_accounts_of_one_network_are_one_voice() -> None:
    heard = voices(["No.", "Never.", "Yes."], [Commenter("a", "home"), Commenter("b", "home"), Commenter("c", "work")])
    assert len(heard) == 2


def test_a_copy_is_nobodys() -> None:
    long = "this is a paid post and everybody should know it, {}"
    heard = voices(["fake", " Fake!!", "@ada fake", long.format("friends"), long.format("folks")])
    assert [voice.words for voice in heard] == [("fake",), (long.format("friends"),)]


def test_comments_without_words_are_told_apart_by_their_marks() -> None:
    assert len(voices(["??", "!!", "??"])) == 2


def test_new_accounts_weigh_little_and_many_of_them_one_voice() -> None:
    new = [Commenter(f"{at}", days=1) for at in range(100)]
    heard = voices([f"No {at}" for at in range(100)], new)
    assert sum(voice.weight for voice in heard) == pytest.approx(NEW_ACCOUNTS_TOGETHER)
    assert voices(["No"], new)[0].weight < 1
    assert voices(["No"], [Commenter("old", days=30)])[0].weight == 1
