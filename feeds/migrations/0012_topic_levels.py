import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("feeds", "0011_icons")]

    operations = [
        migrations.AddField(
            model_name="topic",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="parts",
                to="feeds.topic",
                verbose_name="part of",
            ),
        ),
        migrations.AddConstraint(
            model_name="topic",
            constraint=models.CheckConstraint(
                condition=models.Q(("parent", models.F("pk")), _negated=True), name="topic_is_not_part_of_itself"
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="subtopic",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="feeds.topic",
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(("subtopic__isnull", True), ("topic__isnull", False), _connector="OR"),
                name="article_with_a_subtopic_has_a_topic",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                fields=["subtopic", "-published_at", "-id"],
                condition=models.Q(("subtopic__isnull", False)),
                name="article_of_subtopic",
            ),
        ),
    ]
