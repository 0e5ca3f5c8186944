from argparse import ArgumentParser
from pathlib import Path
from random import Random
from typing import Any

from feeds.embed import EncoderError, encode
from feeds.management.answer import AnswerCommand, UsageError, WorkFailedError

SHOWN = ("auc", "mrr", "ndcg5", "ndcg10", "hit10", "mrr10")


class Command(AnswerCommand):
    help = (
        "Replay a public click log in the order of time through the counters, profiles and the scorer of the site. "
        "globo: CSV with user_id, session_id, click_article_id, click_timestamp (Globo.com's clicks, plain or .xz). "
        "mind: a folder or zip archive with behaviors.tsv and news.tsv (MIND, from https://msnews.github.io)."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("path", metavar="PATH", type=Path, help="the log: a file, or a folder of them")
        parser.add_argument("--format", choices=("globo", "mind"), required=True, help="how the log is written")
        parser.add_argument("--seed", type=int, default=0, help="of the drawn candidates and the random ranker (0)")

        parser.add_argument("--heads", action="store_true", help="globo: measure the heads of the site, too (slower)")
        parser.add_argument("--no-text", dest="text", action="store_false", help="mind: leave what articles say aside")

    def work(self, **options: Any) -> dict[str, dict[str, float]]:
        from ranking.replay.tables import BadLogError

        try:
            found = self._globo(**options) if options["format"] == "globo" else self._mind(**options)
        except BadLogError as error:
            raise UsageError(str(error)) from error
        except EncoderError as error:
            raise WorkFailedError(f"{error} --no-text does without.") from error
        if not found:
            raise WorkFailedError("Nothing could be ranked: the log must be longer than what is only learnt from.")
        return found

    def _globo(self, *, path: Path, seed: int, heads: bool, **_options: Any) -> dict[str, dict[str, float]]:
        from ranking.replay import clicks, next_click

        rng = Random(seed)  # noqa: S311  dice, no secret
        return next_click.replay(clicks.read(path), rng=rng, tell=self.stderr.write, with_heads=heads)

    def _mind(self, *, path: Path, seed: int, text: bool, **_options: Any) -> dict[str, dict[str, float]]:
        import numpy as np

        from ranking.replay import mind, shown_lists

        log = mind.read(path)
        titles = log.titles(history=shown_lists.HISTORY) if text else {}
        self.stderr.write(f"{len(log.shown)} lists, {len(titles)} titles to understand")
        vectors = dict(zip(titles, encode(list(titles.values())), strict=True))
        return shown_lists.replay(log, vectors=vectors, rng=np.random.default_rng(seed), tell=self.stderr.write)

    def in_words(self, answer: Any) -> str:
        last = next(reversed(answer.values()))
        shown = [name for name in SHOWN if name in last]
        rows = [f"{'ranker':<20}" + "".join(f"{name:>9}" for name in shown)]
        rows += [
            f"{ranker:<20}" + "".join(f"{found[name]:>9.4f}" for name in shown) for ranker, found in answer.items()
        ]
        speed = f", {last['clicks_per_s']} clicks/s" if "clicks_per_s" in last else ""
        return "\n".join([*rows, f"{last['impressions']} lists, {last['seconds']} s{speed}"])
