"""Pictures are opened side by side, and no batch of hostile ones outlives its task."""

import threading
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings as site
from pytest_django import Settings

from feeds import keeping, tasks
from feeds.illustrations.ask import wanted
from feeds.limited import Limits
from feeds.media import Derived, PictureError
from feeds.media.derive import COPIES, LIMITS
from feeds.models import Illustration
from feeds.models.illustration import BACK_OFF, FAILURES
from feeds.types import FetchResult
from tests.feeds import pictures
from tests.feeds.publisher import answer, by_path, publishing
from tests.make import NOW

pytestmark = pytest.mark.django_db


def test_two_pictures_are_opened_at_once(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.FETCH_ALLOW, settings.MEDIA_ROOT = ["127.0.0.0/8"], tmp_path
    both = threading.Barrier(2, timeout=30)

    def opened(_result: FetchResult) -> Derived:
        both.wait()
        raise PictureError("damaged")

    monkeypatch.setattr("feeds.fetch.batch.READERS", 2)
    monkeypatch.setattr("feeds.media.received", opened)
    with publishing(by_path({f"/{n}.jpg": answer(body=b"x") for n in range(2)})) as publisher:
        rows = wanted([f"{publisher.url}/{n}.jpg" for n in range(2)], now=NOW)
        keeping.keep({url: [row] for url, row in rows.items()}, now=NOW)
    assert set(Illustration.objects.values_list("last_error", flat=True)) == {"damaged"}


def test_a_fault_of_ours_in_one_picture_leaves_the_others_alone(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.FETCH_ALLOW, settings.MEDIA_ROOT = ["127.0.0.0/8"], tmp_path

    def opened(result: FetchResult) -> Derived:
        raise LookupError if result.request.url.endswith("/0.jpg") else PictureError("damaged")

    monkeypatch.setattr("feeds.media.received", opened)
    with publishing(by_path({f"/{n}.jpg": answer(body=b"x") for n in range(2)})) as publisher:
        rows = wanted([f"{publisher.url}/{n}.jpg" for n in range(2)], now=NOW)
        keeping.keep({url: [row] for url, row in rows.items()}, now=NOW)
    told = Illustration.objects.order_by("url").values_list("last_error", "due_at")
    assert list(told) == [("the picture could not be opened", NOW + BACK_OFF[0]), ("damaged", None)]


def test_a_picture_that_was_too_slow_to_open_is_tried_three_times(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.FETCH_ALLOW, settings.MEDIA_ROOT = ["127.0.0.0/8"], tmp_path
    monkeypatch.setattr(import_module("feeds.media.derive"), "COPIES", replace(COPIES, limits=Limits(seconds=0.01)))
    large = answer(body=pictures.picture("PNG", size=(3_000, 3_000)), Content_Type="image/png")
    with publishing(by_path({"/a.png": large})) as publisher:
        row = next(iter(wanted([f"{publisher.url}/a.png"], now=NOW).values()))
        due = []
        for _time in range(FAILURES):
            keeping.keep({row.url: [row]}, now=NOW)
            due.append(row.due_at)
    assert due == [NOW + BACK_OFF[0], NOW + BACK_OFF[1], None]
    assert (row.state, row.last_error) == (
        row.State.REFUSED,
        "opening the picture took more time or memory than it may take",
    )


def test_the_worst_batch_on_one_core_ends_before_its_task_is_killed() -> None:
    assert tasks.BUDGET_SECONDS + tasks.PICTURES * LIMITS.seconds + 30 < site.CELERY_TASK_TIME_LIMIT
