from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("moderation", "0004_item_picked_at_random")]

    operations = [
        migrations.AddField("auditrow", "position", models.BigIntegerField(db_default=0, editable=False)),
        migrations.AddField(
            "auditrow", "previous_hash", models.CharField(db_default="", editable=False, max_length=64)
        ),
        migrations.AddField("auditrow", "hash", models.CharField(db_default="", editable=False, max_length=64)),
        migrations.CreateModel(
            name="AuditHead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.BigIntegerField()),
                ("hash", models.CharField(max_length=64)),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("pk", 1)), name="audit_head_is_one_row")]
            },
        ),
    ]
