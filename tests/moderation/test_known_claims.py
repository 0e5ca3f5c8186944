"""Known claims: a repetition is found and held, a debunk is not, and a neighbour is another claim."""

from typing import Any

import pytest

from moderation.evidence import read
from moderation.judge import judge
from moderation.references.library import Entry, Library, library
from moderation.references.match import match
from moderation.references.wording import figures, of_claim
from moderation.signals.known import known
from moderation.types import Evidence, Known, Stance, Zone

CLAIM = "Holding your breath for ten seconds shows that you do not have COVID-19"


def of(*claims: str, is_grave: bool = True, verdict: str = "false", site: str = "facts.example") -> Library:
    return library(
        [Entry(at, claim, of_claim(claim), verdict, is_grave, "Facts: False", site) for at, claim in enumerate(claims)]
    )


def found(text: str, library: Library, title: str = "News", **given: Any) -> tuple[Known, ...]:
    return match(read(Evidence(title, text)), library, **given)


def test_other_words_for_the_same_are_one_number() -> None:
    assert set(of_claim("Garlic heals coronavirus")) == set(of_claim("The garlic cures COVID-19"))


def test_the_figure_in_the_name_of_an_illness_is_none() -> None:
    assert figures(("covid", "19", "in", "ten", "days")) == {"10"}


def test_a_repetition_is_found_with_its_place() -> None:
    (one,) = found("So they say. Sunscreen causes skin cancer, believe me.", of("Sunscreen causes skin cancer"))
    assert (one.stance, one.is_sure) == (Stance.REPEATS, True)
    assert (one.start, one.end) == (18, 59)


def test_an_empty_library_finds_nothing() -> None:
    assert found("Sunscreen causes skin cancer.", of()) == ()


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Ivermectin cures COVID-19.", Stance.REPEATS),
        ("No, ivermectin does not cure COVID-19.", Stance.DENIES),
        ("It is a myth that ivermectin cures COVID-19.", Stance.DENIES),
        ("Does ivermectin cure COVID-19?", Stance.REPORTS),
        ("Ivermectin may cure COVID-19.", Stance.REPORTS),
        ("Some nurses believe ivermectin cures COVID-19.", Stance.REPORTS),
        ("I believe ivermectin cures COVID-19.", Stance.REPEATS),
    ],
)
def test_the_stance_of_a_sentence_is_told(text: str, stance: Stance) -> None:
    assert [one.stance for one in found(text, of("Ivermectin cures COVID-19"))] == [stance]


def test_a_claim_that_denies_something_is_repeated_by_denying_it() -> None:
    denial = of("Masks do not stop any virus")
    assert found("Masks do not stop any virus.", denial)[0].stance is Stance.REPEATS
    assert found("Masks stop nearly any virus.", denial)[0].stance is Stance.DENIES


def test_a_title_that_takes_it_back_makes_a_debunk_of_the_quotation() -> None:
    (one,) = found("Ivermectin cures COVID-19.", of("Ivermectin cures COVID-19"), title="Debunked again")
    assert one.stance is Stance.DENIES


def test_the_page_of_the_fact_checker_repeats_nothing() -> None:
    (one,) = found("Ivermectin cures COVID-19.", of("Ivermectin cures COVID-19"), site="facts.example")
    assert one.stance is Stance.DENIES


def test_another_figure_is_another_claim() -> None:
    of_ten = of("Holding your breath for ten seconds proves your lungs are healthy")
    text = "Holding your breath for {} seconds proves your lungs are healthy."
    assert found(text.format(10), of_ten)[0].is_sure
    assert not found(text.format(40), of_ten)[0].is_sure


def test_in_a_language_that_the_guards_cannot_read_a_match_is_shown_and_never_acted_on() -> None:
    claim = "Ivermectina cura cancer diabetes coronavirus"
    text = f"Los médicos de la ciudad no lo dicen, pero es así para todos. {claim}."
    (one,) = found(text, of(claim))
    assert (one.stance, one.is_sure) == (Stance.REPORTS, False)


def test_the_meaning_lifts_other_words_and_lowers_a_neighbour() -> None:
    heat = of("Hot drinks kill the coronavirus in the throat")
    text = "Steam kills the coronavirus in the throat."
    near = found(text, heat, meaning=lambda asked: [{0: 0.9} for _one in asked])
    assert near[0].meaning == 0.9
    assert found(text, heat, meaning=lambda asked: [{0: 0.3} for _one in asked]) == ()


def one(**given: Any) -> Known:
    said: dict[str, Any] = {"verdict": "false", "is_grave": True, "is_sure": True, "stance": Stance.REPEATS}
    said |= {"likeness": 0.8, "words": 0.8, "meaning": None} | given
    return Known(reference_id=1, start=0, end=9, said="Facts: False", **said)


def test_only_a_sure_repetition_of_what_can_cost_a_life_weighs_like_a_promise_of_a_cure() -> None:
    grave = known([one()])
    assert (grave.p, grave.harm, len(grave.spans)) == (0.95, 1.0, 1)
    for other in (one(is_sure=False), one(is_grave=False), one(verdict="mixed"), one(stance=Stance.REPORTS)):
        assert known([other]).harm < 0.95


@pytest.mark.parametrize("given", [{"verdict": "true"}, {"verdict": "unknown"}, {"likeness": 0.66}])
def test_what_is_true_or_hardly_alike_is_shown_and_weighs_nothing(given: dict[str, Any]) -> None:
    assert known([one(**given)]).p == 0.0


def zone(text: str, library: Library, title: str = "What I learned") -> Zone:
    _verdict, triage = judge(Evidence(title, text), recall=lambda reading: match(reading, library))
    return triage.zone


def test_a_repetition_of_what_can_cost_a_life_is_held_and_a_debunk_is_shown() -> None:
    tar = of("Zoodle drops replace dialysis")
    assert zone("Zoodle drops replace dialysis, so save the trips to town.", tar) == Zone.HOLD
    assert zone("Zoodle drops do not replace dialysis, says the hospital in town.", tar) in {Zone.CLEAR, Zone.QUEUE}
    assert zone("Zoodle drops replace dialysis, so save the trips to town.", of()) != Zone.HOLD


def test_a_repetition_of_a_lesser_falsehood_waits_for_a_person_and_is_shown() -> None:
    assert zone("The pope sold his yellow car to a plumber.", of("The pope sold his yellow car", is_grave=False)) == (
        Zone.QUEUE
    )


def test_the_verdict_says_what_was_found() -> None:
    pope = of("The pope sold his yellow car", is_grave=False)
    verdict, triage = judge(Evidence("The pope sold his yellow car", ""), recall=lambda it: match(it, pope))
    assert verdict.known[0].stance is Stance.REPEATS
    assert "fact-checkers" in triage.reason
    assert any("was checked (Facts: False)" in span.why for span in verdict.spans)
