from typing import Any

from django.db import migrations

# As feeds/topics.py had them; a later topic comes with a later migration.
TOPICS = (
    ("world", "World"),
    ("politics", "Politics"),
    ("business", "Business"),
    ("technology", "Technology"),
    ("science", "Science"),
    ("space", "Space"),
    ("environment", "Environment"),
    ("health", "Health"),
    ("sport", "Sport"),
    ("culture", "Culture"),
    ("food", "Food"),
    ("travel", "Travel"),
    ("local", "Local"),
    ("education", "Education"),
)


def add_topics(apps: Any, _schema_editor: Any) -> None:
    Topic = apps.get_model("feeds", "Topic")
    for slug, name in TOPICS:
        Topic.objects.get_or_create(slug=slug, defaults={"name": name})


def remove_topics(apps: Any, _schema_editor: Any) -> None:
    """Articles and feeds lose their topic (SET_NULL); understanding them again finds it."""
    apps.get_model("feeds", "Topic").objects.filter(slug__in=[slug for slug, _name in TOPICS]).delete()


class Migration(migrations.Migration):
    dependencies = [("feeds", "0002_embedding_index")]

    operations = [migrations.RunPython(add_topics, remove_topics)]
