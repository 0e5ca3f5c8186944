"""Feeds in the operator's admin: name and pause feeds, look at what came in. What is shown is moderation's."""

from django.contrib import admin, messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin

from feeds.models import Article, Feed, Fetch, Story, Topic


class KeptAdmin(ModelAdmin):  # type: ignore[misc]  # unfold is not typed
    """Rows that come from elsewhere and stay, because others point at them."""

    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, _request: HttpRequest, _obj: Model | None = None) -> bool:
        """Not here: feeds are added by subscribing, which checks them."""
        return False

    def has_delete_permission(self, _request: HttpRequest, _obj: Model | None = None) -> bool:
        """Not here: pause a feed instead."""
        return False


class ReadOnlyAdmin(KeptAdmin):
    """Rows that nobody changes here either."""

    def has_change_permission(self, _request: HttpRequest, _obj: Model | None = None) -> bool:
        """Never."""
        return False


@admin.register(Feed)
class FeedAdmin(KeptAdmin):
    """Feeds and how they do: an operator names, sorts and pauses them."""

    list_display = ("title_or_url", "topic", "state", "failures", "last_error", "last_ok_at", "next_fetch_at")
    list_filter = ("state", "topic", ("last_error", admin.EmptyFieldListFilter))
    list_select_related = ("topic",)
    search_fields = ("title", "url")
    ordering = ("-failures", "title", "pk")
    actions = ("fetch_now", "pause", "resume")
    readonly_fields = (
        *("url", "site_url", "language", "added_by", "created_at", "next_fetch_at", "interval_minutes"),
        *("moved_to", "duplicate_of"),
        *("failures", "last_error", "last_fetched_at", "last_ok_at"),
    )
    fields = ("title", "topic", "state", "full_text", *readonly_fields)

    @admin.display(description=_("feed"), ordering="title")
    def title_or_url(self, feed: Feed) -> str:
        """What the feed is called everywhere else."""
        return str(feed)

    @admin.action(description=_("Fetch now"))
    def fetch_now(self, request: HttpRequest, feeds: QuerySet[Feed]) -> None:
        """Make them due; the next sweep fetches them."""
        count = feeds.update(next_fetch_at=timezone.now(), state=Feed.State.ACTIVE)
        text = ngettext("%(count)d feed is fetched by the next sweep.", "%(count)d feeds are fetched.", count)
        self.message_user(request, text % {"count": count}, messages.SUCCESS)

    @admin.action(description=_("Pause"))
    def pause(self, request: HttpRequest, feeds: QuerySet[Feed]) -> None:
        """Fetch them no more, and keep their articles."""
        feeds.update(state=Feed.State.PAUSED)
        self.message_user(request, gettext("Paused."), messages.SUCCESS)

    @admin.action(description=_("Resume"))
    def resume(self, request: HttpRequest, feeds: QuerySet[Feed]) -> None:
        """Fetch them again, from the next sweep on."""
        feeds.update(state=Feed.State.ACTIVE, next_fetch_at=timezone.now())
        self.message_user(request, gettext("Resumed."), messages.SUCCESS)


@admin.register(Fetch)
class FetchAdmin(ReadOnlyAdmin):
    """Every attempt."""

    list_display = ("feed", "fetched_at", "result", "status", "size", "duration_ms", "entries", "new", "error")
    list_filter = ("result",)
    list_select_related = ("feed",)
    ordering = ("-fetched_at", "-pk")


@admin.register(Article)
class ArticleAdmin(ReadOnlyAdmin):
    """What came in and what was understood of it."""

    list_display = ("title", "feed", "creator", "topic", "story", "visibility", "published_at", "embed_due_at")
    list_filter = ("visibility", "origin", "format", "topic")
    list_select_related = ("feed", "creator", "topic", "story")
    search_fields = ("title", "url")
    ordering = ("-published_at", "-pk")
    fields = (
        *("title", "url", "feed", "creator", "author", "origin", "format", "language", "published_at", "created_at"),
        *("topic", "subtopic", "story", "visibility", "embed_due_at", "assess_due_at", "summary", "text", "word_count"),
    )
    actions = ("understand_again",)

    @admin.action(description=_("Understand again"), permissions=["view"])
    def understand_again(self, request: HttpRequest, articles: QuerySet[Article]) -> None:
        """Embed and assess them again, with today's models."""
        articles.update(embed_due_at=timezone.now())
        self.message_user(request, gettext("They are understood by the next sweep."), messages.SUCCESS)


@admin.register(Story)
class StoryAdmin(ReadOnlyAdmin):
    """Articles about the same event."""

    list_display = ("title", "created_at", "updated_at")
    search_fields = ("title",)
    ordering = ("-updated_at", "-pk")


@admin.register(Topic)
class TopicAdmin(KeptAdmin):
    """The fixed list of feeds/topics; an operator may call a topic something else."""

    list_display = ("name", "parent", "slug")
    list_select_related = ("parent",)
    readonly_fields = ("slug", "parent")
    ordering = ("name", "pk")
