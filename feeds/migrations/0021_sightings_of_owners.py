"""Every article of a feed gets the sighting of its owner."""

from typing import Any

from django.db import migrations

from feeds.dedupe import address_of

BATCH = 2_000  # rows in memory and in a statement


def add_sightings(apps: Any, _schema_editor: Any) -> None:
    articles, sighting = apps.get_model("feeds", "Article").objects, apps.get_model("feeds", "Sighting")
    rows = articles.filter(feed__isnull=False, sightings__isnull=True).order_by("pk")
    columns = rows.values_list("pk", "feed_id", "guid", "url", "published_at", "created_at")
    last = 0
    while batch := list(columns.filter(pk__gt=last)[:BATCH]):
        last = batch[-1][0]
        sighting.objects.bulk_create(
            sighting(
                article_id=pk, feed_id=feed_id, guid=guid, address=address_of(url), published_at=at, seen_at=created_at
            )
            for pk, feed_id, guid, url, at, created_at in batch
        )


def forget_sightings(apps: Any, _schema_editor: Any) -> None:
    apps.get_model("feeds", "Sighting").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("feeds", "0020_sightings")]

    operations = [migrations.RunPython(add_sightings, forget_sightings)]
