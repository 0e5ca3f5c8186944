#!/usr/bin/env python
"""Every command of the site. A command that needs the database joins the running embedded servers, or starts them."""

import os
import sys

# These neither read nor write rows (or, as up and doctor, see to the servers themselves).
NEED_NO_SERVERS = frozenset(
    "assess_text check check_url clean_html collectstatic compilemessages diffsettings doctor embed_text findstatic "
    "group_stories help makemessages makemigrations newsroom parse_feed startapp tag_topics up version".split()
)
ASK_FOR_HELP = frozenset({"-h", "--help", "--version"})


def main(words: list[str]) -> None:
    """Run the command that was asked for, with the servers it needs."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aggregator.settings")
    from django.core.management import execute_from_command_line

    if len(words) < 2 or words[1] in NEED_NO_SERVERS or ASK_FOR_HELP & set(words[1:]):
        execute_from_command_line(words)
        return
    from aggregator import embedded
    from aggregator.migrate import with_servers

    try:
        with with_servers():
            execute_from_command_line(words)
    except embedded.NotStartedError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(sys.argv)
