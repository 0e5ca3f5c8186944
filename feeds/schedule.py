"""When to fetch a feed again: as often as it publishes, as rarely as it asks, later after each error (pure)."""

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from statistics import median

from feeds.types import Because, NextFetch

# No feed more often: five minutes is the shortest interval among the readers we compared, and news is read by then.
SHORTEST = timedelta(minutes=5)
# No feed more rarely: a quiet one still gets a visit a day.
LONGEST = timedelta(hours=24)
# Up to a quarter later than planned, so that feeds added together do not come due together for ever.
JITTER = 0.25
# Of a feed that gives no dates: the interval most readers start with.
UNKNOWN = timedelta(minutes=60)
# Twice as often as entries appear: the next one is seen half a gap after it was published, on average.
VISITS_A_GAP = 2
# The gaps of the last entries say how a feed works now; with more, an old habit outweighs the present one.
RECENT_ENTRIES = 20
# A feed silent for longer than its gaps is visited at a tenth of its silence: weekly after ten weeks is too rare to
# miss its return by more than a day, which LONGEST sees to.
SILENCE_SHARE = 10
# The first error may be a hiccup; 15 min, 30 min, 1 h, ... reach LONGEST with the eighth.
FIRST_RETRY = timedelta(minutes=15)

HOURS_A_WEEK = 7 * 24
# Of a feed whose hub pushes: four visits a day instead of up to 288, and what the hub forgot is seen within a quarter
# of a day.
PUSHED = timedelta(hours=6)

_CEILING = LONGEST / (1 + JITTER)  # so that the jitter still spreads the feeds that wait longest


def next_fetch(
    *,
    now: datetime,
    rng: random.Random,
    published: Sequence[datetime] = (),
    failures: int = 0,
    retry_after_s: int | None = None,
    max_age_s: int | None = None,
    ttl_minutes: int | None = None,
    skip_hours: Sequence[int] = (),
    skip_days: Sequence[int] = (),
    pushed_until: datetime | None = None,
) -> NextFetch:
    """The next time, 5 minutes to 24 hours from `now`, and why then.

    Hours (of UTC) and days (0 Monday) to skip may make it later: the first moment that is in neither.

    `published` are moments of the feed's entries, in any order. `failures` counts errors in a row, this one included;
    with at least one, the rhythm does not matter. A wish of the publisher makes it later, never sooner, never for good;
    so does its hub, which tells of new entries until `pushed_until`.
    """
    wait, because, reason = _after_errors(failures) if failures > 0 else _rhythm(published, now)
    wishes = [
        (timedelta(seconds=_bounded(retry_after_s)), Because.RETRY_AFTER, "the publisher asked to wait (Retry-After)"),
        (timedelta(seconds=_bounded(max_age_s)), Because.FRESH, "the publisher's copy is fresh for longer (max-age)"),
        (timedelta(seconds=_bounded(ttl_minutes) * 60), Because.TTL, "the feed asks for it (ttl)"),
    ]
    if pushed_until is not None and failures == 0:
        wishes.append((min(PUSHED, pushed_until - now), Because.PUSHED, "its hub tells of new entries (WebSub)"))
    for wish, code, why in wishes:
        if wish > wait:
            wait, because, reason = wish, code, why
    wait = min(max(wait, SHORTEST), _CEILING)
    at = now + wait * (1 + JITTER * rng.random())
    if (allowed := _allowed(at, skip_hours, skip_days, rng)) != at:
        at, because = allowed, Because.SKIPPED
        reason = "the feed asks for no visits at these hours (skipHours, skipDays)"
    return NextFetch(at=at, reason=reason, because=because)


def _allowed(at: datetime, skip_hours: Sequence[int], skip_days: Sequence[int], rng: random.Random) -> datetime:
    """`at`, or within the first quarter of the next hour that is not skipped; a week without one means nothing."""
    moment = at.astimezone(UTC)
    for _hour in range(HOURS_A_WEEK):
        if moment.hour not in skip_hours and moment.weekday() not in skip_days:
            return moment
        moment = moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1 + JITTER * rng.random())
    return at


def after_hold(seconds: int, *, now: datetime, rng: random.Random) -> datetime:
    """When to ask a feed whose domain wants to be left alone for `seconds`: then or up to a quarter later."""
    return now + timedelta(seconds=_bounded(seconds)) * (1 + JITTER * rng.random())


def _bounded(number: int | None) -> int:
    """Publishers write 10**12; a timedelta cannot hold that, and LONGEST is far below."""
    return min(max(number or 0, 0), int(LONGEST.total_seconds()))


def _after_errors(failures: int) -> tuple[timedelta, Because, str]:
    doublings = min(failures - 1, 10)
    return FIRST_RETRY * 2**doublings, Because.ERRORS, f"{failures} {'error' if failures == 1 else 'errors'} in a row"


def _rhythm(published: Sequence[datetime], now: datetime) -> tuple[timedelta, Because, str]:
    moments = sorted({moment for moment in published if moment <= now}, reverse=True)[:RECENT_ENTRIES]
    if not moments:
        return UNKNOWN, Because.UNDATED, "its entries have no dates"
    silence = now - moments[0]
    if len(moments) == 1:
        return max(UNKNOWN, silence / SILENCE_SHARE), Because.SINGLE, "one entry so far"
    gaps = [later - earlier for later, earlier in pairwise(moments)]
    gap = timedelta(seconds=median(each.total_seconds() for each in gaps))
    if silence / SILENCE_SHARE > gap / VISITS_A_GAP:
        return silence / SILENCE_SHARE, Because.SILENCE, f"silent for {_words(silence)}"
    return gap / VISITS_A_GAP, Because.RHYTHM, f"an entry every {_words(gap)}"


def _words(span: timedelta) -> str:
    minutes = round(span / timedelta(minutes=1))
    if minutes < 120:  # noqa: PLR2004 -- two hours
        return f"{minutes} min"
    return f"{minutes // 60} h" if minutes < 2 * 24 * 60 else f"{minutes // (24 * 60)} days"
