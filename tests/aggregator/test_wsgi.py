"""What a web process does before its first page."""

import subprocess
import sys

STATE = """
import gc, sys, aggregator.wsgi
print(gc.get_freeze_count(), gc.get_threshold()[0], "aggregator.pages.home" in sys.modules)
"""


def test_a_web_process_has_loaded_its_pages_and_looks_through_none_of_that_again() -> None:
    """Objects that are never freed are not looked through while a page is made."""
    said = subprocess.run([sys.executable, "-c", STATE], capture_output=True, text=True, check=True).stdout.split()
    frozen, threshold, has_pages = said
    assert int(frozen) > 100_000
    assert int(threshold) > 5_000
    assert has_pages == "True"
