"""As whom a page is made and written down: a reader as themselves, privately as a stranger of this session."""

import secrets

from aggregator.pages.requests import PageRequest, ReaderRequest, visitor_of

_PRIVATE = "private"  # in the session: a random key, which ends with it


def private_key(request: PageRequest | ReaderRequest) -> str:
    """The key that stands for a reader who is private in this session; empty for all others."""
    return str(request.session.get(_PRIVATE, "")) if request.user.is_authenticated else ""


def is_private(request: PageRequest | ReaderRequest) -> bool:
    """Whether nothing may be learnt or kept of what this reader opens and reads now."""
    return bool(private_key(request))


def become(request: ReaderRequest, *, private: bool) -> None:
    """From the next page on; each time under another key."""
    if private:
        request.session[_PRIVATE] = secrets.token_urlsafe(16)
    else:
        request.session.pop(_PRIVATE, None)


def slate_key(request: PageRequest) -> str:
    """The key of the stranger that a page is written down for; a stranger's first page gives them one.

    Empty for readers who read as themselves.
    """
    return private_key(request) or visitor_of(request)
