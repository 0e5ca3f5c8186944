"""The pages of the studio. All but the door are for creators, and each sees only their own."""

from celery import current_app
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aggregator.accounts.limits import limit
from aggregator.pages.prose import prose
from aggregator.pages.requests import ReaderRequest, page_of, reader_only
from aggregator.studio.door import creator_only
from aggregator.studio.forms import PostForm
from aggregator.studio.join import join as become_creator
from aggregator.studio.posts import posts, state
from feeds.models import Draft
from feeds.studio.markdown import to_html
from feeds.studio.publish import publish
from feeds.studio.withdraw import withdraw
from moderation import decide, notices

PAGE = 40


@require_safe
@reader_only
def studio(request: ReaderRequest) -> HttpResponse:
    """The creator's posts; for a reader, the door."""
    if not request.user.is_creator:
        return render(request, "studio/join.html")
    mine = Draft.objects.written_by(request.user.pk).newest().select_related("article", "topic")
    light = mine.defer("article__html", "article__text", "article__search")
    page = Paginator(light, PAGE).get_page(page_of(request) + 1)
    unread = notices.for_person(request.user.pk, now=timezone.now()).unread().count()
    context = {"posts": posts(list(page), author_id=request.user.pk), "page": page, "unread": unread}
    return render(request, "studio/studio.html", context)


@require_POST
@reader_only
@limit("join", per_minute=5)
def join(request: ReaderRequest) -> HttpResponse:
    """The reader becomes a creator."""
    become_creator(request.user, now=timezone.now())
    messages.success(request, _("You can post now. Write the first one."))
    return redirect("studio-new")


@require_http_methods(["GET", "HEAD", "POST"])
@creator_only
@limit("posts", per_minute=12)
def new(request: ReaderRequest) -> HttpResponse:
    """An empty sheet; the first save makes the draft."""
    if request.method != "POST":
        return render(request, "studio/edit.html", {"form": PostForm()})
    return _save(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@creator_only
@limit("posts", per_minute=12)
def edit(request: ReaderRequest, draft_id: int) -> HttpResponse:
    """A draft, or the sheet behind a post."""
    draft = _own(request, draft_id)
    if request.method == "POST":
        return _save(request, draft)
    context = {"form": PostForm.of(draft), **_about(request, draft), "preview_title": draft.title}
    return render(request, "studio/edit.html", {**context, "preview": prose(to_html(draft.body))})


@require_POST
@creator_only
@limit("preview", per_minute=60)
def preview(request: ReaderRequest) -> HttpResponse:
    """What was typed as readers would see it; nothing is kept."""
    return render(request, "studio/_preview.html", _previewed(PostForm(request.POST)))


@require_POST
@creator_only
@limit("posts", per_minute=12)
def delete(request: ReaderRequest, draft_id: int) -> HttpResponse:
    """The draft goes, and the article that was posted from it."""
    draft = _own(request, draft_id)
    with transaction.atomic():
        if draft.article_id is not None:
            decide.withdraw(draft.article_id, creator_id=request.user.pk, now=timezone.now())
        withdraw(draft)
    messages.success(request, _("It is deleted."))
    return redirect("studio")


def _save(request: ReaderRequest, draft: Draft | None) -> HttpResponse:
    """Keep what was typed, and post it if asked; on a preview or a mistake everything comes back as it was."""
    act = request.POST.get("act", "save")
    form = PostForm(request.POST, is_for_posting=act == "post")
    if act == "preview" or not form.is_valid():
        context = {"form": form, **_about(request, draft), **_previewed(form), "is_preview": act == "preview"}
        return render(request, "studio/edit.html", context, status=200 if act == "preview" else 422)
    with transaction.atomic():
        draft = _keep(request, draft, form)
        if act == "post":
            publish(draft, now=timezone.now())
            # a lost nudge costs one sweep, so a broker that is away must not fail the page
            transaction.on_commit(lambda: current_app.send_task("feeds.embed_due"), robust=True)
    if act == "post":
        messages.success(request, _("Posted. It is shown as soon as it was checked, usually within a minute."))
        return redirect("studio")
    messages.success(request, _("Kept as a draft. Only you can read it."))
    return redirect("studio-edit", draft.pk)


def _keep(request: ReaderRequest, draft: Draft | None, form: PostForm) -> Draft:
    """Store the form in the draft. The same words sent twice from an empty sheet are one draft."""
    said = {name: form.cleaned_data[name] for name in ("title", "body", "topic")}
    if draft is None:
        draft = Draft.objects.written_by(request.user.pk).filter(title=said["title"], body=said["body"]).first()
        draft = draft or Draft(author=request.user)
    if draft.pk is None or any(getattr(draft, name) != value for name, value in said.items()):
        for name, value in said.items():
            setattr(draft, name, value)
        draft.edited_at = timezone.now()
        draft.save()
    return draft


def _own(request: ReaderRequest, draft_id: int) -> Draft:
    """The creator's own draft, or 404: nobody learns what others write."""
    mine = Draft.objects.written_by(request.user.pk).select_related("article", "topic")
    return get_object_or_404(mine, pk=draft_id)


def _about(request: ReaderRequest, draft: Draft | None) -> dict[str, object]:
    """What the sheet says of a post beside its words."""
    if draft is None:
        return {}
    told = notices.for_person(request.user.pk, now=timezone.now()).filter(
        decision__article=draft.article_id, decision__comment=None
    )
    notice = told.first()
    return {"draft": draft, "state": state(draft, notice)}


def _previewed(form: PostForm) -> dict[str, object]:
    """What was typed as readers would see it, also when it cannot be posted yet."""
    title = str(form.data.get("title", ""))[: form.fields["title"].max_length]  # type: ignore[attr-defined]
    body = str(form.data.get("body", ""))[: form.fields["body"].max_length]  # type: ignore[attr-defined]
    return {"preview_title": title, "preview": prose(to_html(body.replace("\x00", "")))}
