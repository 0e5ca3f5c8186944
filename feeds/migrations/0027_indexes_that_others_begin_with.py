"""Indexes that say nothing which another one, beginning with the same column, does not: each article was in 13."""

from django.conf import settings
from django.db import migrations
from django.db.models import CASCADE, PROTECT, SET_NULL, ForeignKey, Index, Q

_OPTIONAL = {"null": True, "blank": True, "db_index": False}


class Migration(migrations.Migration):
    dependencies = [
        ("feeds", "0026_articles_by_change_and_topic"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            "article", Index(fields=["creator"], condition=Q(creator__isnull=False), name="article_of_creator")
        ),
        migrations.AlterField(
            "article",
            "creator",
            ForeignKey(settings.AUTH_USER_MODEL, on_delete=CASCADE, related_name="articles", **_OPTIONAL),
        ),
        migrations.AlterField(
            "article", "feed", ForeignKey("feeds.feed", on_delete=PROTECT, related_name="articles", **_OPTIONAL)
        ),
        migrations.AlterField(
            "article", "topic", ForeignKey("feeds.topic", on_delete=SET_NULL, related_name="articles", **_OPTIONAL)
        ),
        migrations.AlterField(
            "article", "subtopic", ForeignKey("feeds.topic", on_delete=SET_NULL, related_name="+", **_OPTIONAL)
        ),
        migrations.AlterField(
            "fetch",
            "feed",
            ForeignKey("feeds.feed", on_delete=CASCADE, related_name="fetches", db_index=False),
        ),
        migrations.AlterField(
            "media",
            "article",
            ForeignKey("feeds.article", on_delete=CASCADE, related_name="media", db_index=False),
        ),
    ]
