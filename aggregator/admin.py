"""People in the admin. Who may do what there: accounts/roles.py. Nobody is deleted: others point at them."""

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from unfold.admin import ModelAdmin

from aggregator.accounts.models import User


class KeptAdmin(ModelAdmin):  # type: ignore[misc]  # unfold is not typed
    """Rows that come from elsewhere and stay: people sign up."""

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
