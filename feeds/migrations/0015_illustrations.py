from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("feeds", "0014_fetch_read_ms"),
    ]

    operations = [
        migrations.CreateModel(
            name="Illustration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=32, unique=True)),
                ("url", models.URLField(max_length=2000)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("named", "Named by the publisher"),
                            ("stored", "Stored here"),
                            ("refused", "Given up"),
                        ],
                        default="named",
                        max_length=8,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("due_at", models.DateTimeField(blank=True, null=True)),
                ("failures", models.PositiveSmallIntegerField(default=0)),
                ("last_error", models.CharField(blank=True, max_length=300)),
                ("name", models.CharField(blank=True, max_length=32)),
                ("width", models.PositiveIntegerField(default=0)),
                ("height", models.PositiveIntegerField(default=0)),
                ("size", models.PositiveIntegerField(default=0)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("due_at__isnull", False)), fields=["due_at"], name="illustration_due"
                    ),
                    models.Index(fields=["asked_at", "id"], name="illustration_asked"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("name", ""), _negated=True), fields=("name",), name="illustration_name_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "stored"), _negated=True),
                            models.Q(("height__gt", 0), ("width__gt", 0), models.Q(("name", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="illustration_stored_has_a_picture",
                    ),
                ],
            },
        ),
    ]
