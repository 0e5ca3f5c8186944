from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("feeds", "0023_words_embedded_once")]
    operations = [
        migrations.AddField("revision", "was_shown", models.BooleanField(db_default=False, default=False)),
    ]
