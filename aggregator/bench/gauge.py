"""What processes take while something runs: the peak of their memory together, and their CPU time by kind."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

import psutil

EVERY_S = 0.1  # a document takes longer to come and be saved; each look costs half a millisecond
# To see which processes a family has means to look at all of the machine, 2 ms each time; they live for minutes.
FAMILY_S = 0.5

Processes = Callable[[], list[psutil.Process]]


@dataclass
class Gauge:
    """Filled while the with-block runs."""

    peak_bytes: dict[str, int] = field(default_factory=dict)
    cpu_s: dict[str, float] = field(default_factory=dict)


@contextmanager
def gauge(kinds: Mapping[str, Processes]) -> Iterator[Gauge]:
    """Watch these kinds of processes: resident memory summed over those alive at one moment, CPU from start to end.

    Pages that processes share count once for each. CPU of processes that ended meanwhile is known to their last look.
    """
    found, done = Gauge(dict.fromkeys(kinds, 0), dict.fromkeys(kinds, 0.0)), threading.Event()
    used: dict[str, dict[tuple[int, float], float]] = {kind: _cpu(which()) for kind, which in kinds.items()}
    before = {kind: dict(seen) for kind, seen in used.items()}

    def look() -> None:
        """Note what each kind holds and has used at this moment."""
        for kind, which in kinds.items():
            processes = which()
            found.peak_bytes[kind] = max(found.peak_bytes[kind], sum(map(_memory, processes)))
            used[kind] |= _cpu(processes)

    def watch() -> None:
        while not done.wait(EVERY_S):
            look()

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield found
    finally:
        done.set()
        thread.join()
        look()
        for kind, seen in used.items():
            found.cpu_s[kind] = sum(spent - before[kind].get(process, 0.0) for process, spent in seen.items())


def family(root: psutil.Process) -> Processes:
    """A process and all its descendants, as they were half a second ago at most."""
    known: list[psutil.Process] = []
    until = 0.0

    def alive() -> list[psutil.Process]:
        """The family; empty when the root is gone."""
        nonlocal known, until
        if (now := time.monotonic()) >= until:
            try:
                known = [root, *root.children(recursive=True)]
            except psutil.Error:
                known = []
            until = now + FAMILY_S
        return known

    return alive


def own_memory(processes: list[psutil.Process]) -> int:
    """Bytes of these processes together: what several share counts once, divided among those that share it."""
    found = 0
    for process in processes:
        try:
            full = process.memory_full_info()
        except psutil.Error:
            continue
        found += int(getattr(full, "pss", full.uss))  # pss: Linux
    return found


def _memory(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0


def _cpu(processes: list[psutil.Process]) -> dict[tuple[int, float], float]:
    spent = {}
    for process in processes:
        try:
            times = process.cpu_times()
            spent[process.pid, process.create_time()] = times.user + times.system
        except psutil.Error:
            continue
    return spent
