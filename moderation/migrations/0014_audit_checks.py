from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("moderation", "0013_letters"),
    ]

    operations = [
        migrations.CreateModel(
            name="AuditCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rows", models.BigIntegerField()),
                ("head", models.CharField(blank=True, max_length=64)),
                ("error", models.CharField(blank=True, max_length=300)),
                ("seconds", models.FloatField()),
                ("checked_at", models.DateTimeField()),
            ],
        ),
        migrations.AddConstraint(
            model_name="auditcheck",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(models.Q(("error", "")), models.Q(("head", ""), _negated=True)),
                    models.Q(models.Q(("error", ""), _negated=True), models.Q(("head", ""))),
                    _connector="OR",
                ),
                name="audit_check_has_a_head_or_an_error",
            ),
        ),
    ]
