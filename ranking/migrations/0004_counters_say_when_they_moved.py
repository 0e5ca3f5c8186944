from django.db import migrations, models
from django.db.models.functions import Now


class Migration(migrations.Migration):
    dependencies = [("ranking", "0003_first_value_weights")]

    operations = [
        # The database fills it in, also for the release before, which knows nothing of it.
        migrations.AddField("articlestats", "moved_at", models.DateTimeField(db_default=Now())),
        migrations.AddIndex("articlestats", models.Index(fields=["moved_at"], name="stats_moved")),
    ]
