"""`PYTHON peer.py PORT FEEDS FOLDER`: the same feeds through lemon24/reader, with its own storage and workers.

A script that imports nothing of the site, so that it also runs with an interpreter that has only the PyPI package
`reader`. Each line on standard input is answered with the seconds that updating all feeds took.
"""

import json
import sys
import time
from importlib import import_module
from pathlib import Path

# Side by side, as we fetch; with one, as its documentation begins, it waits for the network most of the time.
WORKERS = 32


def main(port: int, feeds: int, folder: Path) -> None:
    """Update for each line, until standard input ends."""
    reader = import_module("reader").make_reader(str(folder / "reader.sqlite"))
    for number in range(feeds):
        reader.add_feed(f"http://127.0.0.1:{port}/{number}")
    print("ready", flush=True)  # noqa: T201 -- the parent waits for it
    for _line in sys.stdin:
        began = time.perf_counter()
        reader.update_feeds(workers=WORKERS, scheduled=False)  # all of them, not only those it would visit now
        answer = {"seconds": time.perf_counter() - began, "entries": reader.get_entry_counts().total}
        print(json.dumps(answer), flush=True)  # noqa: T201 -- the answer


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
