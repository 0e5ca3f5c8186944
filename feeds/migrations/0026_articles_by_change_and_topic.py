from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("feeds", "0025_search_once_understood")]

    operations = [
        migrations.AddIndex("article", models.Index(fields=["updated_at"], name="article_changed")),
        migrations.AddIndex("article", models.Index(fields=["topic", "-published_at", "-id"], name="article_of_topic")),
    ]
