"""People and feeds in the admin. Who may do what there: accounts/roles.py. Nothing is deleted: others point at it."""

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from unfold.admin import ModelAdmin

from aggregator.accounts.models import User
from feeds.models import Feed


class KeptAdmin(ModelAdmin):  # type: ignore[misc]  # unfold is not typed
    """Rows that come from elsewhere and stay: people sign up, feeds are added by subscribing, which checks them."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Not here."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Deactivate or pause instead."""
        return False


@admin.register(User)
class UserAdmin(KeptAdmin):
    list_display = ("email", "name", "is_active", "date_joined")
    list_filter = ("groups", "is_active")
    search_fields = ("email", "name")
    fields = ("email", "name", "groups", "is_active", "date_joined", "last_login")
    readonly_fields = ("date_joined", "last_login")
    filter_horizontal = ("groups",)
    ordering = ("-date_joined", "-pk")


@admin.register(Feed)
class FeedAdmin(KeptAdmin):
    list_display = ("title", "url", "state", "topic", "failures")
    list_filter = ("state", "topic")
    search_fields = ("title", "url")
    fields = ("title", "url", "topic", "state", "language", "last_error")
    readonly_fields = ("url", "last_error")
    list_select_related = ("topic",)
    ordering = ("title", "pk")
