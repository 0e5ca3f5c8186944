"""One fetch in a few words, for tables."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from feeds.models import Fetch
from feeds.types import Trouble

TROUBLES = {
    Trouble.PASSWORD: gettext_lazy("wants a password"),
    Trouble.PAYMENT: gettext_lazy("wants to be paid"),
    Trouble.FORBIDDEN: gettext_lazy("refuses robots"),
    Trouble.NOT_FOUND: gettext_lazy("not found"),
    Trouble.GONE: gettext_lazy("taken down"),
    Trouble.TOO_OFTEN: gettext_lazy("too many visits"),
    Trouble.UNAVAILABLE: gettext_lazy("not available"),
    Trouble.SERVER: gettext_lazy("server error"),
    Trouble.STATUS: gettext_lazy("another answer than a feed"),
    Trouble.NAME: gettext_lazy("name not found"),
    Trouble.CONNECTION: gettext_lazy("no connection"),
    Trouble.CERTIFICATE: gettext_lazy("no valid certificate"),
    Trouble.TIME: gettext_lazy("not in time"),
    Trouble.SIZE: gettext_lazy("too large"),
    Trouble.REDIRECTS: gettext_lazy("redirects to nowhere"),
    Trouble.ADDRESS: gettext_lazy("address refused by this site"),
    Trouble.BROKEN: gettext_lazy("damaged answer"),
    Trouble.CHALLENGE: gettext_lazy("a puzzle for people"),
    Trouble.NOT_A_FEED: gettext_lazy("not a feed"),
    Trouble.COSTLY: gettext_lazy("too costly to read"),
    Trouble.NOT_SAVED: gettext_lazy("could not be saved"),
    Trouble.OTHER: gettext_lazy("unknown trouble"),
}


def of_fetch(fetch: Fetch) -> str:
    """How it ended: 2 new articles, 1 edited; not modified; failed: refuses robots."""
    if fetch.result in {Fetch.Result.FAILED, Fetch.Result.GONE}:
        why = TROUBLES.get(Trouble(fetch.trouble), fetch.error)
        return _("Failed: %(why)s") % {"why": why} if why else str(fetch.get_result_display())
    if fetch.result == Fetch.Result.NOT_MODIFIED:
        return _("Nothing new")
    if fetch.result == Fetch.Result.UNCHANGED:
        return _("The same document as before")
    said = [ngettext("%(n)d new article", "%(n)d new articles", fetch.new) % {"n": fetch.new}] if fetch.new else []
    if fetch.updated:
        said.append(ngettext("%(n)d edited", "%(n)d edited", fetch.updated) % {"n": fetch.updated})
    return ", ".join(said) or _("A new document without new articles")
