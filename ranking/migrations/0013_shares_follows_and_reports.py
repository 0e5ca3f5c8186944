"""Kinds of events that pages did not tell yet, counted once an impression like the others."""

from django.db import migrations, models

_ONCE = "event_counts_once_an_impression"
_BEFORE = ["view", "play", "like", "hide", "more"]


def _once(kinds: list[str]) -> models.UniqueConstraint:
    return models.UniqueConstraint(fields=["impression", "kind"], condition=models.Q(kind__in=kinds), name=_ONCE)


class Migration(migrations.Migration):
    dependencies = [("ranking", "0012_indexes_that_others_begin_with")]

    operations = [
        migrations.AddField(
            model_name="articlestats",
            name="shares",
            field=models.PositiveIntegerField(default=0, db_default=0),
        ),
        migrations.AddField(
            model_name="articlestats",
            name="reports",
            field=models.PositiveIntegerField(default=0, db_default=0),
        ),
        migrations.AlterField(
            model_name="event",
            name="kind",
            field=models.CharField(
                choices=[
                    ("view", "Seen"),
                    ("play", "Opened"),
                    ("dwell", "Read for some time"),
                    ("like", "Liked"),
                    ("unlike", "Took a like back"),
                    ("comment", "Commented"),
                    ("save", "Saved"),
                    ("unsave", "Took a save back"),
                    ("hide", "Less of this"),
                    ("unhide", "Took a hide back"),
                    ("more", "More of this"),
                    ("share", "Passed on"),
                    ("follow", "Followed its publisher or topic"),
                    ("unfollow", "Stopped following"),
                    ("report", "Reported to the moderators"),
                ],
                max_length=8,
            ),
        ),
        migrations.RemoveConstraint(model_name="event", name=_ONCE),
        migrations.AddConstraint(model_name="event", constraint=_once([*_BEFORE, "share", "report"])),
    ]
