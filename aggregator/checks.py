"""Settings that are allowed one by one but do not go together."""

from collections.abc import Sequence
from ipaddress import IPv4Network, ip_network
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register  # noqa: A004  Django's name
from django.http.request import validate_host

# A network of more addresses is no intranet of ours: 10.0.0.0/8, the largest private one.
LARGEST_NETWORK = 2**24


@register(Tags.security)
def site_answers_to_its_own_address(app_configs: Sequence[AppConfig] | None, **_kwargs: Any) -> list[CheckMessage]:  # noqa: ARG001  Django's arguments
    """SITE_URL's host has to be in ALLOWED_HOSTS, or every page is a 400."""
    host = urlsplit(settings.SITE_URL).hostname or ""
    if validate_host(host, settings.ALLOWED_HOSTS):
        return []
    return [
        Warning(
            f"SITE_URL names {host}, but ALLOWED_HOSTS does not: pages asked for there are refused.",
            hint=f"Set ALLOWED_HOSTS={host}",
            id="aggregator.W001",
        )
    ]


@register(Tags.security)
def crawler_stays_out_of_private_networks(
    app_configs: Sequence[AppConfig] | None,  # noqa: ARG001  Django's argument
    **_kwargs: Any,
) -> list[CheckMessage]:
    """FETCH_ALLOW opens what it names; a whole internet of it is a mistake."""
    wide = [text for text in settings.FETCH_ALLOW if _is_wide(text)]
    return [
        Warning(
            f"FETCH_ALLOW opens {text}, which is more than an intranet.",
            hint="Name your network.",
            id="aggregator.W002",
        )
        for text in wide
    ]


def _is_wide(text: str) -> bool:
    network = ip_network(text)
    return isinstance(network, IPv4Network) and network.num_addresses > LARGEST_NETWORK
