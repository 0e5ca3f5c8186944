"""Figures as the chart library draws them; templates/static/charts.js adds the colours of the theme."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

Series: TypeAlias = Mapping[str, Sequence[float | None]]


def lines(labels: Sequence[str], series: Series, *, per_cent: bool = False) -> dict[str, Any]:
    """One line a series over the labels."""
    return {"type": "line", "labels": list(labels), "series": _series(series), "per_cent": per_cent}


def bars(labels: Sequence[str], series: Series, *, per_cent: bool = False) -> dict[str, Any]:
    """Lying bars, so that long names have room."""
    return {"type": "bar", "labels": list(labels), "series": _series(series), "per_cent": per_cent}


def _series(series: Series) -> list[dict[str, Any]]:
    return [
        {"name": name, "values": [None if it is None else round(it, 5) for it in values]}
        for name, values in series.items()
        if any(it is not None for it in values)  # else the legend would name what is not drawn
    ]
