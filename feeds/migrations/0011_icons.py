import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("feeds", "0010_feed_entries"),
    ]

    operations = [
        migrations.CreateModel(
            name="Icon",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("due_at", models.DateTimeField()),
                ("failures", models.PositiveSmallIntegerField(default=0)),
                ("last_error", models.CharField(blank=True, max_length=300)),
                ("name", models.CharField(blank=True, max_length=32)),
                (
                    "feed",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="icon", to="feeds.feed"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["due_at"], name="icon_due")],
            },
        ),
    ]
