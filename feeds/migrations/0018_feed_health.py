import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("feeds", "0017_hub_subscriptions"),
    ]

    operations = [
        migrations.CreateModel(
            name="FetchTally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("result", models.CharField(max_length=16)),
                ("trouble", models.CharField(blank=True, max_length=12)),
                ("until", models.DateTimeField()),
                ("fetches", models.BigIntegerField(default=0)),
                ("size", models.BigIntegerField(default=0)),
                ("new", models.BigIntegerField(default=0)),
                ("updated", models.BigIntegerField(default=0)),
                ("duration_ms", models.BigIntegerField(default=0)),
                (
                    "durations",
                    django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None),
                ),
                ("documents", models.BigIntegerField(default=0)),
                ("read_ms", models.BigIntegerField(default=0)),
                ("readings", django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
            ],
            options={
                "verbose_name_plural": "fetch tallies",
            },
        ),
        migrations.AddField(
            model_name="feed",
            name="because",
            field=models.CharField(blank=True, db_default="", default="", max_length=12),
        ),
        migrations.AddField(
            model_name="feed",
            name="failing_since",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="feed",
            name="is_undated",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="feed",
            name="trouble",
            field=models.CharField(blank=True, db_default="", default="", max_length=12),
        ),
        migrations.AddField(
            model_name="feed",
            name="usual_ms",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="feedimport",
            name="left_out",
            field=models.PositiveIntegerField(
                db_default=0, default=0, verbose_name="feeds beyond the limit of one list"
            ),
        ),
        migrations.AddField(
            model_name="fetch",
            name="trouble",
            field=models.CharField(blank=True, db_default="", default="", max_length=12),
        ),
        migrations.AddField(
            model_name="fetch",
            name="updated",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AlterField(
            model_name="importline",
            name="state",
            field=models.CharField(
                choices=[
                    ("waiting", "Waits"),
                    ("added", "Added"),
                    ("existing", "Was here before"),
                    ("failed", "Not added"),
                    ("stopped", "Stopped before its turn"),
                ],
                default="waiting",
                max_length=8,
            ),
        ),
        migrations.AddIndex(
            model_name="fetch",
            index=models.Index(fields=["fetched_at"], name="fetch_by_time"),
        ),
        migrations.AddConstraint(
            model_name="fetchtally",
            constraint=models.UniqueConstraint(fields=("result", "trouble"), name="fetch_tally_once"),
        ),
    ]
