"""Tell a puzzle for people, which a guard against robots puts before a feed, from other pages (pure)."""

import re

# The titles and scripts of the guards that most sites use: Cloudflare, DDoS-Guard, Sucuri, Imperva, Anubis, PerimeterX.
_SIGNS = re.compile(
    rb"cf-challenge|/cdn-cgi/challenge-platform/|<title>\s*(?:just a moment|attention required|ddos-guard"
    rb"|making sure you|access denied|are you a robot|robot challenge|pardon our interruption)"
    rb"|_incapsula_resource|sucuri_cloudproxy|captcha-delivery\.com|px-captcha|anubis_challenge",
    re.IGNORECASE,
)
_READ = 20_000  # bytes: guards send short pages, and say so at the top


def is_challenge(page: bytes) -> bool:
    """Whether a document that is no feed is such a page."""
    return bool(_SIGNS.search(page[:_READ]))
