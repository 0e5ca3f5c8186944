from argparse import ArgumentParser
from pathlib import Path
from random import Random
from typing import Any

from feeds.management.answer import AnswerCommand, UsageError, WorkFailedError

SHOWN = ("auc", "mrr", "ndcg5", "ndcg10", "hit10", "mrr10")


class Command(AnswerCommand):
    help = (
        "Replay a public click log in the order of time through the counters, profiles and the scorer of the site. "
        "globo: CSV with user_id, session_id, click_article_id, click_timestamp (Globo.com's clicks, plain or .xz)."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("path", metavar="PATH", type=Path, help="the log: a file, or a folder of them")
        parser.add_argument("--format", choices=("globo",), required=True, help="how the log is written")
        parser.add_argument("--seed", type=int, default=0, help="of the drawn candidates and the random ranker (0)")

    def work(self, **options: Any) -> dict[str, dict[str, float]]:
        from ranking.replay import clicks, next_click
        from ranking.replay.tables import BadLogError

        try:
            log = clicks.read(options["path"])
        except BadLogError as error:
            raise UsageError(str(error)) from error
        rng = Random(options["seed"])  # noqa: S311  dice, no secret
        found = next_click.replay(log, rng=rng, tell=self.stderr.write)
        if not found:
            raise WorkFailedError("No click could be ranked: the log must be longer than its first day.")
        return found

    def in_words(self, answer: Any) -> str:
        rows = [f"{'ranker':<12}" + "".join(f"{name:>9}" for name in SHOWN)]
        rows += [
            f"{ranker:<12}" + "".join(f"{found[name]:>9.4f}" for name in SHOWN) for ranker, found in answer.items()
        ]
        last = next(reversed(answer.values()))
        return "\n".join([*rows, f"{last['impressions']} lists, {last['seconds']} s, {last['clicks_per_s']} clicks/s"])
