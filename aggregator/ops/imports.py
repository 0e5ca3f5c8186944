"""Lists of feeds: brought by the operator, looked at by workers, and taken away again."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aggregator.accounts.limits import limit
from aggregator.celery import app
from aggregator.ops.access import OperatorRequest, operator_only
from aggregator.ops.forms import ImportForm
from feeds.imports import stop, take_in
from feeds.models import Feed, FeedImport, ImportLine
from feeds.opml import OpmlError, Outline, export_opml

LINES_A_PAGE = 100


@operator_only
@require_http_methods(["GET", "HEAD", "POST"])
@limit("import", per_minute=10)
def new_import(request: OperatorRequest) -> HttpResponse:
    """Bring a list; it is written down here, workers look at it."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            with transaction.atomic():
                taken = take_in(file.read(), name=file.name, added_by_id=request.user.pk, now=timezone.now())
                transaction.on_commit(lambda: app.send_task("feeds.crawl_lists"), robust=True)
        except OpmlError as error:
            form.add_error("file", str(error))
        else:
            messages.success(request, _("The list is here. Its feeds are added one after the other."))
            return redirect("ops-import", import_id=taken.pk)
    counts = {"total": Count("lines"), "waiting": Count("lines", filter=Q(lines__state=ImportLine.State.WAITING))}
    past = FeedImport.objects.annotate(**counts).order_by("-created_at", "-pk")[:20]
    status = 422 if request.method == "POST" else 200
    return render(request, "ops/imports.html", {"form": form, "imports": past}, status=status)


@operator_only
@require_safe
def feed_import(request: OperatorRequest, import_id: int) -> HttpResponse:
    """How far a list is, and the result of each line."""
    taken = get_object_or_404(FeedImport, pk=import_id)
    counted = dict(taken.lines.values_list("state").annotate(Count("pk")).order_by("state"))
    total = sum(counted.values())
    counts = [(state, label, counted[state]) for state, label in ImportLine.State.choices if state in counted]
    wanted = request.GET.get("state", "")
    lines = taken.lines.select_related("feed").order_by("position")
    lines = lines.filter(state=wanted) if wanted in ImportLine.State.values else lines
    page = Paginator(lines, LINES_A_PAGE).get_page(request.GET.get("page"))
    done = total - counted.get(ImportLine.State.WAITING, 0)
    context = {"import": taken, "counts": counts, "total": total, "done": done, "lines": page, "state": wanted}
    template = "ops/_import.html" if request.headers.get("HX-Request") else "ops/import.html"
    return render(request, template, context)


@operator_only
@require_POST
@limit("import", per_minute=10)
def stop_import(request: OperatorRequest, import_id: int) -> HttpResponse:
    """Look at no more of its lines."""
    left = stop(get_object_or_404(FeedImport, pk=import_id))
    said = ngettext("Stopped: %(n)d line was not looked at.", "Stopped: %(n)d lines were not looked at.", left)
    messages.success(request, said % {"n": left})
    return redirect("ops-import", import_id=import_id)


@operator_only
@require_safe
def export(_request: OperatorRequest) -> HttpResponse:
    """Every feed of the site that is not gone, as a list that reader apps take."""
    feeds = Feed.objects.exclude(pk__in=Feed.objects.ended()).select_related("topic").order_by("title", "pk")
    outlines = [Outline(feed.url, str(feed), feed.topic.name if feed.topic else "") for feed in feeds]
    text = export_opml(outlines, title=_("Feeds of this site"))
    headers = {"Content-Disposition": 'attachment; filename="feeds.opml"'}
    return HttpResponse(text, content_type="text/x-opml; charset=utf-8", headers=headers)
