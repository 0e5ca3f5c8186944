"""Indexes that say nothing which another one, beginning with the same column, does not: a page wrote 20 rows in one."""

from django.conf import settings
from django.db import migrations
from django.db.models import CASCADE, ForeignKey

_READER = {"null": True, "blank": True, "db_index": False}


class Migration(migrations.Migration):
    dependencies = [
        ("ranking", "0011_tallies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            "slate", "reader", ForeignKey(settings.AUTH_USER_MODEL, CASCADE, related_name="slates", **_READER)
        ),
        migrations.AlterField(
            "impression",
            "slate",
            ForeignKey("ranking.slate", CASCADE, related_name="impressions", db_index=False),
        ),
        migrations.AlterField(
            "event", "reader", ForeignKey(settings.AUTH_USER_MODEL, CASCADE, related_name="+", **_READER)
        ),
    ]
