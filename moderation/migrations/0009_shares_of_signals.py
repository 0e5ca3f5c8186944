from django.db import migrations, models
from django.db.models import Value


class Migration(migrations.Migration):
    """What each signal has to do with a verdict, for the page of an item."""

    dependencies = [("moderation", "0008_grounds_appeals_reports")]

    operations = [
        migrations.AddField(
            model_name="assessment",
            name="shares",
            field=models.JSONField(default=list, db_default=Value([], models.JSONField())),
        ),
    ]
