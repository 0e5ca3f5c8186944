"""Addresses of the studio."""

from django.urls import path

from aggregator.studio import views

urlpatterns = [
    path("", views.studio, name="studio"),
    path("join/", views.join, name="studio-join"),
    path("new/", views.new, name="studio-new"),
    path("preview/", views.preview, name="studio-preview"),
    path("<int:draft_id>/", views.edit, name="studio-edit"),
    path("<int:draft_id>/delete/", views.delete, name="studio-delete"),
]
