from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("feeds", "0006_feed_moves"),
    ]

    operations = [
        migrations.AddField(
            model_name="media",
            name="alt",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="media",
            name="colour",
            field=models.CharField(blank=True, max_length=7),
        ),
        migrations.AddField(
            model_name="media",
            name="due_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="media",
            name="failures",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="media",
            name="height",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="media",
            name="is_lead",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="media",
            name="last_error",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="media",
            name="name",
            field=models.CharField(blank=True, max_length=32),
        ),
        migrations.AddField(
            model_name="media",
            name="state",
            field=models.CharField(
                choices=[("named", "Named by the publisher"), ("stored", "Stored here"), ("refused", "Given up")],
                default="named",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="media",
            name="width",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddIndex(
            model_name="media",
            index=models.Index(condition=models.Q(("due_at__isnull", False)), fields=["due_at"], name="media_due"),
        ),
        migrations.AddConstraint(
            model_name="media",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_lead", True)), fields=("article",), name="media_one_lead_an_article"
            ),
        ),
        migrations.AddConstraint(
            model_name="media",
            constraint=models.UniqueConstraint(
                condition=models.Q(("name", ""), _negated=True), fields=("name",), name="media_name_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="media",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "stored"), _negated=True),
                    models.Q(("height__gt", 0), ("width__gt", 0), models.Q(("name", ""), _negated=True)),
                    _connector="OR",
                ),
                name="media_stored_has_a_picture",
            ),
        ),
    ]
