from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ranking", "0014_acts_that_memory_reads")]

    operations = [
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
                    ("unmore", "Took it back"),
                    ("share", "Passed on"),
                    ("follow", "Followed its publisher or topic"),
                    ("unfollow", "Stopped following"),
                    ("report", "Reported to the moderators"),
                ],
                max_length=8,
            ),
        ),
    ]
