import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("feeds", "0003_topics")]

    operations = [
        migrations.AddIndex(
            model_name="article",
            index=django.contrib.postgres.indexes.HashIndex(fields=["url"], name="article_url"),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["feed", "-published_at", "-id"], name="article_of_feed"),
        ),
    ]
