import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Which articles are liked far more than they are read: numbers of ranking, for the bait signal."""

    dependencies = [
        ("feeds", "0029_when_publishers_date_words"),
        ("moderation", "0016_lanes_labels_undo_openings"),
    ]

    operations = [
        migrations.CreateModel(
            name="Reception",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="feeds.article",
                    ),
                ),
                ("likes_lift", models.FloatField(help_text="likes an opening, times those of the site; at least")),
                ("read_lift", models.FloatField(help_text="time read for its length, times that of the site")),
                ("noted_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("likes_lift__gte", 0), ("read_lift__gte", 0)),
                        name="reception_lifts_are_not_negative",
                    )
                ],
            },
        ),
    ]
