from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("feeds", "0009_imports")]

    operations = [
        migrations.AddField(
            model_name="feed",
            name="entries",
            field=models.PositiveIntegerField(db_default=0, default=0, verbose_name="entries in its document"),
        ),
    ]
