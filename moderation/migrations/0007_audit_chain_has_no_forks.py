from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("moderation", "0006_chain_the_audit_rows")]

    operations = [
        migrations.AddConstraint(
            "auditrow", models.UniqueConstraint(fields=["position"], name="audit_row_one_a_position")
        )
    ]
