from pathlib import Path

import pytest

from manage import NEED_NO_SERVERS
from tests.faults.site import free_port, manage


def test_a_wrong_setting_stops_the_start_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "many")
    answer = manage(tmp_path, "check")
    assert answer.returncode == 1
    assert "PORT is 'many'; set it to a number from 1 to 65535." in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_database_that_does_not_answer_is_a_sentence(tmp_path: Path) -> None:
    nobody = f"postgresql://nobody@127.0.0.1:{free_port()}/none"
    answer = manage(tmp_path, "showmigrations", DATABASE_URL=nobody, BROKER_URL="redis://x", CACHE_URL="redis://x")
    assert answer.returncode == 1
    assert "The database does not answer" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_commands_without_rows_start_no_servers() -> None:
    assert {"parse_feed", "clean_html", "check_url", "check", "help"} <= set(NEED_NO_SERVERS)
