import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("feeds", "0007_pictures")]

    operations = [
        migrations.AddField(
            model_name="feed", name="ttl_minutes", field=models.PositiveIntegerField(blank=True, null=True)
        ),
        migrations.AddField(
            model_name="feed",
            name="skip_hours",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.PositiveSmallIntegerField(), blank=True, db_default=[], default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="feed",
            name="skip_days",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.PositiveSmallIntegerField(), blank=True, db_default=[], default=list, size=None
            ),
        ),
    ]
