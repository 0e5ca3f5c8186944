"""The site's secret key, made once where none is given."""

import secrets
from contextlib import suppress
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def secret_key(data_dir: Path, *, given: str) -> str:
    """The key that was given, or a random one kept in the data folder. Raises ImproperlyConfigured."""
    if given:
        return given
    file = data_dir / "secret_key"
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        if not file.exists():
            # Complete under another name first: two processes may come here at once, and neither may read half a key.
            new = data_dir / f"secret_key.{secrets.token_hex(4)}"
            new.touch(mode=0o600)
            new.write_text(secrets.token_urlsafe(50))
            with suppress(FileExistsError):
                file.hardlink_to(new)
            new.unlink()
        return file.read_text().strip()
    except OSError as error:
        raise ImproperlyConfigured(f"{data_dir} cannot be used: {error}. Set DATA_DIR to a folder of yours.") from error
