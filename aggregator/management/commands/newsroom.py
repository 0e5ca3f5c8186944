import signal
import sys
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from aggregator.demo.articles import publishers
from aggregator.demo.newsroom import Newsroom, server


class Command(BaseCommand):
    help = "Publish the articles of aggregator/demo/articles on the loopback, until stopped."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8001, help="1 to 65535; 8001 unless told")

    def handle(self, *_args: Any, port: int, **_options: Any) -> None:
        """Publish until interrupted. Exits with 2 for a port that is none, with 1 for one that is taken."""
        if not 1 <= port <= 65535:  # noqa: PLR2004  the largest port there is
            self.stderr.write(f"--port is {port}; give a number from 1 to 65535.")
            sys.exit(2)
        newsroom = Newsroom(publishers(), timezone.now(), f"http://127.0.0.1:{port}")
        try:
            open_server = server(newsroom, port, clock=timezone.now)
        except OSError as error:
            self.stderr.write(f"Port {port} cannot be used ({error.strerror}). Choose another: --port {port + 1}.")
            sys.exit(1)
        signal.signal(signal.SIGTERM, _stop)
        with open_server:
            self.stdout.write(f"newsroom {newsroom.base}")
            self.stdout.flush()
            try:
                open_server.serve_forever()
            except KeyboardInterrupt:
                return


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
