"""A child does what it is asked, within its limits, and never takes its parent down."""

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from feeds import limited
from feeds.limited import BrokenError, Limits, RefusedError, TooCostlyError, Work, ask, children, close_children
from feeds.limited.process import Process
from tests.feeds import limited_work

ECHO = Work(limited_work.echo, doing="saying it backwards")
MEMORY = 1_000_000_000


def pid() -> int:
    return int(ask(ECHO, {})[0]["pid"])


def test_a_child_is_given_words_and_bytes_and_gives_both_back() -> None:
    about, body = ask(ECHO, {"word": "Grüße"}, b"x" * 200_000 + b"y")
    assert about["word"] == "Grüße"
    assert about["pid"] != os.getpid()
    assert body == b"y" + b"x" * 200_000


def test_one_child_serves_many_questions() -> None:
    assert pid() == pid()


def test_threads_that_ask_at_the_same_time_have_a_child_each() -> None:
    both, pids = threading.Barrier(2), []

    def work() -> None:
        child = children._children.take(ECHO)
        both.wait()
        pids.append(child.process.pid)
        children._children.give_back(child)

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(pids)) == 2


def test_a_refusal_keeps_its_sentence_and_its_child() -> None:
    before = pid()
    with pytest.raises(RefusedError, match=r"^these bytes are no good$"):
        ask(Work(limited_work.refuse, doing="reading"), {})
    assert pid() == before


def test_a_fault_of_ours_is_told_with_its_trace() -> None:
    with pytest.raises(BrokenError, match=r"reading failed .LookupError: a fault of ours") as caught:
        ask(Work(limited_work.fail, doing="reading"), {})
    assert "limited_work.py" in caught.value.__notes__[0]


@pytest.mark.parametrize(
    ("function", "about", "limits", "words"),
    [
        (limited_work.hang, {}, Limits(seconds=0.2), r"reading took longer than 0\.2 seconds"),
        (limited_work.swell, {"bytes": 2_000_000_000}, Limits(), "reading took more memory than it may take"),
        (
            limited_work.swell,
            {"bytes": 2_000_000},
            Limits(answer_bytes=1_000_000),
            "reading gave more than it may give",
        ),
        (limited_work.nest, {}, Limits(), "reading goes too deep"),
        (limited_work.die, {}, Limits(), "reading took more memory than it may take"),
    ],
)
def test_what_costs_too_much_is_given_up_and_the_child_replaced(
    function: Any, about: dict[str, int], limits: Limits, words: str
) -> None:
    close_children()
    with pytest.raises(TooCostlyError, match=words):
        ask(Work(function, doing="reading", limits=limits), about)
    assert children._children.idle == []
    assert ask(ECHO, {}, b"ab")[1] == b"ba"


def test_a_question_larger_than_the_pipe_to_a_dead_child_is_given_up() -> None:
    pid()
    child = children._children.idle[-1]
    os.kill(child.process.pid, signal.SIGKILL)
    child.process.wait()
    with pytest.raises(TooCostlyError):
        ask(ECHO, {}, b"x" * 1_000_000)
    assert pid() != child.process.pid


def test_a_child_retires_after_enough_work() -> None:
    limits = Limits(served=1, memory_bytes=MEMORY + 1)
    once = Work(limited_work.echo, doing="saying it backwards", limits=limits)
    assert ask(once, {})[0]["pid"] != ask(once, {})[0]["pid"]


def test_a_child_that_grew_too_large_retires() -> None:
    limits = Limits(kept_bytes=1, memory_bytes=MEMORY + 2)
    first, second = (ask(Work(limited_work.echo, "echoing", limits), {})[0] for _time in range(2))
    assert first["pid"] != second["pid"]


def test_a_child_that_was_given_nothing_to_share_does_no_work_that_needs_it() -> None:
    bare, work = pid(), Work(limited_work.read_shared, "reading", shares=limited_work.write_words)
    assert ask(work, {}) == ({"refused": True}, b"rye and wheat")
    assert pid() == bare


def test_children_read_what_their_parent_shares_and_cannot_change_it() -> None:
    limits = Limits(memory_bytes=MEMORY + 3, served=1)
    work = Work(limited_work.read_shared, "reading", limits, shares=limited_work.write_words)
    assert [ask(work, {}) for _child in range(2)] == [({"refused": True}, b"rye and wheat")] * 2


def test_only_so_many_children_wait() -> None:
    started = [Process(MEMORY) for _ in range(children._IDLE + 1)]
    for child in started:
        children._children.give_back(child)
    assert len(children._children.idle) <= children._IDLE
    close_children()
    assert all(child.process.returncode is not None for child in started)


def test_a_child_knows_no_secrets_and_writes_no_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", "secret")
    close_children()
    found = ask(Work(limited_work.environment, doing="looking"), {})[0]
    assert "secret" not in found.values()
    with pytest.raises(BrokenError, match="OSError"):
        ask(Work(limited_work.write, doing="writing"), {"path": str(tmp_path / "a")}, b"x")


def test_a_forked_worker_starts_children_of_its_own() -> None:
    script = (
        "import os, json\nfrom feeds.limited import Work, ask\nfrom tests.feeds.limited_work import echo\n"
        "work = Work(echo, doing='x')\nask(work, {})\nreader, writer = os.pipe()\nchild = os.fork()\n"
        "if child == 0:\n    os.write(writer, ask(work, {}, b'a')[1])\n    os._exit(0)\n"
        "os.waitpid(child, 0)\n"
        "print(json.dumps([os.read(reader, 10).decode(), ask(work, {}, b'b')[1].decode()]))\n"
    )
    root = Path(limited.__file__).parents[2]
    found = subprocess.run(
        [sys.executable, "-W", "error", "-c", script], cwd=root, capture_output=True, text=True, check=True
    )
    assert json.loads(found.stdout) == ["a", "b"]
    assert found.stderr == ""
