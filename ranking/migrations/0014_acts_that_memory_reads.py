from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ranking", "0013_shares_follows_and_reports"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            "event",
            models.Index(
                fields=["reader", "happened_at"],
                condition=models.Q(kind__in=["play", "hide", "unhide", "report"]),
                name="event_that_memory_reads",
            ),
        ),
    ]
