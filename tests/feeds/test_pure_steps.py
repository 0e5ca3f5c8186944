import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "step",
    ["feeds.types", "feeds.parse", "feeds.clean", "feeds.schedule", "feeds.limited.child", "feeds.pixels.copies"],
)
def test_a_pure_step_brings_no_framework_and_no_secrets(step: str) -> None:
    script = f"import sys, {step}; print(*{{name.split('.')[0] for name in sys.modules}})"
    found = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env={}, capture_output=True, text=True, check=True)
    assert not {"django", "celery", "psycopg", "redis", "aiohttp"} & set(found.stdout.split())
