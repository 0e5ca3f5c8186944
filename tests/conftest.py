"""What every test gets: real servers of its own, and no network but the loopback."""

import os
import shutil
import socket
from collections.abc import Iterator
from importlib import import_module
from ipaddress import ip_address
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models.signals import post_migrate
from pytest_django import DjangoDbBlocker

from aggregator import embedded
from aggregator.tongues.compiled import compile_catalogues


@pytest.fixture(scope="session")
def servers() -> Iterator[embedded.Servers]:
    """PostgreSQL and Valkey for this run; whoever of the workers needs them first starts them, the last stops them."""
    with embedded.joined(settings.EMBEDDED):
        yield settings.EMBEDDED


@pytest.fixture(scope="session")
def django_db_modify_db_settings(servers: embedded.Servers, django_db_modify_db_settings_parallel_suffix: None) -> None:
    """The database of this worker, on the cluster of this run."""


MIGRATIONS_WITH_ROWS = (
    ("aggregator.accounts.migrations.0002_role_groups", "add_groups"),
    ("aggregator.accounts.migrations.0004_lead_group", "add_leads"),
    ("feeds.migrations.0003_topics", "add_topics"),
    ("feeds.migrations.0013_second_level_topics", "add_topics"),
    ("moderation.migrations.0006_chain_the_audit_rows", "add_head"),
    ("ranking.migrations.0003_first_value_weights", "add"),
)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The test database; a test with transactions of its own empties it, and what migrations added comes back."""
    post_migrate.connect(_add_rows_of_migrations, sender=apps.get_app_config("ranking"), weak=False)
    yield
    # A thread of a test, or a worker that was killed, may still be connected; the database goes all the same.
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        # Django has one connection a context, and drops the database from another one than this after a browser's loop.
        connection.close()


def _add_rows_of_migrations(**_kwargs: Any) -> None:
    with connection.schema_editor() as editor:
        for module, function in MIGRATIONS_WITH_ROWS:
            getattr(import_module(module), function)(apps, editor)


@pytest.fixture
def cache(servers: embedded.Servers) -> Iterator[Any]:
    """The real cache, empty."""
    from django.core.cache import cache

    cache.clear()
    yield cache
    cache.clear()


@pytest.fixture(scope="session", autouse=True)
def every_language() -> None:
    """The catalogues as they are written now, where this run's Django reads them."""
    compile_catalogues(settings.CATALOGUES, settings.LOCALE_PATHS[0])


@pytest.fixture(scope="session", autouse=True)
def heads_of_now() -> None:
    """Pages read the heads anew each time: what one test learnt is not in the next, and queries can be counted.

    So do they with what the site keeps for some seconds.
    """
    from aggregator.pages import kept
    from ranking import versions

    versions.KEPT_S = versions.WEIGHTS_KEPT_S = kept.SECONDS = 0.0


class OutsideNetworkError(AssertionError):
    """A test tried to leave the machine."""


def _is_here(address: object) -> bool:
    if not isinstance(address, tuple):
        return True  # the path of a unix socket
    try:
        return address[0] in {"localhost", ""} or ip_address(str(address[0]).split("%")[0]).is_loopback
    except ValueError:
        return False


@pytest.fixture(scope="session", autouse=True)
def loopback_only() -> Iterator[None]:
    """A connection that leaves the machine fails, and names are not looked up."""
    connect, connect_ex, look_up = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def guarded(original: Any) -> Any:
        def call(self: socket.socket, address: Any) -> Any:
            if not _is_here(address):
                raise OutsideNetworkError(f"a test tried to reach {address}")
            return original(self, address)

        return call

    def known_names(host: Any, *args: Any, **kwargs: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name is not None and not _is_here((name,)) and not _is_literal(name):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return look_up(host, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded(connect))
        patch.setattr(socket.socket, "connect_ex", guarded(connect_ex))
        patch.setattr(socket, "getaddrinfo", known_names)
        yield


def _is_literal(name: str) -> bool:
    try:
        ip_address(name.split("%", maxsplit=1)[0])
    except ValueError:
        return False
    return True


def pytest_unconfigure(config: pytest.Config) -> None:
    """The first process of the run removes the folder; its workers have left by then."""
    if not hasattr(config, "workerinput"):
        shutil.rmtree(os.environ["BROADSHEET_TESTS"], ignore_errors=True)
