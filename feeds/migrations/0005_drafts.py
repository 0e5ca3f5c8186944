import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("feeds", "0004_article_addresses"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="headline")),
                ("body", models.TextField(blank=True, verbose_name="text")),
                ("posted_at", models.DateTimeField(blank=True, null=True)),
                ("edited_at", models.DateTimeField()),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "article",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="draft",
                        to="feeds.article",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="feeds.topic",
                        verbose_name="topic",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["author", "-edited_at", "-id"], name="draft_of_author")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("body", ""), ("title", ""), _negated=True), name="draft_says_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("article__isnull", True), ("posted_at__isnull", False), _connector="OR"),
                        name="draft_with_an_article_was_posted",
                    ),
                ],
            },
        ),
    ]
