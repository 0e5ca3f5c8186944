#!/usr/bin/env python
"""Every command of the site. A command that needs the database joins the running embedded servers, or starts them."""

import os
import sys


def main() -> None:
    """Run the command that was asked for, with the servers it needs."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aggregator.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
