"""The only door to the network.

The modules, in the order of a fetch: `policy` (what may be asked for), `names` (looked up once), `guard` (which
addresses), `domains`, `calendar` and `pacing` (manners), `client` (one fetch, hop by hop), `headers`, `sentences`
(what went wrong), `troubles` (the same as a code), `batch`.
"""

from feeds.fetch.batch import check, fetch_many, fetch_one, fetch_then, is_opened
from feeds.fetch.policy import Policy, RefusedError, from_settings

__all__ = ["Policy", "RefusedError", "check", "fetch_many", "fetch_one", "fetch_then", "from_settings", "is_opened"]
