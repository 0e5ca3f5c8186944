"""Addresses for the operator and for machines that watch the site."""

from django.urls import path

from aggregator.ops import feeds, full_text, imports, model, remove, views
from aggregator.ops.ranking import board, experiments, widening

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("metrics", views.metrics, name="metrics"),
    path("ops/", views.ops, name="ops"),
    path("ops/retry/", feeds.retry_all, name="ops-retry"),
    path("ops/feeds.opml", imports.export, name="ops-export"),
    path("ops/imports/", imports.new_import, name="ops-imports"),
    path("ops/imports/<int:import_id>/", imports.feed_import, name="ops-import"),
    path("ops/imports/<int:import_id>/stop/", imports.stop_import, name="ops-import-stop"),
    path("ops/ranking/", board.board, name="ops-ranking"),
    path("ops/ranking/widening/", widening.widening, name="ops-widening"),
    path("ops/ranking/experiments/new/", experiments.begin, name="ops-experiment-new"),
    path("ops/ranking/experiments/<int:experiment_id>/", experiments.experiment, name="ops-experiment"),
    path("ops/ranking/experiments/<int:experiment_id>/end/", experiments.end, name="ops-experiment-end"),
    path("ops/ranking/model/", model.model, name="ops-model"),
    path("ops/ranking/model/choose/", model.choose_version, name="ops-model-choose"),
    path("ops/ranking/model/learning/", model.switch_learning, name="ops-model-learning"),
    path("ops/feeds/", feeds.feeds, name="ops-feeds"),
    path("ops/feeds/<int:feed_id>/", feeds.feed, name="ops-feed"),
    path("ops/feeds/<int:feed_id>/retry/", feeds.retry, name="ops-feed-retry"),
    path("ops/feeds/<int:feed_id>/full-text/", full_text.choose, name="ops-feed-full-text"),
    path("ops/feeds/<int:feed_id>/pause/", feeds.pause, name="ops-feed-pause"),
    path("ops/feeds/<int:feed_id>/resume/", feeds.resume, name="ops-feed-resume"),
    path("ops/feeds/<int:feed_id>/remove/", remove.remove, name="ops-feed-remove"),
]
