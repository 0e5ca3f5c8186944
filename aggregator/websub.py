"""Where hubs call (WebSub): they ask whether we meant it, and bring what is new. For machines, without a session."""

import random
from contextlib import suppress

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from kombu.exceptions import OperationalError

from aggregator.accounts.limits import limit
from aggregator.celery import app
from feeds.hubs import receive
from feeds.hubs.receive import LARGEST, Question, Receipt


@csrf_exempt
@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
@limit("websub", per_minute=600, reads=True)  # ten a second from one address; a busy hub is told to come back
def callback(request: HttpRequest, token: str) -> HttpResponse:
    """One hub's door for one feed; who does not know its name finds nothing."""
    return _deliver(request, token) if request.method == "POST" else _answer(request, token)


def _answer(request: HttpRequest, token: str) -> HttpResponse:
    # PostgreSQL takes no NUL, and no topic of ours has one.
    asked = {name: request.GET.get(f"hub.{name}", "").replace("\0", "") for name in Question.__dataclass_fields__}
    challenge = receive.answer(token, Question(**asked), now=timezone.now(), rng=random.Random())  # noqa: S311
    if challenge is None:
        raise Http404
    return HttpResponse(challenge, content_type="text/plain; charset=utf-8")


def _deliver(request: HttpRequest, token: str) -> HttpResponse:
    said = receive.find(token)
    if said is None:
        raise Http404
    try:
        body = _body(request)
    except UnreadablePostError:
        return HttpResponse(status=400)
    signature, kind = request.headers.get("X-Hub-Signature", ""), request.headers.get("Content-Type", "")
    receipt = receive.deliver(said, body, content_type=kind, signature=signature, now=timezone.now())
    if receipt == Receipt.KEPT:
        with suppress(OperationalError):  # a nudge: the delivery is committed, and the sweep finds it anyway
            app.send_task("feeds.websub_deliveries")
    # A wrong signature gets the same answer as a right one.
    return HttpResponse(status=410 if receipt == Receipt.UNWANTED else 202)


def _body(request: HttpRequest) -> bytes | None:
    """What was sent; None when it is too large. Read by hand, because Django's own limit is that of forms."""
    announced = request.META.get("CONTENT_LENGTH") or ""
    if announced.isdigit() and int(announced) > LARGEST:
        return None
    # Django takes a body without a length for empty; granian has put the pieces together.
    is_in_pieces = not announced and request.META.get("wsgi.input_terminated")
    body = (request.META["wsgi.input"] if is_in_pieces else request).read(LARGEST + 1)
    return body if len(body) <= LARGEST else None
