"""What the reader wants to hear of, where and when; the devices that are pushed, and the script that shows a push."""

from functools import cache

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aggregator.accounts.limits import limit
from aggregator.letters import address_of
from aggregator.notifications import unread, vapid
from aggregator.notifications import wishes as wished
from aggregator.notifications.forms import DeviceForm, WishesForm, initial
from aggregator.notifications.hours import next_digest
from aggregator.notifications.kinds import Kind
from aggregator.notifications.models import Device, DigestPlan, Wishes
from aggregator.notifications.models.wishes import MOST_DEVICES
from aggregator.pages.requests import PageRequest, ReaderRequest, public, reader_only


@require_http_methods(["GET", "HEAD", "POST"])
@reader_only
@limit("wishes", per_minute=60)
def wishes(request: ReaderRequest) -> HttpResponse:
    """The form, and what it was filled with when something is wrong."""
    if request.method == "POST":
        form = WishesForm(request.POST)
        if not form.is_valid():
            return _page(request, form, status=422)
        _save(request.user.pk, form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("wishes")
    plan = DigestPlan.objects.filter(pk=request.user.pk).first()
    return _page(request, WishesForm(initial=initial(wished.of(request.user.pk), plan)))


def _page(request: ReaderRequest, form: WishesForm, status: int = 200) -> HttpResponse:
    chosen = {name: set(map(str, form[name].value() or ())) for name in ("shown", "pushed", "mailed")}
    context = {
        "form": form,
        "rows": [(it.value, it.label, *(it.value in some for some in chosen.values())) for it in Kind],
        "zones": wished.zones(),
        "is_new": not Wishes.objects.filter(pk=request.user.pk).exists(),
        "devices": list(Device.objects.filter(reader=request.user).order_by("pk")),
        "key": vapid.public_key(),
        "address": address_of(request.user),
    }
    return render(request, "pages/wishes.html", context, status=status)


@transaction.atomic
def _save(reader_id: int, given: dict[str, object]) -> None:
    """Write what was chosen; the next digest is planned anew by its own clock."""
    names = ("shown", "pushed", "mailed", "time_zone", "quiet_from", "quiet_until")
    now = timezone.now()
    chosen = {name: given[name] for name in names} | {"push_due_at": now}
    row, _is_new = Wishes.objects.update_or_create(pk=reader_id, defaults=chosen)
    if not given["every"]:
        DigestPlan.objects.filter(pk=reader_id).delete()
    else:
        hour, weekday = int(str(given["hour"])), int(str(given["weekday"]))
        is_weekly = given["every"] == DigestPlan.Every.WEEK
        at = next_digest(now, zone=wished.zone_of(row), hour=hour, weekday=weekday if is_weekly else None)
        plan = {"every": given["every"], "hour": hour, "weekday": weekday}
        plan |= {"slot_at": at, "due_at": at, "attempts": 0}
        DigestPlan.objects.update_or_create(pk=reader_id, defaults=plan)
    transaction.on_commit(lambda: unread.forget([reader_id]), robust=True)


@require_POST
@reader_only
@limit("devices", per_minute=20)
def add_device(request: ReaderRequest) -> HttpResponse:
    """The browser that asks is to be pushed; by a button, never by itself."""
    form = DeviceForm(request.POST)
    if not form.is_valid():
        error = next(iter(form.errors.values()))[0]
        return JsonResponse({"error": error}, status=400)
    given = form.cleaned_data
    with transaction.atomic():
        Wishes.objects.get_or_create(pk=request.user.pk)
        # A browser that somebody else had signed in with is now this reader's.
        Device.objects.update_or_create(
            endpoint=given["endpoint"],
            defaults={"reader": request.user} | {name: given[name] for name in ("p256dh", "auth", "name")},
        )
        mine = Device.objects.filter(reader=request.user).order_by("-pk")
        Device.objects.filter(pk__in=list(mine.values_list("pk", flat=True)[MOST_DEVICES:])).delete()
    messages.success(request, _("This device is told from now on, outside your quiet hours."))
    return JsonResponse({"ok": True})


@require_POST
@reader_only
@limit("devices", per_minute=20)
def remove_device(request: ReaderRequest, device_id: int) -> HttpResponse:
    """It is pushed no more; twice does no harm."""
    if Device.objects.filter(reader=request.user, pk=device_id).delete()[0]:
        messages.success(request, _("This device is not told any more."))
    return redirect("wishes")


@public
@require_safe
@cache_control(no_cache=True)
def worker(_request: PageRequest) -> HttpResponse:
    """The service worker. From the root, because it may act only for pages below its own address."""
    return HttpResponse(_script(), content_type="text/javascript; charset=utf-8")


@cache
def _script() -> bytes:
    return (settings.BASE_DIR / "templates" / "static" / "worker.js").read_bytes()
