"""Addresses of the reader's pages."""

from django.urls import path

from aggregator.pages import (
    acts,
    article,
    comments,
    events,
    feed,
    follow,
    following,
    home,
    latest,
    saved,
    search,
    story,
    topic,
    welcome,
    you,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("following/", following.following, name="following"),
    path("topics/<slug:slug>/", topic.topic, name="topic"),
    path("topics/<slug:slug>/follow/", follow.follow_topic, name="follow-topic"),
    path("feeds/add/", follow.add_feed, name="add-feed"),
    path("feeds/<int:feed_id>/", feed.feed, name="feed"),
    path("feeds/<int:feed_id>/follow/", follow.follow_feed, name="follow-feed"),
    path("stories/<int:story_id>/", story.story, name="story"),
    path("articles/<int:article_id>/", article.article, name="article"),
    path("articles/<int:article_id>/like/", acts.like, name="like"),
    path("articles/<int:article_id>/save/", acts.save, name="save"),
    path("articles/<int:article_id>/hide/", acts.hide, name="hide"),
    path("articles/<int:article_id>/more/", acts.more, name="more"),
    path("articles/<int:article_id>/comments/", comments.comment, name="comments"),
    path("search/", search.search, name="search"),
    path("saved/", saved.saved, name="saved"),
    path("welcome/", welcome.welcome, name="welcome"),
    path("you/", you.you, name="you"),
    path("you/horizon/", you.horizon, name="you-horizon"),
    path("you/name/", you.name, name="you-name"),
    path("you/reset/", you.reset, name="you-reset"),
    path("you/forget/<slug:slug>/", you.forget, name="you-forget"),
    path("events/", events.event, name="event"),
    path("feed.xml", latest.latest, name="latest"),
]
