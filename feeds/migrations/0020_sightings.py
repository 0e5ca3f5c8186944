import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

_ID = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    dependencies = [
        ("feeds", "0019_merged_stories"),
    ]

    operations = [
        migrations.CreateModel(
            name="Sighting",
            fields=[
                ("id", _ID),
                (
                    "article",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="sightings",
                        to="feeds.article",
                    ),
                ),
                (
                    "feed",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sightings",
                        to="feeds.feed",
                    ),
                ),
                ("guid", models.CharField(max_length=500)),
                ("address", models.BigIntegerField(blank=True, null=True)),
                ("published_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("address__isnull", False)), fields=["address"], name="sighting_address"
                    ),
                    models.Index(fields=["feed", "-published_at", "-article"], name="sighting_newest"),
                    models.Index(
                        condition=models.Q(("article__isnull", True)), fields=["seen_at"], name="sighting_of_deleted"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("feed", "guid"), name="sighting_guid_once_a_feed"),
                    models.UniqueConstraint(fields=("article", "feed"), name="sighting_once_a_feed"),
                    models.CheckConstraint(condition=models.Q(("guid", ""), _negated=True), name="sighting_has_a_guid"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                ("id", _ID),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="revisions", to="feeds.article"
                    ),
                ),
                ("title", models.CharField(max_length=500)),
                ("text", models.TextField(blank=True)),
                ("content_hash", models.CharField(max_length=64)),
                ("seen_at", models.DateTimeField()),
                ("replaced_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["replaced_at"], name="revision_replaced")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("replaced_at__gte", models.F("seen_at"))),
                        name="revision_ends_after_it_begins",
                    )
                ],
            },
        ),
        migrations.AddField(model_name="article", name="edited_at", field=models.DateTimeField(blank=True, null=True)),
        migrations.AddField(
            model_name="article", name="withdrawn_at", field=models.DateTimeField(blank=True, null=True)
        ),
        migrations.AddField(
            model_name="embedding",
            name="words_hash",
            field=models.CharField(blank=True, db_default="", default="", max_length=64),
        ),
        migrations.AlterField(
            model_name="article",
            name="feed",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="articles",
                to="feeds.feed",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=django.contrib.postgres.indexes.HashIndex(fields=["content_hash"], name="article_words"),
        ),
        migrations.AddIndex(
            model_name="article",
            index=django.contrib.postgres.indexes.HashIndex(
                condition=models.Q(("entry_hash", ""), _negated=True),
                fields=["entry_hash"],
                name="article_words_of_entry",
            ),
        ),
    ]
