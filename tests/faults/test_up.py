import json
import shutil
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.faults.site import Site, free_port, manage, processes

pytestmark = pytest.mark.timeout(180)


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """The data folder of a site that was started and stopped once."""
    path = Path(tempfile.mkdtemp(prefix="bs-up-"))
    with Site(path) as site:
        assert any(line.startswith("account operator@example.org password ") for line in site.lines)
        assert site.home() == 200
        assert site.end(signal.SIGTERM) == 0
    assert processes(path) == []
    yield path
    for process in processes(path):
        process.kill()
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[Site]:
    """A site that runs while several tests look at it."""
    with Site(folder) as running:
        yield running


def test_a_second_start_says_ready_once_and_no_password_again(site: Site) -> None:
    assert site.lines == [f"ready http://127.0.0.1:{site.port}"]
    assert site.home() == 200


def test_a_second_up_in_the_same_folder_names_the_first(site: Site) -> None:
    second = manage(site.folder, "up", "--port", str(free_port()))
    assert second.returncode == 1
    assert f"process {site.process.pid}, http://127.0.0.1:{site.port}" in second.stderr
    assert "Traceback" not in second.stderr


def test_a_taken_port_is_named_with_who_has_it(site: Site, data_folder: Path) -> None:
    refused = manage(data_folder, "up", "--port", str(site.port))
    assert refused.returncode == 1
    assert f"Port {site.port} is taken by" in refused.stderr
    assert "(process " in refused.stderr


def test_a_command_joins_the_running_servers_and_leaves_them_running(site: Site) -> None:
    doctor = manage(site.folder, "doctor", "--json")
    answers = {row["check"]: row["ok"] for row in json.loads(doctor.stdout)}
    assert answers["database"]
    assert answers["migrations"]
    assert site.home() == 200


@pytest.mark.parametrize("word", ["beat", "learn"])
def test_a_worker_that_is_killed_is_started_again(site: Site, word: str) -> None:
    (child,) = site.children(word)
    child.kill()
    child.wait(10)
    assert _another(site, word, than=child.pid)


def _another(site: Site, word: str, *, than: int) -> bool:
    # The supervisor looks five times a second and waits one second before the first new start.
    while site.process.poll() is None:
        if any(child.pid != than for child in site.children(word)):
            return True
    return False


def test_interrupted_it_leaves_no_process_behind(site: Site) -> None:
    assert site.end(signal.SIGINT) == 0
    assert processes(site.folder) == []


def test_a_killed_keeper_takes_its_servers_along_and_the_next_start_is_clean(folder: Path) -> None:
    with Site(folder) as site:
        keeper = next(found for found in processes(folder) if "aggregator.embedded.keeper" in found.cmdline())
        servers = keeper.children(recursive=True)
        keeper.kill()
        _, lingering = psutil.wait_procs(servers, timeout=20)
        assert lingering == []
        site.end(signal.SIGTERM)
    assert manage(folder, "showmigrations", "accounts").returncode == 0
    assert processes(folder) == []


def test_a_killed_site_ends_by_itself_and_starts_again_cleanly(folder: Path) -> None:
    with Site(folder) as site:
        left = processes(folder)
        assert site.end(signal.SIGKILL) == -signal.SIGKILL
    _, lingering = psutil.wait_procs(left, timeout=40)
    assert lingering == []
    with Site(folder) as again:
        assert again.home() == 200
