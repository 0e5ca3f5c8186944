import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("feeds", "0030_network_of_a_comment"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            "comment",
            "parent",
            models.ForeignKey(
                "feeds.comment",
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="replies",
            ),
        ),
        migrations.AddField("comment", "edited_at", models.DateTimeField(blank=True, null=True)),
        migrations.AlterField(
            "comment",
            "state",
            models.CharField(
                choices=[
                    ("visible", "Visible"),
                    ("held", "Held for review"),
                    ("removed", "Removed"),
                    ("taken", "Taken back by its author"),
                ],
                default="visible",
                max_length=8,
            ),
        ),
        migrations.CreateModel(
            "CommentLike",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "comment",
                    models.ForeignKey(
                        "feeds.comment", on_delete=django.db.models.deletion.CASCADE, related_name="likes"
                    ),
                ),
                (
                    "reader",
                    models.ForeignKey(
                        settings.AUTH_USER_MODEL, on_delete=django.db.models.deletion.CASCADE, related_name="+"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            "CommentEdit",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("body", models.CharField(max_length=4000)),
                ("replaced_at", models.DateTimeField()),
                (
                    "comment",
                    models.ForeignKey(
                        "feeds.comment", on_delete=django.db.models.deletion.CASCADE, related_name="edits"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=~models.Q(body=""), name="comment_edit_said_something")
                ]
            },
        ),
        migrations.RemoveConstraint("comment", "comment_says_something"),
        migrations.AddConstraint(
            "comment",
            models.CheckConstraint(
                condition=models.Q(body="", state="taken") | (~models.Q(state="taken") & ~models.Q(body="")),
                name="comment_says_something_or_was_taken_back",
            ),
        ),
        migrations.AddConstraint(
            "comment",
            models.CheckConstraint(condition=~models.Q(parent=models.F("pk")), name="comment_does_not_answer_itself"),
        ),
        migrations.AddConstraint(
            "commentlike", models.UniqueConstraint(fields=["comment", "reader"], name="comment_liked_once")
        ),
        migrations.AddIndex(
            "comment", models.Index(condition=models.Q(state="held"), fields=["article"], name="comment_held")
        ),
    ]
