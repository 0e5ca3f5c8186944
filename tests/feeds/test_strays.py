"""Files of pictures that no row names go; every other file stays."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db.models import CharField

from feeds import media
from feeds.media import strays
from feeds.models import Icon, Illustration, Media
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db
START = "8" * 32
OLD, YOUNG = timedelta(hours=25), timedelta(hours=23)


@pytest.fixture(autouse=True)
def root(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


def picture(root: Path, name: str = "", *, age: timedelta = OLD) -> Path:
    """A file as the site stores it, written so long ago; or any other file of the media folder."""
    stem = "" if name else media.store({704: b"RIFF"})
    path = root / (name or f"pictures/{stem[:2]}/{stem}-704.webp")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"RIFF")
    written = (NOW - age).timestamp()
    os.utime(path, (written, written))
    return path


def stem(path: Path) -> str:
    return path.name.partition("-")[0]


def sweep(start: str = START) -> int:
    return strays.remove_strays(now=NOW, start=start)


def test_an_old_file_without_a_row_goes(root: Path) -> None:
    path = picture(root)
    assert sweep() == 1
    assert not path.exists()


def test_a_file_younger_than_a_day_stays(root: Path) -> None:
    path = picture(root, age=YOUNG)
    assert sweep() == 0
    assert path.exists()


def test_the_picture_of_an_article_stays(root: Path) -> None:
    path, size = picture(root), {"width": 9, "height": 9}
    Media.objects.create(article=make.article(), url="https://a.example/1", state="stored", name=stem(path), **size)
    assert sweep() == 0
    assert path.exists()


def test_the_picture_inside_a_text_stays(root: Path) -> None:
    path, size = picture(root), {"width": 9, "height": 9, "size": 4}
    Illustration.objects.create(
        key="1" * 32, url="https://a.example/1", state="stored", asked_at=NOW, name=stem(path), **size
    )
    assert sweep() == 0
    assert path.exists()


def test_the_icon_of_a_site_stays(root: Path) -> None:
    path = picture(root)
    Icon.objects.create(feed=make.feed(), due_at=NOW, name=stem(path))
    assert sweep() == 0
    assert path.exists()


def test_every_model_that_names_pictures_is_asked() -> None:
    fields = [field for model in apps.get_models() for field in model._meta.get_fields()]
    keep = {f.model for f in fields if isinstance(f, CharField) and (f.name, f.max_length) == ("name", 32)}
    assert keep == set(strays.KEEPERS)


@pytest.mark.parametrize("name", ["a.webp", f"pictures/ab/{'c' * 32}-704.webp", f"pictures/ab/{'a' * 32}.jpg"])
def test_what_the_site_did_not_write_stays(root: Path, name: str) -> None:
    path = picture(root, name)
    assert sweep() == 0
    assert path.exists()


def test_a_folder_outside_is_not_reached_by_a_link(root: Path, tmp_path: Path) -> None:
    path = picture(tmp_path, f"elsewhere/{'ab' * 16}-704.webp")
    (root / "pictures").mkdir(parents=True)
    (root / "pictures/ab").symlink_to(path.parent)
    assert sweep() == 0
    assert path.exists()


def test_a_sweep_looks_at_so_many_files_from_its_start_on(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strays, "MOST", 2)
    paths = [picture(root, f"pictures/{two}/{two * 16}-704.webp") for two in ("11", "77", "88", "ff")]
    assert sweep() == 2
    assert [path.exists() for path in paths] == [True, True, False, False]


def test_a_sweep_goes_round_to_the_files_before_its_start(root: Path) -> None:
    names = [f"pictures/88/88{end * 30}-704.webp" for end in "2f"]
    paths = [picture(root, name) for name in names]
    assert sweep() == 2
    assert not any(path.exists() for path in paths)


def test_a_folder_of_which_no_file_has_a_row_is_left_alone(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strays, "DOUBTFUL", 1)
    paths = [picture(root), picture(root)]
    assert sweep() == 0
    assert all(path.exists() for path in paths)


def test_a_site_without_pictures_has_no_strays() -> None:
    assert sweep() == 0
