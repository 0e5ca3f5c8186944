from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from feeds.management.answer import AnswerCommand, UsageError
from ranking.replay.bandit import BadLogError, Comparison, compare

ESTIMATORS = ("ips", "snips", "dr")


class Command(AnswerCommand):
    help = "What another policy would have earned, estimated from a log with propensities, against the truth."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--data", metavar="FOLDER", type=Path, required=True, help="logs of policies: POLICY/CAMPAIGN/CAMPAIGN.csv"
        )
        parser.add_argument("--seed", type=int, default=0, help="of the bootstrap (0)")

    def work(self, **options: Any) -> dict[str, Any]:
        import numpy as np

        try:
            found = compare(options["data"], rng=np.random.default_rng(options["seed"]))
        except BadLogError as error:
            raise UsageError(str(error)) from error
        held = {name: sum(_holds(it, name) for it in found) for name in ESTIMATORS}
        return {"estimates": [_row(it) for it in found], "truth_within_interval": held, "of": len(found)}

    def in_words(self, answer: Any) -> str:
        lines = [f"{'campaign':<9}{'log':<8}{'policy':<8}{'truth':<24}" + "".join(f"{it:<32}" for it in ESTIMATORS)]
        for row in answer["estimates"]:
            cells = [f"{_interval(row[it])} ess {row[it]['ess']:.0f}" for it in ESTIMATORS]
            lines.append(
                f"{row['campaign']:<9}{row['logged']:<8}{row['target']:<8}{_interval(row['truth']):<24}"
                + "".join(f"{cell:<32}" for cell in cells)
            )
        held = ", ".join(f"{name} {n}" for name, n in answer["truth_within_interval"].items())
        return "\n".join([*lines, f"intervals that hold the truth, of {answer['of']}: {held}"])


def _row(it: Comparison) -> dict[str, Any]:
    return {**asdict(it), "holds": {name: _holds(it, name) for name in ESTIMATORS}}


def _holds(it: Comparison, estimator: str) -> bool:
    """Whether the interval of this estimator holds what the policy's own log says."""
    return bool(getattr(it, estimator).holds(it.truth.value))


def _interval(it: dict[str, float]) -> str:
    return f"{100 * it['value']:.2f} % ({100 * it['low']:.2f}-{100 * it['high']:.2f})"
