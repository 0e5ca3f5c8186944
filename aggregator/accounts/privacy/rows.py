"""The rows of a rule as plain values: what they point at is told by its name, another person by what others see."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from django.db.models import Field, ForeignKey, Model

from aggregator.accounts.models import User
from aggregator.accounts.privacy.rules import Rule
from feeds.models import Article, Feed, Topic

# Of what a row points at; other rows are told by their number.
TOLD: Mapping[type[Model], tuple[str, ...]] = MappingProxyType(
    {Article: ("title", "url"), Feed: ("title", "url"), Topic: ("slug",), User: ("public_id",)}
)
CHUNK = 2_000  # rows held at once: a megabyte


def rows(rule: Rule, user_id: int) -> Iterator[dict[str, Any]]:
    """Every row, oldest first, column by column."""
    found = rule.of(user_id).order_by("pk").values(*columns(rule))
    return iter(found.iterator(chunk_size=CHUNK))


def columns(rule: Rule) -> list[str]:
    """What is told of each row."""
    own = rule.key.partition("__")[0]
    told: list[str] = []
    for column in rule.rows_of._meta.concrete_fields:  # noqa: SLF001  documented since Django 1.8
        if column.name != own and column.name not in rule.hides:
            told += _told(column)
    return told


def _told(column: "Field[Any, Any]") -> list[str]:
    if not isinstance(column, ForeignKey):
        return [column.name]
    more = [f"{column.name}__{it}" for it in TOLD.get(column.related_model, ())]
    return more if column.related_model is User else [column.attname, *more]
