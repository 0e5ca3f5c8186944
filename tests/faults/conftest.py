import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def data_folder() -> Iterator[Path]:
    """An empty data folder. Not pytest's own: that is closed to other accounts again and again, PostgreSQL's too."""
    path = Path(tempfile.mkdtemp(prefix="bs-data-"))
    yield path
    shutil.rmtree(path, ignore_errors=True)
