"""An address of PostgreSQL -> Django's settings of it."""

from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def database(url: str) -> dict[str, object]:
    """Django's settings of a postgresql:// URL; a `host` parameter names a socket folder."""
    try:
        parts = urlsplit(url)
        port = str(parts.port or "")
    except ValueError as error:
        raise ImproperlyConfigured(f"DATABASE_URL has a host or port that is none: {error}.") from error
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(f"DATABASE_URL begins with {parts.scheme!r}; it has to begin with postgresql://.")
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "aggregator.postgresql",
        "NAME": parts.path.lstrip("/") or "postgres",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", parts.hostname or "")),
        "PORT": port,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            # A page takes milliseconds; a query of 30 s is a mistake that must not hold a connection.
            # pgvector's index gives up after 40 neighbours; where most of them are old, held or of another topic it has
            # to go on looking, or a page is short of similar articles.
            "options": "-c statement_timeout=30s -c lock_timeout=10s -c idle_in_transaction_session_timeout=60s"
            " -c hnsw.iterative_scan=relaxed_order -c hnsw.ef_search=100",
            # 2 web processes x 4 threads, 3 workers, one command: under PostgreSQL's default of 100 connections.
            # A page asks the same 25 questions each time, and planning them costs PostgreSQL more than answering: 14 ms
            # a page became 9. A pooler between us and the server must know prepared statements (PgBouncer since 1.21).
            "server_side_binding": True,
            "prepare_threshold": 5,  # psycopg's own; Django's default is never
            "pool": {"min_size": 0, "max_size": 8, "timeout": 10},
        },
    }
