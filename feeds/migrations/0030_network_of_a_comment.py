from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("feeds", "0029_when_publishers_date_words")]

    operations = [
        migrations.AddField(
            "comment", "network", models.CharField(blank=True, db_default="", default="", max_length=24)
        ),
    ]
