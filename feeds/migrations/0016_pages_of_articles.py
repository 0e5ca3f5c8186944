import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("feeds", "0015_illustrations"),
    ]

    operations = [
        migrations.AddField(
            model_name="article",
            name="entry_hash",
            field=models.CharField(blank=True, db_default="", max_length=64),
        ),
        migrations.AddField(
            model_name="feed",
            name="full_text",
            field=models.CharField(
                choices=[("auto", "Where the feed gives only teasers"), ("always", "Always"), ("never", "Never")],
                db_default="auto",
                default="auto",
                max_length=6,
                verbose_name="whole text from its pages",
            ),
        ),
        migrations.AddField(
            model_name="feed",
            name="teaser_percent",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="percent of teasers in its document"
            ),
        ),
        migrations.CreateModel(
            name="Page",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("taken", "Text taken"),
                            ("teaser", "The feed's own text stays"),
                            ("forbidden", "Closed to robots"),
                            ("failed", "Not reached"),
                        ],
                        default="waiting",
                        max_length=9,
                    ),
                ),
                ("due_at", models.DateTimeField(blank=True, null=True)),
                ("asked_at", models.DateTimeField(verbose_name="wanted since")),
                ("failures", models.PositiveSmallIntegerField(default=0)),
                ("reason", models.CharField(blank=True, max_length=300)),
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="page", to="feeds.article"
                    ),
                ),
                (
                    "feed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pages", to="feeds.feed"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("due_at__isnull", False)), fields=["due_at"], name="page_due"),
                    models.Index(fields=["feed", "-asked_at"], name="page_of_feed"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("due_at__isnull", False), ("state", "waiting")),
                            models.Q(models.Q(("state", "waiting"), _negated=True), ("due_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="page_is_due_while_it_waits",
                    )
                ],
            },
        ),
    ]
