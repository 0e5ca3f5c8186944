"""What a benchmark offers to `manage.py bench`."""

import json
from argparse import ArgumentParser
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Say = Callable[[str], None]  # a line of progress, on standard error


def in_lines(answer: dict[str, Any]) -> str:
    """The answer for a person, where a benchmark has no words of its own."""
    return json.dumps(answer, indent=2, ensure_ascii=False, default=str)


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One benchmark. `run` does it with the command's options and returns what `--json` prints.

    It may raise WorkFailedError and UsageError. The module loads what is heavy inside `run`: every benchmark's module
    is imported to print the help.
    """

    help: str
    add_arguments: Callable[[ArgumentParser], None]
    run: Callable[[Mapping[str, Any], Say], dict[str, Any]]
    in_words: Callable[[dict[str, Any]], str] = in_lines
