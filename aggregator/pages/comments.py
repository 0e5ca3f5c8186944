"""What a reader says under an article, answers, changes, takes back and likes.

Plain forms, with and without JavaScript: what was typed comes back with a sentence when it cannot be taken, and a
second press of the button changes nothing.
"""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django.views.decorators.vary import vary_on_headers

from aggregator.accounts.limits import block_of, in_words, limit, seconds_to_wait
from aggregator.pages import saying
from aggregator.pages.access import public_article
from aggregator.pages.article import show
from aggregator.pages.forms import CommentForm
from aggregator.pages.impressions import impression_of
from aggregator.pages.requests import PageRequest, ReaderRequest, public, reader_only
from aggregator.pages.saying import SayingRefusedError, Wish
from aggregator.pages.seat import is_private
from aggregator.pages.talk import told
from aggregator.pages.typed import sign_in_first, typed_for
from feeds.models import Article, Comment, CommentLike

A_MINUTE, AN_HOUR = 6, 60  # comments of one person: a quick exchange, and no flood
State = Comment.State


@require_POST
@public
def comment(request: PageRequest, article_id: int) -> HttpResponse:
    """Say something under an article."""
    article = public_article(article_id)
    if not request.user.is_authenticated:
        return sign_in_first(request, request.POST.get("body", ""), f"{article.get_absolute_url()}#comment-form")
    form, impression = CommentForm(request.POST), impression_of(request, article_id)
    wait = _waits(request, form)
    if form.is_valid():
        return _said(request, article, form, None)
    return _asked_to_wait(show(request, article, impression, form=form, status=429 if wait else 422), wait)


@require_http_methods(["GET", "HEAD", "POST"])
@public
@vary_on_headers("HX-Request")
def answer(request: PageRequest, comment_id: int) -> HttpResponse:
    """Answer a comment: the form, alone on a page or brought under the comment, and what it sends."""
    parent = _under_public(comment_id)
    if not request.user.is_authenticated:
        return sign_in_first(request, request.POST.get("body", ""), request.path)
    if request.method != "POST":
        form = CommentForm(initial={"body": typed_for(request, request.path)})
        return _form(request, parent, form, title=_("Answer"))
    form = CommentForm(request.POST)
    wait = _waits(request, form)
    if form.is_valid() and parent.state != State.VISIBLE:
        form.add_error(
            "body", _("What you answer is not shown any more. Copy your words, and say them under the article.")
        )
    if form.is_valid():
        return _said(request, parent.article, form, parent)
    return _asked_to_wait(_form(request, parent, form, title=_("Answer"), status=429 if wait else 422), wait)


@require_http_methods(["GET", "HEAD", "POST"])
@reader_only
@vary_on_headers("HX-Request")
def change(request: ReaderRequest, comment_id: int) -> HttpResponse:
    """Other words for one's own comment, within some minutes."""
    mine = _own(request, comment_id)
    if request.method != "POST":
        return _form(request, mine, CommentForm(initial={"body": mine.body}), title=_("Change"))
    form = CommentForm(request.POST)
    wait = _waits(request, form)
    if form.is_valid():
        try:
            changed = saying.change(comment_id, form.cleaned_data["body"], now=timezone.now())
        except SayingRefusedError as error:
            form.add_error("body", str(error))
        else:
            _tell(request, changed, _("Your comment is changed."))
            return redirect(changed)
    return _asked_to_wait(_form(request, mine, form, title=_("Change"), status=429 if wait else 422), wait)


@require_POST
@reader_only
@limit("acts", per_minute=120)
def take_back(request: ReaderRequest, comment_id: int) -> HttpResponse:
    """Take one's own comment away, or bring it back: a toast offers that."""
    mine = _own(request, comment_id)
    try:
        if key := request.POST.get("undo", ""):
            _tell(request, saying.bring_back(comment_id, key, now=timezone.now()), _("Your comment is there again."))
        elif key := saying.take_back(comment_id, now=timezone.now()):
            messages.info(request, render_to_string("pages/_taken_back.html", {"comment": mine, "key": key}, request))
    except SayingRefusedError as error:
        messages.error(request, str(error))
    return redirect(mine)


@require_POST
@reader_only
@limit("acts", per_minute=120)
def like_comment(request: ReaderRequest, comment_id: int) -> HttpResponse:
    """Like what somebody said, or take it back; nobody's own words count."""
    liked = _under_public(comment_id)
    if liked.state != State.VISIBLE:
        raise Http404
    if request.POST.get("undo") == "1":
        CommentLike.objects.filter(comment=liked, reader=request.user).delete()
    elif liked.author_id != request.user.pk:
        CommentLike.objects.get_or_create(comment=liked, reader=request.user)
    if not request.htmx:
        return redirect(liked)
    return render(request, "pages/_like_comment.html", {"one": told(liked, request.user.pk)})


def _waits(request: PageRequest | ReaderRequest, form: CommentForm) -> int:
    """Seconds until they may speak again, said at the field; 0 when they may, or the form is wrong anyway."""
    wait = seconds_to_wait(request, "comments", per_minute=A_MINUTE, per_hour=AN_HOUR) if form.is_valid() else 0
    if wait:
        form.add_error("body", in_words(wait))
    return wait


def _asked_to_wait(page: HttpResponse, wait: int) -> HttpResponse:
    if wait:
        page["Retry-After"] = str(wait)
    return page


def _said(request: PageRequest, article: Article, form: CommentForm, parent: Comment | None) -> HttpResponse:
    """Brought to what they said."""
    assert request.user.pk is not None
    impression = impression_of(request, article.pk)
    wish = Wish(
        article_id=article.pk,
        author_id=request.user.pk,
        body=form.cleaned_data["body"],
        parent=parent,
        impression_id=None if impression is None else impression.pk,
        network=block_of(request),
        is_private=is_private(request),
    )
    said, is_new = saying.say(wish, now=timezone.now())
    if is_new:
        _tell(request, said, _("Your comment is there."))
    return redirect(said)


def _tell(request: PageRequest | ReaderRequest, said: Comment, words: str) -> None:
    if said.state == State.HELD:
        words = _(
            "It sounds like a doubtful claim about health, so a moderator reads your comment first. Until then only you"
            " see it."
        )
    messages.success(request, words)


def _under_public(comment_id: int) -> Comment:
    """A comment under an article that every reader may open."""
    found = get_object_or_404(Comment.objects.select_related("author"), pk=comment_id)
    found.article = public_article(found.article_id)
    return found


def _own(request: ReaderRequest, comment_id: int) -> Comment:
    found = _under_public(comment_id)
    if found.author_id != request.user.pk:
        raise Http404
    return found


def _form(
    request: PageRequest | ReaderRequest, about: Comment, form: CommentForm, *, title: str, status: int = 200
) -> HttpResponse:
    """The form under the comment it is about; for htmx the form alone."""
    template = "pages/_comment_form.html" if request.htmx else "pages/comment.html"
    context = {"about": told(about, request.user.pk), "article": about.article, "form": form, "title": title}
    return render(request, template, context | {"action": request.path}, status=status)
