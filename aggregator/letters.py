"""Letters that are owed: written from their rows, handed to the mail server, and marked as sent.

A letter is claimed by its row before it is sent and marked after it: a worker that dies in between sends it once more
when the claim ends, with the same Message-ID, so that most mail programs show it once. Who has no verified address, or
wants no e-mail, is written nothing; what they would have read stands on their pages.
"""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from enum import Enum
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused
from urllib.parse import urlsplit

import structlog
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aggregator.accounts.models import User
from aggregator.notifications import wishes
from aggregator.notifications.kinds import Kind
from moderation.models import Letter
from moderation.models.letter import LEASE
from moderation.statement import statement

log = structlog.get_logger(__name__)
TOLD_AT_ONCE = 20  # things in one letter, if somebody is owed several: more than anybody reads to the end
MOST = 200  # letters in one sweep: some minutes with a slow mail server


class Mail(Enum):
    """What an e-mail is; its value signs the address that ends it."""

    LETTERS = "letters"
    DIGEST = "digest"


def send_due(*, now: datetime) -> int:
    """One sweep: write to everybody who is owed a letter; how many went. With the mail server away nothing is claimed,
    so that no letter is given up for its absence.
    """
    if not Letter.objects.due(now).exists():
        return 0
    with mail_server() as line:
        return 0 if line is None else _send_all(line, now)


@contextmanager
def mail_server() -> Iterator[BaseEmailBackend | None]:
    """A line to it for some e-mails; None when it is away."""
    line = get_connection()
    try:
        line.open()
    except (OSError, SMTPException) as error:
        log.warning("mail server away", error=str(error))
        yield None
        return
    try:
        yield line
    finally:
        line.close()


def stop_address(person: User, what: Mail = Mail.LETTERS) -> str:
    """The address that ends all letters, or the digest, to this person without signing in."""
    token = signing.dumps(person.public_id.hex, salt=what.value)
    return settings.SITE_URL.rstrip("/") + reverse("stop-letters", args=[token])


def person_of(token: str) -> tuple[User, Mail] | None:
    """Whose e-mails that address ends, and which; None if we did not write it."""
    for what in Mail:
        try:
            person = User.objects.filter(public_id=signing.loads(token, salt=what.value)).first()
        except signing.BadSignature:
            continue
        return None if person is None else (person, what)
    return None


def headers_of(stop: str, *, key: str) -> dict[str, str]:
    """What tells mail programs what this is, and how to end it with one press (RFC 8058)."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return {
        "Message-ID": f"<{key}@{host}>",
        "Auto-Submitted": "auto-generated",
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def address_of(person: User) -> str:
    """Where this person is written to: an address they have shown to be theirs, the first one before others."""
    verified = EmailAddress.objects.filter(user=person, verified=True).order_by("-primary", "pk")
    return str(verified.values_list("email", flat=True).first() or "")


def _send_all(line: BaseEmailBackend, now: datetime) -> int:
    count = 0
    for _turn in range(MOST):
        letters = _claim(now)
        if not letters:
            break
        try:
            count += _send(line, letters, now)
        except (SMTPRecipientsRefused, SMTPDataError) as error:  # this letter's fault: others may do better
            _put_off(letters, error, now)
        except (OSError, SMTPException) as error:
            _put_off(letters, error, now)
            break
    return count


def _claim(now: datetime) -> list[Letter]:
    """What one person is owed, ours for the time of a lease."""
    with transaction.atomic():
        due = Letter.objects.due(now).select_for_update(of=("self",), skip_locked=True)
        first = due.order_by("due_at", "pk").first()
        if first is None:
            return []
        about = ("recipient", "notice__decision__article", "notice__decision__comment", "report__article")
        mine = due.filter(recipient=first.recipient_id).select_related(*about).order_by("pk")
        letters = list(mine.select_related("report__comment", "report__decision")[:TOLD_AT_ONCE])
        Letter.objects.filter(pk__in=[it.pk for it in letters]).update(due_at=now + LEASE, attempts=F("attempts") + 1)
    for letter in letters:
        letter.attempts += 1
    return letters


def _send(line: BaseEmailBackend, letters: Sequence[Letter], now: datetime) -> int:
    """Write one e-mail about those of these that are wanted and mark all; 1, or 0 if none is."""
    person: User = letters[0].recipient
    address = address_of(person) if person.is_active and person.wants_mail else ""
    mailed = wishes.of(person.pk).mailed if address else []
    wanted = [it for it in letters if (Kind.REPORT if it.notice is None else Kind.DECISION) in mailed]
    if wanted:
        with translation.override(person.language or settings.LANGUAGE_CODE):
            _written(person, address, wanted, line).send()
    for state, some in (
        (Letter.State.SENT, wanted),
        (Letter.State.UNWANTED, [it for it in letters if it not in wanted]),
    ):
        Letter.objects.filter(pk__in=[it.pk for it in some]).update(state=state, ended_at=now, error="")
    return int(bool(wanted))


def _put_off(letters: Sequence[Letter], error: Exception, now: datetime) -> None:
    log.warning("letter not sent", letters=[it.pk for it in letters], error=str(error))
    for letter in letters:
        letter.put_off(str(error), now=now)


def _written(person: User, address: str, letters: Sequence[Letter], line: BaseEmailBackend) -> EmailMessage:
    stop = stop_address(person)
    context = {
        "person": person,
        "notices": [(it.notice, statement(it.notice.decision)) for it in letters if it.notice is not None],
        "reports": [it.report for it in letters if it.report is not None],
        "site": settings.SITE_URL.rstrip("/"),
        "site_name": settings.SITE_NAME,
        "stop": stop,
    }
    key = hashlib.sha256(" ".join(str(it.pk) for it in letters).encode()).hexdigest()[:32]
    headers = headers_of(stop, key=f"letter-{key}")
    body = render_to_string("letters/told.txt", context)
    return EmailMessage(_subject(letters), body, to=[address], headers=headers, connection=line)


def _subject(letters: Sequence[Letter]) -> str:
    """Without a headline: it may stand on a locked screen."""
    if len(letters) > 1:
        n = len(letters)
        return ngettext("%(site)s: %(n)d thing was decided", "%(site)s: %(n)d things were decided", n) % {
            "site": settings.SITE_NAME,
            "n": n,
        }
    notice = letters[0].notice
    if notice is None:
        said = _("What came of your report")
    elif notice.is_of_appeal:
        said = _("The answer to your appeal")
    elif notice.decision.comment_id is not None:
        said = _("A decision on your comment")
    else:
        said = _("A decision on your article")
    return f"{settings.SITE_NAME}: {said}"
