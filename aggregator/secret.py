"""The secrets of the site, each made once where none is given."""

import base64
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

# The order of the curve P-256 (FIPS 186-4, D.1.2.3): a private key is a number from 1 to this, without it.
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_KEY_BYTES = 32


def secret_key(data_dir: Path, *, given: str) -> str:
    """The key that was given, or a random one kept in the data folder. Raises ImproperlyConfigured."""
    return given or _kept(data_dir, "secret_key", lambda: secrets.token_urlsafe(50))


def push_key(data_dir: Path, *, given: str) -> str:
    """The private key by which push services know this site (RFC 8292), in base64url; given, or made and kept.

    Another key would make every device that asked for pushes unreachable. Raises ImproperlyConfigured.
    """
    key = given or _kept(data_dir, "push_key", _new_push_key)
    try:
        number = base64.urlsafe_b64decode(key + "=" * (-len(key) % 4))
    except ValueError:
        number = b""
    if len(number) != _KEY_BYTES or not 0 < int.from_bytes(number) < _ORDER:
        raise ImproperlyConfigured("PUSH_KEY is no private key of P-256 in base64url. Leave it out to have one made.")
    return key


def _new_push_key() -> str:
    number = secrets.randbelow(_ORDER - 1) + 1
    return base64.urlsafe_b64encode(number.to_bytes(_KEY_BYTES)).decode().rstrip("=")


def _kept(data_dir: Path, name: str, make: Callable[[], str]) -> str:
    file = data_dir / name
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        if not file.exists():
            # Complete under another name first: two processes may come here at once, and neither may read half a key.
            new = data_dir / f"{name}.{secrets.token_hex(4)}"
            new.touch(mode=0o600)
            new.write_text(make())
            with suppress(FileExistsError):
                file.hardlink_to(new)
            new.unlink()
        return file.read_text().strip()
    except OSError as error:
        raise ImproperlyConfigured(f"{data_dir} cannot be used: {error}. Set DATA_DIR to a folder of yours.") from error
