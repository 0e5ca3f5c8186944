import json
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings

from aggregator.demo.articles import publishers
from feeds.embed import EncoderError, encode
from feeds.management.answer import AnswerCommand, UsageError, WorkFailedError
from feeds.models import Article
from feeds.vectors import text_to_embed

LEAD = 40  # words: the likeness of first sentences is enough here, and takes a fifth of the time
READERS, DAYS = 24, 60  # two minutes on two quiet cores
ESTIMATED = (("estimate", "interval"), ("truth", "truth_interval"))
Text = tuple[str, str, str]  # topic, title, text


class Command(AnswerCommand):
    help = (
        "Readers with known tastes against the site's own stages of ranking, in memory: how fast it learns them, what "
        "exploring costs and brings, how broad pages stay. Without a database. The same seed gives the same figures."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--readers", type=whole(1, 5_000), default=READERS, help=f"how many ({READERS})")
        parser.add_argument("--days", type=whole(2, 365), default=DAYS, help=f"how long ({DAYS})")
        parser.add_argument("--seed", type=whole(0, 2**31), default=0, help="of everything that is drawn (0)")
        parser.add_argument(
            "--articles", metavar="FILE.jsonl", type=Path, help='rows {"topic", "title", "text"}; else the demo\'s'
        )

    def work(self, **options: Any) -> dict[str, Any]:
        from ranking.replay.simulation.corpus import texts
        from ranking.replay.simulation.report import simulate

        rows = demo() if options["articles"] is None else read(options["articles"])
        if len({topic for topic, _title, _text in rows}) < 2:  # noqa: PLR2004  of one topic there is nothing to choose
            raise UsageError("The articles are of one topic; a simulation needs at least two.")
        try:
            vectors = encode([lead(title, text) for _topic, title, text in rows])
        except EncoderError as error:
            raise WorkFailedError(str(error)) from error
        stock = texts(vectors, [it[0] for it in rows], [max(1, len(it[2].split())) for it in rows])
        found = simulate(stock, readers=options["readers"], days=options["days"], seed=options["seed"])
        return {"articles": len(rows), "encoder": settings.EMBEDDING_MODEL, **found}

    def in_words(self, answer: Any) -> str:
        grown, cost, known = answer["growth"], answer["cost"], answer["learning"]["clicks_until_known"]
        curve = ", ".join(f"{it['clicks']}: {100 * it['share']:.0f} %" for it in answer["learning"]["curve"])
        found, without = answer["discoverable"]["articles"], answer["discoverable_without"]["articles"]
        broad, lost = answer["variety"], f"{100 * cost['at_once']:.1f} % of clicks at once"
        lines = {
            "pages": f"{answer['pages']}, {answer['readers']} readers, {answer['days']} days",
            "worth of the oracle's page, by clicks before": curve,
            "clicks until 90 % of what is reached": f"{known['of_reached']} (reached: {100 * known['reached']:.0f} %)",
            "one showing of a topic adds to its click rate": grown_in_words(grown["rate"]),
            "and to its clicks": grown_in_words(grown["clicks"]),
            "exploring costs": f"{lost}, {100 * cost['a_page']:.1f} % a page against the site without",
            "articles found": f"{found}, {without} without exploring",
            "topics of a page": f"at least {broad['least_topics']}, effective {broad['effective_topics']}",
            "ILD": f"{broad['ild']}",
            "ECE": ", ".join(f"{name} {it['ece']:.4f}" for name, it in answer["calibration"].items()),
        }
        goals = [f"{'met' if is_met else 'MISSED'}: {goal}" for goal, is_met in answer["goals"].items()]
        return "\n".join([*(f"{name}: {line}" for name, line in lines.items()), *goals])


def grown_in_words(it: dict[str, Any]) -> str:
    """An estimate beside the truth, each with its interval, and what it is without the showing."""
    estimated, true = (f"{it[name]:.3f} {it[interval]}" for name, interval in ESTIMATED)
    return f"{estimated}, truly {true}; without {it['without']:.3f}"


def whole(low: int, high: int) -> Callable[[str], int]:
    """A whole number between `low` and `high`, as an argument."""

    def number(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
            raise ArgumentTypeError(f"{text!r} is no whole number from {low} to {high}")
        return int(text)

    return number


def lead(title: str, text: str) -> str:
    """What is embedded of an article."""
    return text_to_embed(Article(title=title, text=" ".join(text.split()[:LEAD])))


def demo() -> list[Text]:
    """The articles of the demo's newsroom that the encoder can read."""
    pieces = [piece for publisher in publishers() for piece in publisher.pieces]
    return [(it.topic, it.title, it.body) for it in pieces if it.language == "en"]


def read(file: Path) -> Sequence[Text]:
    """The rows of a file. Raises UsageError."""
    try:
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").split("\n") if line.strip()]
        return [(str(row["topic"]), str(row["title"]), str(row["text"])) for row in rows]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(f'{file} is no file of rows {{"topic", "title", "text"}}: {error!r}.') from error
