import json

import pytest
from django.core.management import call_command

from aggregator.bench import figures


def test_reading_is_measured_beside_feedparser(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("bench", "parse", "--number", "2", "--rounds", "1", "--json")
    answer = json.loads(capsys.readouterr().out)
    assert answer["feeds"] == answer["same_entries"] == 2
    assert answer["readers"]["feedparser_default"]["ratio"] == 1
    assert set(answer["ordinary_feed_ms"]) == set(answer["readers"])


def test_reading_is_told_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("bench", "parse", "--number", "1", "--rounds", "1")
    assert "the same entries in 1 of 1 feeds" in capsys.readouterr().out


@pytest.mark.parametrize("options", [["--number", "0"], ["--documents", "/nowhere"]])
def test_a_benchmark_of_nothing_is_a_mistake_in_asking(options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        call_command("bench", "parse", *options, "--json")
    assert caught.value.code == 2
    assert "error" in json.loads(capsys.readouterr().out)


def test_percentiles_are_of_the_values_themselves() -> None:
    assert figures.percentiles([4, 1, 3, 2]) == {"p50": 2, "p95": 4, "p99": 4}
