"""Addresses of the moderators' room. A test walks them: every one asks for a moderator."""

from django.urls import path

from moderation import appeal_views, comment_views, insight_views, model_views, reference_views, views

urlpatterns = [
    path("", views.show_queue, name="moderation"),
    path("log/", views.show_log, name="moderation-log"),
    path("appeals/", appeal_views.show_appeals, name="moderation-appeals"),
    path("appeals/<int:appeal_id>/", appeal_views.show_appeal, name="moderation-appeal"),
    path("appeals/<int:appeal_id>/answer/", appeal_views.answer, name="moderation-answer"),
    path("insights/", insight_views.show_insights, name="moderation-insights"),
    path("model/", model_views.show_model, name="moderation-model"),
    path("model/use/", model_views.use_version, name="moderation-model-use"),
    path("references/", reference_views.show_references, name="moderation-references"),
    path("references/feeds/", reference_views.change_feeds, name="moderation-reference-feeds"),
    path("references/<int:reference_id>/", reference_views.change_reference, name="moderation-reference"),
    path(
        "items/<int:item_id>/references/<int:match_id>/dismiss/",
        reference_views.dismiss,
        name="moderation-dismiss-reference",
    ),
    path("comfort/", views.comfort, name="moderation-comfort"),
    path("next/", views.take_next, name="moderation-next"),
    path("items/<int:item_id>/", views.show_item, name="moderation-item"),
    path("items/<int:item_id>/take/", views.take, name="moderation-take"),
    path("items/<int:item_id>/give-back/", views.give_back, name="moderation-give-back"),
    path("items/<int:item_id>/heartbeat/", views.heartbeat, name="moderation-heartbeat"),
    path("items/<int:item_id>/hand-on/", views.hand_on, name="moderation-hand-on"),
    path("decisions/<int:decision_id>/undo/", views.take_back, name="moderation-undo"),
    path("comments/<int:decision_id>/undo/", comment_views.take_back, name="moderation-undo-comment"),
    path("items/<int:item_id>/decide/", views.decide_item, name="moderation-decide"),
    path(
        "items/<int:item_id>/comments/<int:comment_id>/remove/",
        comment_views.remove_comment,
        name="moderation-remove-comment",
    ),
    path(
        "items/<int:item_id>/comments/<int:comment_id>/show/",
        comment_views.show_comment,
        name="moderation-show-comment",
    ),
    path("articles/<int:article_id>/reopen/", views.reopen, name="moderation-reopen"),
]
