from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("feeds", "0027_indexes_that_others_begin_with")]

    operations = [
        migrations.AddField(
            "hubsubscription",
            "taken",
            ArrayField(models.CharField(max_length=16), default=list, db_default=[], blank=True, size=None),
        ),
    ]
