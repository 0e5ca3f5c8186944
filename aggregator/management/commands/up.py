import sys
from argparse import ArgumentParser
from contextlib import closing
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from aggregator import embedded
from aggregator.collected import collect_static
from aggregator.embedded.locks import Lock
from aggregator.migrate import let_go, migrate, with_servers
from aggregator.tongues.compiled import compile_catalogues
from aggregator.up import address, children, demo, first_run
from aggregator.up.logs import rotate
from aggregator.up.supervisor import BrokenError, Supervisor


class Command(BaseCommand):
    help = "Run the whole site in the foreground until Ctrl-C: servers, web, workers, clock."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=settings.PORT, help="listen here (default: PORT, or 8000)")
        parser.add_argument("--demo", action="store_true", help="with a small local newsroom and simulated readers")
        parser.add_argument("--no-starter", action="store_true", help="add no starter feeds to a new site")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Run until somebody stops it; exit 0 then, 1 with a sentence when it cannot run."""
        port = options["port"]
        if not 1 <= port <= demo.LAST_PORT:
            self.stderr.write(f"--port {port} is no port; choose a number from 1024 to 65535.")
            sys.exit(2)
        supervisor = Supervisor(host=settings.HOST, port=port, given=self.given(port, is_demo=options["demo"]))
        supervisor.listen_to_signals()
        try:
            with closing(address.take_folder(settings.EMBEDDED.run_dir, supervisor.address)):
                address.check_port(settings.HOST, port)
                rotate(settings.EMBEDDED.log_dir)
                with with_servers() as users:
                    self.run_site(supervisor, users, **options)
        except (address.TakenError, embedded.NotStartedError, BrokenError) as error:
            self.stderr.write(str(error))
            sys.exit(1)

    def given(self, port: int, *, is_demo: bool) -> dict[str, str]:
        """What every process of the site is told beside our own environment."""
        return {"PORT": str(port), **(demo.environment() if is_demo else {})}

    def run_site(self, supervisor: Supervisor, users: Lock | None, **options: Any) -> None:
        """Everything between the servers' start and their stop."""
        if users is None or not settings.EMBEDDED.run_postgres:
            migrate()  # somebody else's database; nobody did it on the way here
        collect_static()
        compile_catalogues(settings.CATALOGUES, settings.LOCALE_PATHS[0])
        self.welcome(is_starter=not options["no_starter"] and not options["demo"])
        let_go()  # from here on this process only watches
        supervisor.keep_open = [users.fd] if users else []
        try:
            supervisor.start([children.web(settings.HOST, supervisor.port)])
            supervisor.wait_for_home()
            supervisor.start([*children.workers(), *(demo.plans(supervisor.port) if options["demo"] else [])])
            if not supervisor.is_stopping:
                self.stdout.write(f"ready {supervisor.address}")
                self.stdout.flush()
            supervisor.watch()
        finally:
            supervisor.stop()

    def welcome(self, *, is_starter: bool) -> None:
        """People and feeds for a new site; passwords are said here and never again."""
        for person in first_run.people():
            self.stdout.write(f"account {person.email} password {person.password}")
        if is_starter and (added := first_run.starter_feeds(now=timezone.now())):
            self.stdout.write(f"{added} starter feeds added; the first sweep fetches them")
        self.stdout.flush()
