from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("feeds", "0013_second_level_topics")]

    operations = [
        migrations.AddField("fetch", "read_ms", models.PositiveIntegerField(default=0, db_default=0)),
    ]
