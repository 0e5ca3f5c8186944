"""Sessions as Django keeps them, in the database and the cache, behind a look at the key that the browser sends."""

from django.contrib.sessions.backends import cached_db

SHORTEST = 8  # characters, as Django's; shorter ones could be guessed


class SessionStore(cached_db.SessionStore):
    """Django takes any eight characters for a key, and PostgreSQL refuses some: one with NUL in it broke every page."""

    def _validate_session_key(self, key: str | None) -> bool:
        return key is not None and len(key) >= SHORTEST and key.isascii() and key.isalnum()
