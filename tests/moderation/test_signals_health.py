import pytest

from moderation.evidence import read
from moderation.judge import judge
from moderation.params import HEALTH_AT
from moderation.signals.dubious import dubious
from moderation.signals.health import health
from moderation.types import Evidence


@pytest.mark.parametrize(
    "title",
    [
        "New vaccine against malaria approved",
        "Masks make no difference, post says",
        "Hospital nurses on strike",
        "Drinking hot water kills the virus",
        "Obesity among children rises",
    ],
)
def test_what_is_about_health_passes_the_gate(title: str) -> None:
    assert judge(Evidence(title, ""))[0].p_health >= HEALTH_AT


@pytest.mark.parametrize("title", ["Striker signs for three years", "Film wins three awards", "Band plays in the park"])
def test_what_is_not_stays_outside(title: str) -> None:
    assert judge(Evidence(title, ""))[0].p_health < HEALTH_AT


def test_without_a_model_words_alone_open_the_gate() -> None:
    assert health(read(Evidence("Hospital treats patients with cancer", "")), ()).p >= HEALTH_AT


def test_without_a_model_nothing_sounds_dubious() -> None:
    assert dubious(()).p == 0


def test_a_plot_sounds_more_dubious_than_a_statistic() -> None:
    plot = judge(Evidence("Bill Gates secretly planned the coronavirus to sell his microchip vaccine", ""))[0]
    statistic = judge(Evidence("The state reported 312 new cases and 4,100 tests on Tuesday", ""))[0]
    assert plot.p_dubious > statistic.p_dubious + 0.2
