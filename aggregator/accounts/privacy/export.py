"""A copy of everything that the site has of a person: a zip of JSON files, their pictures, and a page to read it by.

It is put together by a worker, which says after each part how far it is. A worker that dies leaves nothing but a
piece of a file; when its lease ends another one begins anew.
"""

import json
import zipfile
from collections.abc import Iterator
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path
from typing import Any

import structlog
from django.conf import settings
from django.db import IntegrityError, OperationalError, transaction
from django.db.models import F
from django.template.loader import render_to_string

from aggregator.accounts.models import Export, User
from aggregator.accounts.models.request import ATTEMPTS, KEPT
from aggregator.accounts.privacy import page
from aggregator.accounts.privacy.page import Part
from aggregator.accounts.privacy.rows import rows
from aggregator.accounts.privacy.rules import RULES, THROUGH, Rule
from feeds import media
from feeds.claiming import claim
from feeds.models import Media
from feeds.models.media import ARTICLE_WIDTH

log = structlog.get_logger(__name__)
PARTS = tuple(rule for rule in (*RULES, *THROUGH) if rule.file)
_SECRET = {"password", "id", "is_superuser"}
State = Export.State


def ask(user: User, *, now: datetime) -> Export:
    """A copy is due; the one that is being made, if there is one. The one before it goes."""
    try:
        with transaction.atomic():
            made = Export.objects.create(user=user, created_at=now, due_at=now, total=len(PARTS) + 2)
    except IntegrityError:
        return Export.objects.get(user=user, state=State.WAITS)
    for old in Export.objects.filter(user=user, state=State.MADE):
        _take_away(old)
    return made


def make_due(*, now: datetime) -> int:
    """Make all that are due, one after the other; how many were made."""
    count = 0
    while ids := claim(
        Export.objects.due(now), "due_at", limit=1, due_at=now + settings.LEASE, attempts=F("attempts") + 1
    ):
        count += make(Export.objects.select_related("user").get(pk=ids[0]), now=now)
    return count


def make(export: Export, *, now: datetime) -> bool:
    """Put it together; False when it could not be, for now or for good. The caller holds its lease."""
    if export.attempts > ATTEMPTS:
        _end(export, State.FAILED, now)
        return False
    part = path_of(export).with_suffix(".part")
    part.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        _write(export, part)
        part.replace(path_of(export))
    except (OSError, OperationalError) as error:  # a full disk, a database that went away: later, perhaps
        log.warning("export put off", export=export.pk, error=str(error))
        part.unlink(missing_ok=True)
        return False
    export.size = path_of(export).stat().st_size
    _end(export, State.MADE, now)
    return True


def path_of(export: Export) -> Path:
    """Where its file lies: outside of what the site gives out by itself."""
    return Path(settings.DATA_DIR) / "exports" / f"{export.key.hex}.zip"


def take_away_old(*, now: datetime) -> int:
    """Delete the files whose time is over; how many."""
    old = list(Export.objects.filter(state=State.MADE, ended_at__lt=now - KEPT))
    for export in old:
        _take_away(export)
    return len(old)


def _take_away(export: Export) -> None:
    path_of(export).unlink(missing_ok=True)
    Export.objects.filter(pk=export.pk).update(state=State.GONE, size=0)


def _end(export: Export, state: Export.State, now: datetime) -> None:
    export.state, export.due_at, export.ended_at, export.done = state, None, now, export.total
    export.save(update_fields=["state", "due_at", "ended_at", "done", "size"])


def _write(export: Export, where: Path) -> None:
    shown: list[Part] = []
    with zipfile.ZipFile(where, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("account.json", _json(_account(export.user)))
        for done, rule in enumerate(PARTS, start=1):
            shown.append(_part(archive, rule, export.user_id))
            Export.objects.filter(pk=export.pk).update(done=done)
        for name, body in _pictures(export.user_id):
            archive.writestr(f"media/{name}", body, zipfile.ZIP_STORED)
        Export.objects.filter(pk=export.pk).update(done=len(PARTS) + 1)
        archive.writestr("index.html", page.index(export.user, shown, made_at=export.created_at))
        archive.writestr("style.css", render_to_string("privacy/style.css"))


def _account(user: User) -> dict[str, Any]:
    """The person's own row, with their roles, and no secret."""
    fields = [it.attname for it in User._meta.concrete_fields if it.name not in _SECRET]  # noqa: SLF001  documented
    return {**{name: getattr(user, name) for name in fields}, "roles": sorted(user.roles)}


def _part(archive: zipfile.ZipFile, rule: Rule, user_id: int) -> Part:
    """One file, written as it is read: acts of years do not fit in memory."""
    part = Part(rule.file, str(rule.title))
    with archive.open(f"{rule.file}.json", "w") as file, TextIOWrapper(file, "utf-8") as out:
        out.write("[")
        for row in rows(rule, user_id):
            out.write(",\n" if part.count else "\n")
            out.write(_json(row))
            part.add(row)
        out.write("\n]\n")
    return part


def _pictures(user_id: int) -> Iterator[tuple[str, bytes]]:
    """The pictures of what they posted, as the site shows them."""
    for name in Media.objects.filter(article__creator=user_id).exclude(name="").values_list("name", flat=True):
        file = f"{name}-{ARTICLE_WIDTH}.webp"
        if (body := media.read(file)) is not None:
            yield file, body


def _json(value: object) -> str:
    return json.dumps(value, default=_plain, ensure_ascii=False, sort_keys=False)


def _plain(value: object) -> object:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
