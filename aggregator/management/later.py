"""Commands that the contract names and a later release brings: they say so, whatever they are asked."""

import json
import sys

from django.core.management.base import BaseCommand


class LaterCommand(BaseCommand):
    """Answers every question with one sentence and exit 1."""

    sentence = ""

    def run_from_argv(self, argv: list[str]) -> None:
        """Say that it is not there yet; the arguments are not read, so none of them can be wrong."""
        if {"-h", "--help"} & set(argv):
            self.stdout.write(self.sentence)
            return
        if "--json" in argv:
            self.stdout.write(json.dumps({"error": self.sentence}))
        else:
            self.stderr.write(self.sentence)
        sys.exit(1)
