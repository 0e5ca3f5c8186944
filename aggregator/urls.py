"""Every address of the site."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from aggregator import websub

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("aggregator.ops.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("websub/<slug:token>/", websub.callback, name="websub"),
    path("moderation/", include("moderation.urls")),
    path("studio/", include("aggregator.studio.urls")),
    path("", include("aggregator.pages.urls")),
]
