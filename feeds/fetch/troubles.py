"""What went wrong, as a code: the kinds of trouble that a page can explain."""

import socket
import ssl
from http import HTTPStatus

import aiohttp

from feeds.fetch.policy import RefusedError
from feeds.fetch.sentences import TooLargeError
from feeds.types import Trouble

_OF_STATUS: dict[int, Trouble] = {
    HTTPStatus.UNAUTHORIZED: Trouble.PASSWORD,
    HTTPStatus.PAYMENT_REQUIRED: Trouble.PAYMENT,
    HTTPStatus.FORBIDDEN: Trouble.FORBIDDEN,
    HTTPStatus.NOT_FOUND: Trouble.NOT_FOUND,
    HTTPStatus.GONE: Trouble.GONE,
    HTTPStatus.TOO_MANY_REQUESTS: Trouble.TOO_OFTEN,
    HTTPStatus.SERVICE_UNAVAILABLE: Trouble.UNAVAILABLE,
}


def of_status(status: int) -> Trouble:
    """The trouble behind an answer that is no success."""
    known = _OF_STATUS.get(status)
    return known or (Trouble.SERVER if status >= HTTPStatus.INTERNAL_SERVER_ERROR else Trouble.STATUS)


def of_error(error: Exception) -> Trouble:
    """The trouble behind a fetch without an answer; OTHER for an error that nobody expected."""
    if isinstance(error, RefusedError):
        return error.trouble
    if isinstance(error, TooLargeError):
        return Trouble.SIZE
    if isinstance(error, TimeoutError):  # aiohttp's are of this kind, too
        return Trouble.TIME
    return _of_connection(error)


def _of_connection(error: Exception) -> Trouble:
    cause = getattr(error, "os_error", None) or error
    if isinstance(error, aiohttp.ClientConnectorCertificateError | aiohttp.ClientConnectorSSLError | ssl.SSLError):
        return Trouble.CERTIFICATE
    if isinstance(cause, socket.gaierror):
        return Trouble.NAME
    if isinstance(error, aiohttp.ClientConnectorError):
        return Trouble.CONNECTION
    return Trouble.BROKEN if isinstance(error, aiohttp.ClientError | OSError) else Trouble.OTHER
