"""Scripts, styles and pictures of the site, copied to where the web server gives them out."""

import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command


def collect_static() -> None:
    """Copy and compress the static files when one of them changed since the last time."""
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    found = sha256("\n".join(sorted(_fingerprints())).encode()).hexdigest()
    if stamp.exists() and stamp.read_text() == found:
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0, stdout=sys.stderr)
    stamp.write_text(found)


def _fingerprints() -> Iterator[str]:
    for finder in finders.get_finders():
        for path, storage in finder.list([]):
            yield f"{path} {storage.size(path)} {storage.get_modified_time(path)}"
