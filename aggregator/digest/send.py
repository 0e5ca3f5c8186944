"""One sweep of digests: who is due is claimed, the issue is marked as sent, then it is handed to the mail server.

In this order a digest never comes twice: a worker that is killed between the mark and the mail costs one issue, and
the next one comes at its hour. What the server refuses is unmarked and tried again.
"""

import time
from datetime import datetime, timedelta
from random import Random
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused

import structlog
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from aggregator.digest import issue as issues
from aggregator.letters import Mail, address_of, headers_of, mail_server, stop_address
from aggregator.notifications import wishes
from aggregator.notifications.hours import next_digest
from aggregator.notifications.models import DigestIssue, DigestPlan
from feeds.claiming import claim

log = structlog.get_logger(__name__)
LEASE = timedelta(minutes=10)  # of one digest: a page is made in milliseconds, a mail server is waited for ten seconds
MOST_S = 25.0  # of one sweep; the next one, in half a minute, goes on. 100,000 readers at one hour share their hour
FIRST_PAUSE = timedelta(minutes=10)  # after a refusal; each one doubles it
ATTEMPTS = 5  # the last one after five hours: then yesterday's news is left out for today's


def send_due(*, now: datetime, rng: Random) -> int:
    """How many digests went. With the mail server away nobody is claimed, so that nothing is given up for it."""
    if not DigestPlan.objects.filter(due_at__lte=now).exists():
        return 0
    with mail_server() as line:
        return 0 if line is None else _send_all(line, now, rng)


def _send_all(line: BaseEmailBackend, now: datetime, rng: Random) -> int:
    count, began = 0, time.monotonic()
    while time.monotonic() - began < MOST_S:
        due = DigestPlan.objects.filter(due_at__lte=now)
        ids = claim(due, "due_at", limit=1, due_at=now + LEASE, attempts=F("attempts") + 1)
        if not ids:
            break
        plan = DigestPlan.objects.select_related("reader").get(pk=ids[0])
        try:
            count += _send(line, plan, now, rng)
        except (SMTPRecipientsRefused, SMTPDataError) as error:  # this one's fault: others may do better
            _put_off(plan, error, now)
        except (OSError, SMTPException) as error:
            log.warning("mail server went away", error=str(error))
            _try_again(plan, now + FIRST_PAUSE / 10, attempts=plan.attempts - 1)
            break
    return count


def _send(line: BaseEmailBackend, plan: DigestPlan, now: datetime, rng: Random) -> int:
    """Make it, mark it, hand it over, plan the next; 1, or 0 where there is nobody to write to or nothing to write."""
    address = address_of(plan.reader) if plan.reader.is_active else ""
    issue = issues.make(plan, now=now, rng=rng) if address else None
    found = None if issue is None else issues.content(issue, plan, now=now)
    sent = 0
    if issue is not None and found is not None and not found.is_empty:
        sent = DigestIssue.objects.filter(pk=issue.pk, sent_at=None).update(sent_at=now)
        if sent:
            _written(plan, issue, found, address, line).send()
    after = max(now, plan.slot_at)
    is_weekly = plan.every == DigestPlan.Every.WEEK
    zone, weekday = wishes.zone_of(wishes.of(plan.reader_id)), plan.weekday if is_weekly else None
    at = next_digest(after, zone=zone, hour=plan.hour, weekday=weekday)
    # Not if the reader planned it anew meanwhile.
    mine = DigestPlan.objects.filter(pk=plan.pk, slot_at=plan.slot_at)
    mine.update(slot_at=at, due_at=at, attempts=0)
    return sent


def _put_off(plan: DigestPlan, error: Exception, now: datetime) -> None:
    log.warning("digest not sent", reader=plan.reader_id, error=str(error))
    _try_again(plan, now + FIRST_PAUSE * 2 ** (plan.attempts - 1), attempts=plan.attempts)
    if plan.attempts >= ATTEMPTS:
        at = plan.slot_at + timedelta(days=7 if plan.every == DigestPlan.Every.WEEK else 1)
        DigestPlan.objects.filter(pk=plan.pk, slot_at=plan.slot_at).update(slot_at=at, due_at=at, attempts=0)


def _try_again(plan: DigestPlan, due_at: datetime, *, attempts: int) -> None:
    DigestIssue.objects.filter(reader=plan.reader_id, slot_at=plan.slot_at).update(sent_at=None)
    DigestPlan.objects.filter(pk=plan.pk, slot_at=plan.slot_at).update(due_at=due_at, attempts=max(0, attempts))


def _written(
    plan: DigestPlan, issue: DigestIssue, found: issues.Content, address: str, line: BaseEmailBackend
) -> EmailMultiAlternatives:
    person = plan.reader
    stop = stop_address(person, Mail.DIGEST)
    context = {
        "person": person,
        "content": found,
        "site": settings.SITE_URL.rstrip("/"),
        "site_name": settings.SITE_NAME,
        "is_weekly": plan.every == DigestPlan.Every.WEEK,
        "stop": stop,
    }
    with translation.override(person.language or settings.LANGUAGE_CODE):
        # Without a headline: it may stand on a locked screen.
        said = _("Your week") if context["is_weekly"] else _("Your day")
        text = render_to_string("letters/digest.txt", context)
        html = render_to_string("letters/digest.html", context | {"language": translation.get_language()})
    headers = headers_of(stop, key=f"digest-{issue.pk}")
    subject = f"{settings.SITE_NAME}: {said}"
    message = EmailMultiAlternatives(subject, text, to=[address], headers=headers, connection=line)
    message.attach_alternative(html, "text/html")
    return message
