"""What went wrong, in a sentence for the operator's page."""

import os
import socket
import ssl

import aiohttp
from aiohttp.http_exceptions import HttpProcessingError
from django.utils.translation import gettext as _

from feeds.fetch.policy import Policy, RefusedError


class TooLargeError(Exception):
    """The decoded body passed the limit."""


def of_status(status: int) -> str:
    """Why an answer of this status is no feed."""
    known = {
        401: _("the server answered 401: it wants a password"),
        402: _("the server answered 402: it wants to be paid"),
        403: _("the server answered 403: it does not let this crawler in"),
        404: _("the server answered 404: nothing is published at this address (any more)"),
        410: _("the server answered 410: the feed is gone for good"),
        429: _("the server answered 429: it was asked too often"),
        503: _("the server answered 503: it is not available at the moment"),
    }
    if status in known:
        return known[status]
    if status >= 500:  # noqa: PLR2004 -- HTTP's servers' errors
        return _("the server answered %(status)s: it has an error of its own") % {"status": status}
    return _("the server answered %(status)s, which is no feed") % {"status": status}


def of_error(error: Exception, policy: Policy) -> str:
    """Why there was no answer, or none that could be read; empty for an error that nobody expected."""
    if isinstance(error, RefusedError):
        return str(error)
    if isinstance(error, TooLargeError):
        return _("the answer is larger than %(size)s MB") % {"size": f"{policy.body_bytes / 1e6:g}"}
    return _of_time(error, policy) or _of_connection(error) or _of_answer(error)


def _of_time(error: Exception, policy: Policy) -> str:
    if isinstance(error, aiohttp.ServerTimeoutError):
        return _("no connection within %(seconds)s seconds") % {"seconds": f"{policy.connect_s:g}"}
    if isinstance(error, TimeoutError):
        return _("no complete answer within %(seconds)s seconds") % {"seconds": f"{policy.total_s:g}"}
    return ""


def _of_connection(error: Exception) -> str:
    cause = getattr(error, "os_error", None) or error
    if isinstance(error, aiohttp.ClientConnectorCertificateError | aiohttp.ClientConnectorSSLError | ssl.SSLError):
        return _of_tls(_tls(error))
    if isinstance(cause, socket.gaierror):
        return _("the name of the server is not known")
    if isinstance(error, aiohttp.ClientConnectorError):
        number = getattr(cause, "errno", None)
        why = os.strerror(number) if number else str(cause).strip()
        if not why:  # asyncio says nothing when the other side hangs up in the middle of TLS
            return _("the server closed the connection before it was ready")
        return _("no connection to the server (%(why)s)") % {"why": why}
    return ""


def _of_tls(why: str) -> str:
    """A server that speaks TLS 1.0 says so in an alert, before it shows a certificate."""
    if why.endswith(("PROTOCOL_VERSION", "UNSUPPORTED_PROTOCOL", "HANDSHAKE_FAILURE")):
        return _("no safe connection: the server's encryption is too old to trust its certificate (%(why)s)") % {
            "why": why
        }
    return _("no safe connection: the server's certificate is not valid (%(why)s)") % {"why": why}


def _of_answer(error: Exception) -> str:
    if isinstance(error, aiohttp.ServerDisconnectedError):
        return _("the server closed the connection without an answer")
    if isinstance(error, aiohttp.ClientPayloadError):
        return _("the answer broke off, or its compression is damaged")
    if isinstance(error, aiohttp.ClientResponseError | HttpProcessingError):
        return _("the answer is not proper HTTP")
    if isinstance(error, aiohttp.ClientError | OSError):
        return _("the connection to the server broke (%(why)s)") % {"why": type(error).__name__}
    return ""


def _tls(error: Exception) -> str:
    cause = getattr(error, "certificate_error", None) or getattr(error, "os_error", None) or error
    return str(getattr(cause, "verify_message", "") or getattr(cause, "reason", "") or cause)[:120]
