"""Where the time of a page goes: the stages of the recipe and of the view, timed from outside."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from types import ModuleType
from typing import Any

from django.db import connection

# Where a stage is called from, its name there, and what it is called in the answer.
STAGES = (
    ("ranking.profiles", "taste", "taste"),
    ("ranking.recommend", "remember", "memory"),
    ("ranking.sources", "gather", "sources"),
    ("ranking.order", "filters", "filters"),
    ("ranking.order", "features", "features"),
    ("ranking.scorers", "scores", "scores"),
    ("ranking.order", "value", "value"),
    ("ranking.order", "explore", "explore"),
    ("ranking.order", "rerank", "rerank"),
    ("ranking.recommend", "explain", "explain"),
    ("ranking.slate", "names", "names"),
    ("ranking.slate", "write", "slate"),
    ("aggregator.pages.cards", "of_slate", "cards"),
    ("aggregator.pages.rail", "rail", "rail"),
    ("aggregator.pages.home", "printed", "templates"),
)


@dataclass(slots=True)
class Spent:
    """Milliseconds a stage: by the clock, of this thread's processor, and waiting for the database."""

    wall: dict[str, float] = field(default_factory=dict)
    cpu: dict[str, float] = field(default_factory=dict)
    database: dict[str, float] = field(default_factory=dict)
    queries: dict[str, int] = field(default_factory=dict)
    open: list[str] = field(default_factory=list)

    def add(self, name: str, wall_s: float, cpu_s: float) -> None:
        """So much more of a stage."""
        self.wall[name] = self.wall.get(name, 0.0) + wall_s * 1000
        self.cpu[name] = self.cpu.get(name, 0.0) + cpu_s * 1000

    def asked(self, seconds: float) -> None:
        """A query of the stage that is under way."""
        name = self.open[-1] if self.open else "the rest"
        self.database[name] = self.database.get(name, 0.0) + seconds * 1000
        self.queries[name] = self.queries.get(name, 0) + 1


@contextmanager
def timed() -> Iterator[Spent]:
    """Everything that is served within the block is timed, stage by stage."""
    spent = Spent()
    with ExitStack() as stack:
        for module, attribute, name in STAGES:
            stack.enter_context(_watching(import_module(module), attribute, name, spent))
        stack.enter_context(connection.execute_wrapper(_asking(spent)))
        yield spent


@contextmanager
def _watching(module: ModuleType, attribute: str, name: str, spent: Spent) -> Iterator[None]:
    """A stop-watch around the real function, which is called all the same, for the time of a with-block."""
    original = getattr(module, attribute)
    setattr(module, attribute, _watched(original, name, spent))
    try:
        yield
    finally:
        setattr(module, attribute, original)


def _watched(original: Callable[..., Any], name: str, spent: Spent) -> Callable[..., Any]:
    def call(*args: Any, **kwargs: Any) -> Any:
        spent.open.append(name)
        wall, cpu = time.perf_counter(), time.thread_time()
        try:
            return original(*args, **kwargs)
        finally:
            spent.open.pop()
            spent.add(name, time.perf_counter() - wall, time.thread_time() - cpu)

    return call


def _asking(spent: Spent) -> Callable[..., Any]:
    def ask(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001  Django's own shape
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            spent.asked(time.perf_counter() - began)

    return ask
