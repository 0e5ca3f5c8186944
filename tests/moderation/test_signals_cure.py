import pytest

from moderation.evidence import read
from moderation.params import P_CLAIM, P_DENIED, P_REPORTED
from moderation.signals.cure import cure
from moderation.types import Evidence


def p(title: str, text: str = "") -> float:
    return cure(read(Evidence(title, text))).p


@pytest.mark.parametrize(
    "remedy", ["Garlic", "Baking soda", "Lemon peel", "Bleach", "Your own urine", "Essential oils"]
)
@pytest.mark.parametrize("promise", ["cures", "heals", "eliminates", "kills", "reverses"])
@pytest.mark.parametrize("illness", ["cancer", "diabetes", "HIV", "autism"])
def test_any_remedy_any_promise_any_grave_illness(remedy: str, promise: str, illness: str) -> None:
    assert p(f"{remedy} {promise} {illness}") >= P_CLAIM


@pytest.mark.parametrize(
    "denial",
    [
        "Garlic does not cure cancer",
        "Garlic cannot cure cancer",
        "Garlic has never cured cancer",
        "There is no evidence that garlic cures cancer",
        "Garlic is no cure for cancer",
    ],
)
def test_a_denial_is_the_opposite_of_a_claim(denial: str) -> None:
    assert p(denial) <= P_DENIED


def test_not_only_denies_nothing() -> None:
    assert p("Garlic not only cures cancer, it heals diabetes") >= P_CLAIM


def test_a_question_is_a_matter_for_a_person() -> None:
    assert p("Can garlic cure cancer?") == P_REPORTED


def test_did_you_know_is_no_question() -> None:
    assert p("Did you know that garlic cures cancer?") >= P_CLAIM


def test_a_pronoun_carries_the_remedy_from_the_title() -> None:
    assert p("What garlic can do", "Eat it raw. It cures cancer within a month.") >= P_CLAIM


def test_a_medicine_between_them_is_no_remedy_claim() -> None:
    assert p("Tea company's drug cures hepatitis C") <= P_DENIED


def test_a_fund_raiser_is_no_claim() -> None:
    assert p("Coffee morning raises money to cure childhood cancer") <= P_DENIED


def test_disinfection_is_no_claim_but_bleach_in_a_body_is() -> None:
    assert p("Soap kills coronavirus") < P_CLAIM
    assert p("Bleach kills coronavirus on door handles and other surfaces") < P_CLAIM
    assert p("Drinking bleach kills coronavirus") >= P_CLAIM


def test_aids_is_an_illness_only_in_capitals() -> None:
    assert p("Ginger tea heals and aids digestion") < P_CLAIM
    assert p("Ginger tea heals AIDS") >= P_CLAIM


def test_an_article_that_takes_it_back_is_not_sure() -> None:
    quoted = "A post reads: garlic cures cancer. This is false. No trial has ever shown it."
    assert p("The garlic rumour, checked", quoted) <= P_REPORTED


def test_one_myth_busted_does_not_excuse_three_claims() -> None:
    spam = "Garlic cures cancer. Onions heal HIV. Lemon reverses diabetes. That doctors help is a myth."
    assert p("Health from the garden", spam) >= P_CLAIM
