import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("feeds", "0030_network_of_a_comment"),
        ("moderation", "0017_reception_of_articles"),
    ]

    operations = [
        migrations.AddField(
            model_name="reviewitem",
            name="content_hash",
            field=models.CharField(
                blank=True, db_default="", default="", help_text="of the text when the item was opened", max_length=64
            ),
        ),
        migrations.CreateModel(
            name="Snapshot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("content_hash", models.CharField(max_length=64)),
                ("title", models.CharField(max_length=500)),
                ("text", models.TextField(blank=True)),
                ("url", models.URLField(blank=True, max_length=2000)),
                ("taken_at", models.DateTimeField()),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="feeds.article"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["taken_at"], name="snapshot_taken")],
                "constraints": [
                    models.UniqueConstraint(fields=("article", "content_hash"), name="snapshot_once_a_text")
                ],
            },
        ),
    ]
