"""Addresses from the environment: one that cannot be reached by its form stops the start."""

from collections.abc import Sequence
from ipaddress import ip_network
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

BROKERS = ("redis", "rediss", "redis+socket", "amqp", "amqps")  # what Celery speaks of these
CACHES = ("redis", "rediss", "unix")  # what Django's RedisCache speaks


def address(name: str, value: str, *schemes: str) -> str:
    """The value without a slash at its end, if it is empty or an address with one of these schemes.

    Raises ImproperlyConfigured with a sentence that names the variable.
    """
    try:
        parts = urlsplit(value)
        _port = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} has a host or port that is none: {error}.") from error
    if value and parts.scheme not in schemes:
        raise ImproperlyConfigured(f"{name} is {value!r}; it has to begin with {'://, '.join(schemes)}://.")
    return value.rstrip("/")


def networks(name: str, values: Sequence[str]) -> list[str]:
    """The values, if each is a network such as 127.0.0.0/8.

    Raises ImproperlyConfigured with a sentence that names the variable.
    """
    for network in values:
        try:
            ip_network(network)
        except ValueError as error:
            raise ImproperlyConfigured(f"{name} holds {network!r}: {error}. Write networks as 127.0.0.0/8.") from error
    return list(values)
