"""A real `manage.py up` in a folder of its own."""

import http.client
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import psutil

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def environment(folder: Path) -> dict[str, str]:
    strange = {"BROADSHEET_TESTS", "DATABASE_URL", "BROKER_URL", "CACHE_URL"}
    ours = {name: value for name, value in os.environ.items() if name not in strange}
    return {**ours, "DJANGO_SETTINGS_MODULE": "aggregator.settings", "DATA_DIR": str(folder), "DURABLE": "0"}


def manage(folder: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """One command, to its end, with these variables in its environment."""
    line = [sys.executable, "manage.py", *words]
    given = {**environment(folder), **variables}
    return subprocess.run(line, cwd=ROOT, env=given, capture_output=True, text=True, check=False, timeout=90)


def processes(folder: Path) -> list[psutil.Process]:
    """Everything that was started for this folder and still lives."""
    found = []
    for process in psutil.process_iter():
        try:
            is_ours = process.environ().get("DATA_DIR") == str(folder)
            if is_ours and process.pid != os.getpid() and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        except psutil.Error:
            continue
    return found


class Site:
    """`up`, from ready to its end."""

    def __init__(self, folder: Path, *words: str, **variables: str) -> None:
        self.folder, self.port = folder, free_port()
        self.lines: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "up", "--port", str(self.port), "--no-starter", *words],
            cwd=ROOT,
            env={**environment(folder), **variables},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def wait_until_ready(self) -> Self:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line.strip())
            if line.startswith("ready "):
                return self
        raise AssertionError(f"up ended with {self.process.wait()} before it was ready: {self.lines}")

    def home(self) -> int:
        door = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        door.request("GET", "/")
        status = door.getresponse().status
        door.close()
        return status

    def end(self, number: signal.Signals) -> int:
        self.process.send_signal(number)
        return self.process.wait(60)

    def children(self, word: str) -> Sequence[psutil.Process]:
        return [child for child in psutil.Process(self.process.pid).children() if word in child.cmdline()]

    def __enter__(self) -> Self:
        return self.wait_until_ready()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self.process.poll() is None:
            self.end(signal.SIGTERM)
        if self.process.stdout is not None:
            self.process.stdout.close()
