"""Addresses of the studio."""

from django.urls import path

from aggregator.studio import decisions, views

urlpatterns = [
    path("", views.studio, name="studio"),
    path("join/", views.join, name="studio-join"),
    path("new/", views.new, name="studio-new"),
    path("preview/", views.preview, name="studio-preview"),
    path("notices/", views.notices_page, name="studio-notices"),
    path("decisions/<int:decision_id>/", decisions.show, name="studio-decision"),
    path("decisions/<int:decision_id>.json", decisions.as_json, name="studio-decision-json"),
    path("decisions/<int:decision_id>/appeal/", decisions.appeal, name="studio-appeal"),
    path("<int:draft_id>/", views.edit, name="studio-edit"),
    path("<int:draft_id>/delete/", views.delete, name="studio-delete"),
]
