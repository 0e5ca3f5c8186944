"""People in the admin. Articles and decisions are not here: their one door is moderation."""

from typing import Any, cast

from django.contrib import admin
from django.contrib.auth.models import Group
from django.http import HttpRequest
from unfold.admin import ModelAdmin

from aggregator.accounts.models import User
from feeds.models import Feed

admin.site.unregister(Group)


class ByRole(ModelAdmin):  # type: ignore[misc]
    """Operators may look and change; rows are never deleted here, because others point at them."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Operators see it in the index."""
        return bool(cast("User", request.user).is_operator)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Operators may look."""
        return self.has_module_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Operators may change."""
        return self.has_module_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """People sign up; feeds are added by subscribing, which checks them."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Deactivate instead."""
        return False


@admin.register(User)
class UserAdmin(ByRole):
    list_display = ["email", "name", "is_active", "date_joined"]
    list_filter = ["groups", "is_active"]
    search_fields = ["email", "name"]
    fields = ["email", "name", "groups", "is_active", "date_joined", "last_login"]
    readonly_fields = ["date_joined", "last_login"]
    filter_horizontal = ["groups"]
    ordering = ["-date_joined", "-pk"]


@admin.register(Feed)
class FeedAdmin(ByRole):
    list_display = ["title", "url", "state", "topic", "failures"]
    list_filter = ["state", "topic"]
    search_fields = ["title", "url"]
    fields = ["title", "url", "topic", "state", "language", "last_error"]
    readonly_fields = ["url", "last_error"]
    list_select_related = ["topic"]
    ordering = ["title", "pk"]
