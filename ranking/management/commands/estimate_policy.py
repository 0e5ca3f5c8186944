from argparse import ArgumentParser
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from feeds.management.answer import AnswerCommand, UsageError
from ranking.replay import explored
from ranking.replay.bandit import BadLogError, Comparison, compare

ESTIMATORS = ("ips", "snips", "dr")
DAYS = 28  # four weeks: every day of the week as often


class Command(AnswerCommand):
    help = (
        "What another policy would have earned, estimated from a log with propensities: of public logs against the "
        "truth (--data), or of this site's explored places against places by rank (--site)."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--data", metavar="FOLDER", type=Path, help="logs of policies: POLICY/CAMPAIGN/CAMPAIGN.csv")
        what.add_argument("--site", action="store_true", help="the pages that this site served")
        parser.add_argument("--days", type=int, default=DAYS, help=f"of the site's pages ({DAYS})")
        parser.add_argument("--seed", type=int, default=0, help="of the bootstrap (0)")

    def work(self, **options: Any) -> dict[str, Any]:
        import numpy as np

        rng = np.random.default_rng(abs(options["seed"]))
        if options["site"]:
            if not 1 <= options["days"] <= 365:  # noqa: PLR2004  a year: impressions are not kept longer
                raise UsageError("--days is a number from 1 to 365.")
            found = explored.looks(timezone.now() - timedelta(days=options["days"]))
            return {"looks": len(found), "policies": [asdict(it) for it in explored.compare(found, rng=rng)]}
        try:
            compared = compare(options["data"], rng=rng)
        except BadLogError as error:
            raise UsageError(str(error)) from error
        held = {name: sum(_holds(it, name) for it in compared) for name in ESTIMATORS}
        return {"estimates": [_row(it) for it in compared], "truth_within_interval": held, "of": len(compared)}

    def in_words(self, answer: Any) -> str:
        return _of_site(answer) if "policies" in answer else _of_logs(answer)


def _of_logs(answer: dict[str, Any]) -> str:
    lines = [f"{'campaign':<9}{'log':<8}{'policy':<8}{'truth':<24}" + "".join(f"{it:<32}" for it in ESTIMATORS)]
    for row in answer["estimates"]:
        cells = [f"{_interval(row[it])} ess {row[it]['ess']:.0f}" for it in ESTIMATORS]
        lines.append(
            f"{row['campaign']:<9}{row['logged']:<8}{row['target']:<8}{_interval(row['truth']):<24}"
            + "".join(f"{cell:<32}" for cell in cells)
        )
    held = ", ".join(f"{name} {n}" for name, n in answer["truth_within_interval"].items())
    return "\n".join([*lines, f"intervals that hold the truth, of {answer['of']}: {held}"])


def _of_site(answer: dict[str, Any]) -> str:
    if not answer["policies"]:
        return "No explored place was seen yet."
    columns = ("explored", "evenly", "rank", "gain")
    lines = [f"{'policy':<22}{'looks':>7}" + "".join(f"  {it:<22}" for it in columns)]
    lines += [
        f"{row['policy']:<22}{row['looks']:>7}" + "".join(f"  {_interval(row[it]):<22}" for it in columns)
        for row in answer["policies"]
    ]
    return "\n".join(lines)


def _row(it: Comparison) -> dict[str, Any]:
    return {**asdict(it), "holds": {name: _holds(it, name) for name in ESTIMATORS}}


def _holds(it: Comparison, estimator: str) -> bool:
    """Whether the interval of this estimator holds what the policy's own log says."""
    return bool(getattr(it, estimator).holds(it.truth.value))


def _interval(it: dict[str, float]) -> str:
    return f"{100 * it['value']:.2f} % ({100 * it['low']:.2f}-{100 * it['high']:.2f})"
