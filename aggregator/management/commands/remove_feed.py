from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from aggregator.removal import remove_feed
from feeds.models import Feed


class Command(BaseCommand):
    help = "Remove a feed. Articles that other feeds brought too, or that somebody keeps, stay."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("id", type=int, help="the number in the address of the feed's page")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Raises CommandError where there is no such feed."""
        feed = Feed.objects.filter(pk=options["id"]).first()
        if feed is None:
            raise CommandError(f"There is no feed {options['id']}.")
        name = str(feed)
        is_gone = remove_feed(feed, now=timezone.now())
        kept = "removed" if is_gone else "paused: somebody keeps articles of it, all others are gone"
        self.stdout.write(f"{name}: {kept}")
