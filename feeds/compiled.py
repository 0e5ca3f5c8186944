"""The SQL of a queryset, worked out once a process: Django builds it in .6 ms, each time, and reads rows in .1.

For questions of every page only. They stay querysets, so that what may be shown is said in one place.
"""

from collections.abc import Callable
from functools import cache
from inspect import signature
from typing import Any

from django.db import connection
from django.db.models import QuerySet

# Stand for what is given while the SQL is worked out: the largest keys of a table, which no row will ever have.
_FIRST = 2**63 - 1


def compiled(build: Callable[..., QuerySet[Any, Any]]) -> Callable[..., list[Any]]:
    """The rows of `build(...).values_list(...)`, as tuples. Its arguments are values of filters: a number where one is
    compared, a list of numbers where `build` says `among([it])`. It may look at none of them.
    """

    @cache
    def question() -> tuple[str, tuple[Any, ...], dict[Any, int]]:
        places = [_FIRST - n for n in range(len(signature(build).parameters))]
        sql, params = build(*places).query.sql_with_params()
        return sql, params, {place: n for n, place in enumerate(places)}

    def ask(*given: Any) -> list[Any]:
        sql, params, places = question()
        with connection.cursor() as cursor:
            cursor.execute(sql, [_filled(it, places, given) for it in params])
            rows: list[Any] = cursor.fetchall()
            return rows

    return ask


def _filled(param: Any, places: dict[Any, int], given: tuple[Any, ...]) -> Any:
    """What is given in the place of its number, or of a list of that number alone."""
    place = param[0] if isinstance(param, list) and len(param) == 1 else param
    return given[places[place]] if isinstance(place, int) and place in places else param
