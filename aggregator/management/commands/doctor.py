import sys
from collections.abc import Callable
from typing import Any

from aggregator import embedded
from aggregator.migrate import with_servers
from aggregator.ops import health, stock
from aggregator.ops.health import Check
from aggregator.ops.hubs import websub
from feeds.management.answer import AnswerCommand


class Command(AnswerCommand):
    help = "Is everything that a running site needs there and healthy? Exit 1 if something needed is not."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer like every command, but fail when a needed check did."""
        self.has_failed = False
        super().handle(*args, **options)
        if self.has_failed:
            sys.exit(1)

    def work(self, **_options: Any) -> list[dict[str, object]]:
        """Every check, also after one failed; the exit status is 1 when one that is needed did."""
        checks = self.examine()
        self.has_failed = any(check.is_needed and not check.ok for check in checks)
        return [{"check": check.check, "ok": check.ok, "detail": check.detail} for check in checks]

    def examine(self) -> list[Check]:
        """Every check; with the site down, on servers that run for as long as this takes."""
        try:
            with with_servers():
                return health.ask((*health.TO_RUN, *stock.CHECKS))
        except embedded.NotStartedError as error:
            without: tuple[Callable[[], Check], ...] = (health.python, health.disk, stock.encoder, stock.mail, websub)
            return [Check("database", ok=False, detail=str(error)), *(check() for check in without)]

    def in_words(self, answer: list[dict[str, Any]]) -> str:
        """One line a check."""
        return "\n".join(f"{'ok ' if row['ok'] else 'NO '} {row['check']:<13} {row['detail']}" for row in answer)
