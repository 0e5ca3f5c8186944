"""People in the admin. Who may do what there: accounts/roles.py. Nobody is deleted: others point at them."""

from django.contrib import admin

from aggregator.accounts.models import User
from feeds.admin import KeptAdmin


@admin.register(User)
class UserAdmin(KeptAdmin):
    list_display = ("email", "name", "is_active", "date_joined")
    list_filter = ("groups", "is_active")
    search_fields = ("email", "name")
    fields = ("email", "name", "groups", "is_active", "date_joined", "last_login")
    readonly_fields = ("date_joined", "last_login")
    filter_horizontal = ("groups",)
    ordering = ("-date_joined", "-pk")
