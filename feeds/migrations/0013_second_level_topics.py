from typing import Any

from django.db import migrations

# As feeds/topics/taxonomy.py had them; a later topic comes with a later migration.
TOPICS = (
    ("markets", "Markets", "business"),
    ("work", "Work", "business"),
    ("ai", "Artificial intelligence", "technology"),
    ("security", "Online security", "technology"),
    ("games", "Video games", "technology"),
    ("biology", "Biology", "science"),
    ("physics", "Physics", "science"),
    ("climate", "Climate", "environment"),
    ("wildlife", "Wildlife", "environment"),
    ("public-health", "Public health", "health"),
    ("medicine", "Medicine", "health"),
    ("football", "Football", "sport"),
    ("athletics", "Athletics", "sport"),
    ("tennis", "Tennis", "sport"),
    ("rugby", "Rugby", "sport"),
    ("film", "Film", "culture"),
    ("music", "Music", "culture"),
    ("books", "Books", "culture"),
)


def add_topics(apps: Any, _schema_editor: Any) -> None:
    Topic = apps.get_model("feeds", "Topic")
    parents = {topic.slug: topic for topic in Topic.objects.all()}
    for slug, name, parent in TOPICS:
        Topic.objects.get_or_create(slug=slug, defaults={"name": name, "parent": parents[parent]})


def remove_topics(apps: Any, _schema_editor: Any) -> None:
    """Articles keep their first-level topic and lose the second (SET_NULL); understanding them again finds it."""
    apps.get_model("feeds", "Topic").objects.filter(slug__in=[slug for slug, _name, _parent in TOPICS]).delete()


class Migration(migrations.Migration):
    dependencies = [("feeds", "0012_topic_levels")]

    operations = [migrations.RunPython(add_topics, remove_topics)]
