"""Folders of saved articles, and what is in them: made, named, removed, filled; a removed one comes back by undo."""

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from aggregator.accounts.limits import limit
from aggregator.pages import cards
from aggregator.pages.forms_of_own import FilingForm, FolderForm
from aggregator.pages.requests import PageRequest, ReaderRequest, came_from, public, reader_only
from aggregator.pages.saved import show
from aggregator.pages.shelf import Shelf, shelf
from aggregator.pages.typed import sign_in_first, typed_for
from aggregator.pages.undo import is_undo, offer_undo
from feeds.models import Article, Filing, Folder

MOST = 60  # folders of a reader; more are not a strip of pills but a list to be searched


@require_POST
@reader_only
@limit("folders", per_minute=30)
def make(request: ReaderRequest) -> HttpResponse:
    """A new folder; one of the same name is that one."""
    form = FolderForm(request.POST)
    if form.is_valid() and (folder := folder_named(request.user.pk, form)):
        return redirect(f"{reverse('saved')}?folder={folder.pk}")
    return show(request, shelf(request.user.pk), wrong=form)


def folder_named(reader_id: int, form: FolderForm | FilingForm) -> Folder | None:
    """The folder of the name in the form, made if need be; None, and a sentence in the form, for one too many."""
    name, mine = form.cleaned_data["name"], Folder.objects.of(reader_id)
    known = mine.filter(name__iexact=name).first()
    if known is not None:
        return known
    if mine.count() >= MOST:
        form.add_error("name", _("You have %(most)d folders. Remove one first.") % {"most": MOST})
        return None
    try:
        with transaction.atomic():
            return Folder.objects.create(reader_id=reader_id, name=name)
    except IntegrityError:  # the same click twice
        return mine.filter(name__iexact=name).first()


@require_POST
@reader_only
@limit("folders", per_minute=30)
def rename(request: ReaderRequest, folder_id: int) -> HttpResponse:
    """Another name; the page comes back with what was wrong."""
    folder = get_object_or_404(Folder.objects.of(request.user.pk), pk=folder_id)
    form = FolderForm(request.POST)
    if form.is_valid() and not _renamed(folder, form):
        form.add_error("name", _("You have a folder of this name."))
    if form.errors:
        return show(request, shelf(request.user.pk), asked=str(folder.pk), wrong=form)
    return redirect(f"{reverse('saved')}?folder={folder.pk}")


def _renamed(folder: Folder, form: FolderForm) -> bool:
    try:
        with transaction.atomic():
            return bool(Folder.objects.filter(pk=folder.pk).update(name=form.cleaned_data["name"]))
    except IntegrityError:
        return False


@require_POST
@reader_only
@limit("folders", per_minute=30)
def remove(request: ReaderRequest, folder_id: int) -> HttpResponse:
    """Remove the folder and nothing that is in it; or take that back."""
    if is_undo(request):
        _take_back(request, folder_id)
    elif folder := Folder.objects.of(request.user.pk).filter(pk=folder_id).first():
        Folder.objects.filter(pk=folder.pk).update(removed_at=timezone.now())
        text = _("The folder “%(name)s” is removed. What was in it is still saved.") % {"name": folder.name}
        offer_undo(request, text, action=request.path, back=f"{reverse('saved')}?folder={folder.pk}")
        return redirect("saved")
    return HttpResponseRedirect(came_from(request, otherwise=reverse("saved")))


def _take_back(request: ReaderRequest, folder_id: int) -> None:
    try:
        with transaction.atomic():
            Folder.objects.removed(request.user.pk, now=timezone.now()).filter(pk=folder_id).update(removed_at=None)
    except IntegrityError:
        messages.info(request, _("You have a folder of this name by now; the other one stays removed."))


@require_http_methods(["GET", "HEAD", "POST"])
@public
@limit("filing", per_minute=60)
def file(request: PageRequest, article_id: int) -> HttpResponse:
    """Put a saved article into a folder, note something about it. Who must sign in first finds the note again."""
    if not request.user.is_authenticated:
        return sign_in_first(request, request.POST.get("note", ""), back=request.path)
    mine = shelf(request.user.pk)
    if article_id not in mine.ids:
        raise Http404
    if request.method != "POST":
        typed = typed_for(request, request.path)
        return _form(request, FilingForm.of(mine, article_id, note=typed), article_id)
    form = FilingForm.of(mine, article_id, request.POST)
    if not (form.is_valid() and _filed(request, form, mine, article_id)):
        return _form(request, form, article_id, status=200 if request.htmx else 422)
    if request.htmx:
        return _form(request, FilingForm.of(shelf(request.user.pk), article_id), article_id)
    messages.success(request, _("Noted."))
    return HttpResponseRedirect(came_from(request, otherwise=reverse("saved")))


def _filed(request: PageRequest, form: FilingForm, mine: Shelf, article_id: int) -> bool:
    """Whether it could be done; what is in no folder and has no note needs no row."""
    reader_id, data = request.user.pk or 0, form.cleaned_data
    folder = (
        folder_named(reader_id, form)
        if data["name"]
        else next((it for it in mine.folders if str(it.pk) == data["folder"]), None)
    )
    if form.errors:
        return False
    if folder is None and not data["note"]:
        Filing.objects.of(reader_id).filter(article=article_id).delete()
    else:
        Filing.objects.update_or_create(
            reader_id=reader_id, article_id=article_id, defaults={"folder": folder, "note": data["note"]}
        )
    return True


def _form(request: PageRequest, form: FilingForm, article_id: int, status: int = 200) -> HttpResponse:
    """The form in its place on the page, or on a page of its own."""
    context: dict[str, object] = {"form": form, "pk": article_id, "is_open": bool(form.errors)}
    if request.htmx:
        return render(request, "pages/_filing.html", context)
    article = get_object_or_404(Article.objects.reachable().with_card(), pk=article_id)
    context |= {"is_open": True, "card": cards.of_one(article, None, reader_id=request.user.pk)}
    return render(request, "pages/filing.html", context, status=status)
