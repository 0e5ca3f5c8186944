"""The processes that `up --demo` adds: a newsroom on the loopback, and one that fills the site from it."""

import sys
from pathlib import Path

from django.conf import settings

from aggregator.up.children import Plan

LOOPBACK = "127.0.0.0/8"
LAST_PORT = 65535


def environment() -> dict[str, str]:
    """The newsroom is on this machine, where the crawler otherwise never connects."""
    return {"FETCH_ALLOW": ",".join({*settings.FETCH_ALLOW, LOOPBACK})}


def plans(port: int) -> list[Plan]:
    """The newsroom, and the one that subscribes to it, crawls it and reads as many readers would."""
    manage = (sys.executable, str(Path(settings.BASE_DIR) / "manage.py"))
    number = str(_newsroom_port(port))
    return [
        Plan("newsroom", (*manage, "newsroom", "--port", number)),
        Plan("demo_fill", (*manage, "demo_fill", "--port", number), is_one_shot=True),
    ]


def _newsroom_port(port: int) -> int:
    # Its feeds' addresses hold the port, so it stays the same for the life of a data folder.
    file = Path(settings.DATA_DIR) / "newsroom_port"
    if not file.exists():
        file.write_text(str(port + 1 if port < LAST_PORT else port - 1))
    return int(file.read_text())
