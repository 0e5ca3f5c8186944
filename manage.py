#!/usr/bin/env python
"""Every command of the site. A command that needs the database joins the running embedded servers, or starts them."""

import os
import sys

# These neither read nor write rows (or, as up and doctor, see to the servers themselves).
NEED_NO_SERVERS = (
    *(
        "bench",
        "check_url",
        "clean_html",
        "collect_messages",
        "embed_text",
        "group_stories",
        "parse_feed",
        "replay_clicks",
        "simulate",
        "tag_topics",
        "train_topics",
    ),
    *("check", "collectstatic", "compilemessages", "diffsettings", "findstatic", "help", "makemessages"),
    *("makemigrations", "startapp", "version", "doctor", "newsroom", "up"),
)
# These know texts and nothing of the site: to load its apps takes a second, as long as to assess two hundred texts.
NEED_NO_APPS = {"assess_text": "moderation"}
ASK_FOR_HELP = frozenset({"-h", "--help", "--version"})


def main(words: list[str]) -> None:
    """Run the command that was asked for, with the servers it needs."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aggregator.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line, load_command_class
    from django.db import OperationalError

    from aggregator.embedded import NotStartedError

    try:
        if words[1:] and words[1] in NEED_NO_APPS:
            load_command_class(NEED_NO_APPS[words[1]], words[1]).run_from_argv(words)
            return
        if not words[1:] or words[1] in NEED_NO_SERVERS or ASK_FOR_HELP & set(words[1:]):
            execute_from_command_line(words)
            return
        from aggregator.migrate import with_servers  # reads the settings, which may be wrong

        with with_servers():
            execute_from_command_line(words)
    except (NotStartedError, ImproperlyConfigured) as error:
        sys.exit(str(error))
    except OperationalError as error:
        sys.exit(f"The database does not answer: {str(error).splitlines()[0]}. manage.py doctor says more.")


if __name__ == "__main__":
    main(sys.argv)
