import subprocess
import sys
from pathlib import Path

from tests.faults.site import ROOT, environment, manage, processes


def test_a_cluster_of_another_version_is_refused_with_what_to_do(data_folder: Path) -> None:
    (data_folder / "postgres").mkdir()
    (data_folder / "postgres" / "PG_VERSION").write_text("16\n")
    refused = manage(data_folder, "migrate")
    assert refused.returncode == 1
    assert "PostgreSQL 16; this release runs PostgreSQL 18" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert processes(data_folder) == []


def test_a_folder_of_another_layout_is_refused_with_what_to_do(data_folder: Path) -> None:
    (data_folder / "layout").write_text("99")
    refused = manage(data_folder, "migrate")
    assert refused.returncode == 1
    assert "layout 99; this release knows layout 1" in refused.stderr


def test_a_folder_that_is_a_file_is_refused_with_what_to_do(data_folder: Path) -> None:
    (data_folder / "file").touch()
    refused = manage(data_folder / "file" / "data", "migrate")
    assert refused.returncode == 1
    assert "Set DATA_DIR to a folder" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_commands_that_start_together_share_servers_and_leave_none(data_folder: Path) -> None:
    line = [sys.executable, "manage.py", "showmigrations", "accounts"]
    together = [
        subprocess.Popen(line, cwd=ROOT, env=environment(data_folder), stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    answers = [command.communicate(timeout=100)[0] for command in together]
    assert [command.returncode for command in together] == [0, 0, 0, 0]
    assert all("[X] 0001_initial" in answer for answer in answers)
    assert processes(data_folder) == []


def test_a_path_too_long_for_a_socket_works_all_the_same(data_folder: Path) -> None:
    deep = data_folder / ("very-long-name-" * 8)
    assert manage(deep, "migrate", "--check").returncode == 0
    assert not list((deep / "run").glob("postgres"))
