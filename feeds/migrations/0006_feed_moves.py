import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("feeds", "0005_drafts")]

    operations = [
        migrations.AddField(
            model_name="feed",
            name="moved_to",
            field=models.URLField(blank=True, db_default="", max_length=2000, verbose_name="says it moved to"),
        ),
        migrations.AddField(
            model_name="feed", name="moved_count", field=models.PositiveSmallIntegerField(default=0, db_default=0)
        ),
        migrations.AddField(
            model_name="feed",
            name="duplicate_of",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="feeds.feed",
                verbose_name="same feed as",
            ),
        ),
        migrations.AlterField(
            model_name="feed",
            name="state",
            field=models.CharField(
                choices=[
                    ("active", "Active"),
                    ("paused", "Paused"),
                    ("gone", "Gone"),
                    ("moved", "Moved to another feed"),
                ],
                default="active",
                max_length=8,
            ),
        ),
        migrations.AddConstraint(
            model_name="feed",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("moved_count", 0), ("moved_to", "")),
                    models.Q(models.Q(("moved_to", ""), _negated=True), ("moved_count__gte", 1)),
                    _connector="OR",
                ),
                name="feed_move_is_counted_with_its_address",
            ),
        ),
        migrations.AddConstraint(
            model_name="feed",
            constraint=models.CheckConstraint(
                condition=models.Q(("duplicate_of", models.F("pk")), _negated=True),
                name="feed_is_no_duplicate_of_itself",
            ),
        ),
    ]
