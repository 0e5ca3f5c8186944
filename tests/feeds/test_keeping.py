"""Pictures are opened side by side, and no batch of hostile ones outlives its task."""

import threading
from pathlib import Path

import pytest
from django.conf import settings as site
from pytest_django import Settings

from feeds import keeping, tasks
from feeds.illustrations.ask import wanted
from feeds.media import Derived, PictureError
from feeds.media.derive import LIMITS
from feeds.models import Illustration
from feeds.types import FetchResult
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


def test_the_worst_batch_on_one_core_ends_before_its_task_is_killed() -> None:
    assert tasks.BUDGET_SECONDS + tasks.PICTURES * LIMITS.seconds + 30 < site.CELERY_TASK_TIME_LIMIT
