"""Moments and spans as people say them: since Tuesday, in 6 hours, every 45 minutes."""

from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WEEK = 7  # days; a weekday names one of the last six


def moment(at: datetime, *, now: datetime) -> str:
    """`at` as one says it after "since": 10:40, yesterday, Tuesday, 3 March, 3 March 2025."""
    local, today = timezone.localtime(at), timezone.localdate(now)
    days = (today - local.date()).days
    if days <= 0:
        return str(time_format(local.time(), "TIME_FORMAT"))
    if days == 1:
        return pgettext("since", "yesterday")
    if days < WEEK:
        return str(date_format(local, "l"))
    # Translators: a date in Django's letters (j 5, F November, n 11, Y 2026), without and with its year.
    return str(date_format(local, pgettext("date", "j F") if local.year == today.year else pgettext("date", "j F Y")))


def span(length: timedelta) -> str:
    """In the largest unit that says enough: 45 minutes, 6 hours, 3 days."""
    if length < timedelta(seconds=90):
        return _("a minute")
    if length < 2 * HOUR:
        number = round(length / timedelta(minutes=1))
        return ngettext("%(n)d minute", "%(n)d minutes", number) % {"n": number}
    if length < 2 * DAY:
        number = round(length / HOUR)
        return ngettext("%(n)d hour", "%(n)d hours", number) % {"n": number}
    number = round(length / DAY)
    return ngettext("%(n)d day", "%(n)d days", number) % {"n": number}


def hour(number: int) -> str:
    """An hour of the day: 7 a.m., 19:00, midnight, as the language has it."""
    return str(time_format(time(number % 24), "TIME_FORMAT"))
