"""Where allauth asks us."""

from allauth.account.adapter import DefaultAccountAdapter
from django.utils.http import url_has_allowed_host_and_scheme


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Sign-in and sign-up lead on to pages of this site only."""

    def is_safe_url(self, url: str | None) -> bool:
        """A path of ours. allauth itself raises ValueError for `http://[`, and takes other names of this machine."""
        return bool(url and url.startswith("/")) and url_has_allowed_host_and_scheme(url, allowed_hosts=None)
