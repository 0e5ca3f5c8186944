import pytest

from moderation.evidence import read
from moderation.params import P_CLAIM, P_REPORTED
from moderation.signals.falsehood import falsehood
from moderation.types import Evidence


def p(title: str, text: str = "") -> float:
    return falsehood(read(Evidence(title, text))).p


@pytest.mark.parametrize(
    "claim",
    [
        "Vaccines cause autism",
        "The jab contains microchips",
        "5G masts spread coronavirus",
        "The pandemic is a hoax",
        "Drink a glass of diluted bleach every morning",
        "Quit chemo and heal naturally",
    ],
)
def test_an_old_false_claim_is_known(claim: str) -> None:
    assert p(claim) >= P_CLAIM


@pytest.mark.parametrize(
    "debunk",
    [
        "Vaccines do not cause autism",
        "The claim that 5G spreads coronavirus is false",
        "Never drink bleach: it does not protect against the virus",
        "Claims that the pandemic is a hoax spread online",
    ],
)
def test_its_debunk_is_not_taken_for_it(debunk: str) -> None:
    assert p(debunk) <= P_REPORTED


def test_stopping_tablets_counts_where_a_remedy_is_offered() -> None:
    assert p("Cinnamon for everybody", "You can stop your tablets.") >= P_CLAIM
    assert p("Regulator recalls batch", "You can stop your tablets.") == 0
