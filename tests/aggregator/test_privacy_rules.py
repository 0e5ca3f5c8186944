"""Nobody forgets a table: each column that names a person says what the copy has of it, and what erasing does to it."""

from collections.abc import Iterator

import pytest
from django.apps import apps

from aggregator.accounts.models import User
from aggregator.accounts.privacy.rows import columns
from aggregator.accounts.privacy.rules import RULES, THROUGH, Fate, Rule

WHAT_TO_DO = (
    "This column names a person. Add a Rule for it to RULES in aggregator/accounts/privacy/rules.py: `file` and "
    "`title` put its rows into the copy that a person may take (or `why_not` says why it has none), `hides` keeps "
    "secrets and other people out of it; GONE, LOOSE or STAYS (with `why`, and `empties` for its words) is what "
    "becomes of the rows when the person deletes the account. Export and erasure go along the rules by themselves."
)


def named_columns() -> Iterator[tuple[str, str]]:
    """Every column, of every table, that points at a person."""
    for model in apps.get_models(include_auto_created=True):
        for column in model._meta.get_fields():
            if column.is_relation and column.concrete and column.related_model is User and not column.many_to_many:
                yield model._meta.label, column.name


def said(rule: Rule) -> str:
    return f"{rule.model}.{rule.key}"


def test_every_column_that_names_a_person_has_a_rule() -> None:
    ruled = {(it.model, it.key) for it in RULES}
    missing = [f"{model}.{column}" for model, column in named_columns() if (model, column) not in ruled]
    assert missing == [], WHAT_TO_DO


def test_no_rule_is_of_a_column_that_is_gone() -> None:
    assert [said(it) for it in RULES if (it.model, it.key) not in set(named_columns())] == []


@pytest.mark.parametrize("rule", [*RULES, *THROUGH], ids=said)
def test_a_rule_says_where_the_rows_are_or_why_they_are_not(rule: Rule) -> None:
    assert bool(rule.file and rule.title) != bool(rule.why_not)
    assert rule.why or rule.fate != Fate.STAYS
    assert set(rule.hides) <= {column.name for column in rule.rows_of._meta.concrete_fields}
    assert columns(rule)


def test_no_two_files_have_one_name() -> None:
    files = [it.file for it in (*RULES, *THROUGH) if it.file]
    assert len(set(files)) == len(files)


def test_no_file_has_a_secret_of_the_person() -> None:
    secrets = ("password", "session_key", "stamp", "token", "secret", "p256dh", "auth", "data")
    told = {f"{it.file}.{name}" for it in (*RULES, *THROUGH) if it.file for name in columns(it)}
    assert [it for it in told if it.rpartition(".")[2] in secrets] == []
