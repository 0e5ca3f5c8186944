"""How a feed is doing, as a sentence: what is wrong since when, why, and what happens next."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from feeds.health.judge import Health, Kind, State
from feeds.health.spoken import moment, span
from feeds.types import Because, Trouble

LABELS = {
    State.FAILING: pgettext_lazy("feed", "Failing"),
    State.REFUSED: pgettext_lazy("feed", "Refused"),
    State.GONE: pgettext_lazy("feed", "Gone"),
    State.SLOW: pgettext_lazy("feed", "Slow"),
    State.POSTPONED: pgettext_lazy("feed", "Postponed"),
    State.QUIET: pgettext_lazy("feed", "Quiet"),
    State.NEW: pgettext_lazy("feed", "New"),
    State.MOVED: pgettext_lazy("feed", "Moved"),
    State.PAUSED: pgettext_lazy("feed", "Paused"),
    State.WELL: pgettext_lazy("feed", "Well"),
}
# Each with the time since when; see spoken.moment for what stands there.
_TROUBLES = {
    Trouble.PASSWORD: gettext_lazy("It has answered 401 since %(since)s: the publisher wants a password."),
    Trouble.PAYMENT: gettext_lazy("It has answered 402 since %(since)s: the publisher wants to be paid."),
    Trouble.FORBIDDEN: gettext_lazy("It has answered 403 since %(since)s: the publisher refuses robots."),
    Trouble.NOT_FOUND: gettext_lazy("It has answered 404 since %(since)s: there is no feed at this address."),
    Trouble.TOO_OFTEN: gettext_lazy("It has answered 429 since %(since)s: the publisher wants fewer visits."),
    Trouble.UNAVAILABLE: gettext_lazy("It has answered 503 since %(since)s: the publisher's server is not available."),
    Trouble.SERVER: gettext_lazy("The publisher's server has had an error of its own since %(since)s."),
    Trouble.STATUS: gettext_lazy("It has answered with something other than a feed since %(since)s."),
    Trouble.NAME: gettext_lazy("The name of its server has not been found since %(since)s."),
    Trouble.CONNECTION: gettext_lazy("Its server has taken no connection since %(since)s."),
    Trouble.CERTIFICATE: gettext_lazy("Its server has had no valid certificate since %(since)s."),
    Trouble.TIME: gettext_lazy("Its server has not answered in time since %(since)s."),
    Trouble.SIZE: gettext_lazy("Its document has been too large since %(since)s."),
    Trouble.REDIRECTS: gettext_lazy("Its address has led through redirects to nowhere since %(since)s."),
    Trouble.ADDRESS: gettext_lazy("Its address has been refused since %(since)s: this site does not connect there."),
    Trouble.BROKEN: gettext_lazy("Its server has sent damaged answers since %(since)s."),
    Trouble.CHALLENGE: gettext_lazy("It has answered with a puzzle for people since %(since)s: robots are kept out."),
    Trouble.NOT_A_FEED: gettext_lazy("Its address has led to something that is no feed since %(since)s."),
    Trouble.COSTLY: gettext_lazy("Reading its document has taken too much time or memory since %(since)s."),
    Trouble.NOT_SAVED: gettext_lazy("What it sends could not be saved since %(since)s."),
}
_ANY_TROUBLE = gettext_lazy("It could not be fetched since %(since)s.")  # failures from before troubles had codes
# What a person can do, where one can.
_ADVICE = {
    Trouble.PASSWORD: gettext_lazy("Ask the publisher for an open address, or pause the feed."),
    Trouble.PAYMENT: gettext_lazy("Pause the feed, unless the publisher lets this site in."),
    Trouble.FORBIDDEN: gettext_lazy("Ask the publisher to let this site in; its user agent names a contact."),
    Trouble.CHALLENGE: gettext_lazy("Ask the publisher to let this site in; its user agent names a contact."),
    Trouble.NOT_FOUND: gettext_lazy("Look on the publisher's site for the present address and add that."),
    Trouble.NOT_A_FEED: gettext_lazy("Look on the publisher's site for the present address and add that."),
    Trouble.REDIRECTS: gettext_lazy("Look on the publisher's site for the present address and add that."),
    Trouble.NAME: gettext_lazy("If the publisher has a new name, add its feed from there."),
    Trouble.ADDRESS: gettext_lazy("Only public addresses are fetched; FETCH_ALLOW opens others."),
    Trouble.NOT_SAVED: gettext_lazy("This is our fault: the log of the crawl worker says where."),
}


# Troubles whose sentence says less than the error beside it.
_WITH_DETAIL = frozenset(
    {
        *(Trouble.NONE, Trouble.OTHER, Trouble.ADDRESS, Trouble.CONNECTION, Trouble.CERTIFICATE, Trouble.SERVER),
        *(Trouble.STATUS, Trouble.REDIRECTS, Trouble.NOT_A_FEED, Trouble.COSTLY, Trouble.NOT_SAVED),
    }
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a page prints of a feed's health."""

    state: State
    label: str
    sentence: str
    detail: str
    advice: str

    @property
    def tone(self) -> str:
        """The colour of the dot."""
        return self.state.tone


def said(health: Health, *, now: datetime) -> Said:
    """All the words there are."""
    has_detail = health.facts.failures and health.facts.trouble in _WITH_DETAIL
    detail = health.facts.error if has_detail else ""
    return Said(health.state, label(health.state), sentence(health, now=now), detail, advice(health))


def label(state: State) -> str:
    """The state in one word."""
    return str(LABELS[state])


def sentence(health: Health, *, now: datetime) -> str:
    """What there is to say, and what happens next."""
    is_new_failure = health.facts.failures and health.facts.last_ok_at is None
    parts = [_what(health, now), _("No fetch has worked so far.") if is_new_failure else "", _next(health, now)]
    return " ".join(part for part in parts if part).replace("..", ".")  # "since 11 a.m." brings a full stop of its own


def advice(health: Health) -> str:
    """What a person can do about the trouble; empty when waiting is all."""
    return str(_ADVICE.get(health.facts.trouble, "")) if health.facts.failures else ""


def trouble(kind: Trouble, *, since: datetime, now: datetime) -> str:
    """One kind of trouble that began then."""
    return str(_TROUBLES.get(kind, _ANY_TROUBLE)) % {"since": moment(since, now=now)}


def _what(health: Health, now: datetime) -> str:
    facts = health.facts
    if health.state in {State.FAILING, State.REFUSED} and health.since:
        return trouble(facts.trouble, since=health.since, now=now)
    if health.state == State.GONE and health.since:
        return _("The publisher took it down (410, %(since)s). It is not asked again.") % {
            "since": moment(health.since, now=now)
        }
    if health.state == State.MOVED and facts.duplicate_of:
        return _("It moved to the address of “%(other)s”, which the site has already.") % {"other": facts.duplicate_of}
    if health.state == State.SLOW:
        return _("It answers slowly: it usually takes %(seconds)d seconds.") % {"seconds": round(facts.usual_ms / 1000)}
    if health.state == State.QUIET and health.kind == Kind.QUIET and health.since:
        return _("It answers, and has published nothing since %(since)s.") % {"since": moment(health.since, now=now)}
    return _plainly(health)


def _plainly(health: Health) -> str:
    """What needs no figure."""
    if health.state == State.WELL:
        return _well(health)
    return {
        State.GONE: _("The publisher took it down. It is not asked again."),
        State.MOVED: _("It moved to the address of another feed. It is not asked again."),
        State.PAUSED: _("It is paused: its articles stay, and it is not asked for new ones."),
        State.NEW: _("It was added and has not been fetched yet."),
        State.POSTPONED: _("Nothing is wrong with it: its host asked this site to wait."),
        State.QUIET: _("It answers, and its document holds no articles."),
    }.get(health.state, "")


def _well(health: Health) -> str:
    if health.kind == Kind.MOVING:
        return _("It answers, and says that it moved to %(url)s.") % {"url": health.facts.moved_to}
    if health.kind == Kind.UNDATED:
        return _("It answers. Its articles have no dates; they get the time at which they were first seen.")
    return _("It answers.")


def _next(health: Health, now: datetime) -> str:
    if health.next_at is None:
        return ""
    if health.next_at <= now + timedelta(seconds=30):
        return _("The next try is about to begin.")
    values = {"span": span(health.next_at - now)}
    if health.facts.failures and health.facts.because == Because.RETRY_AFTER:
        return _("The publisher asked to wait: next try in %(span)s.") % values
    if health.facts.failures:
        return _("Next try in %(span)s.") % values
    return _("Next fetch in %(span)s.") % values
