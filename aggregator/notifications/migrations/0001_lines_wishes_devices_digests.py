import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

import aggregator.notifications.kinds


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0004_lead_group"),
        ("feeds", "0032_stories_that_are_followed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Device",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("endpoint", models.CharField(max_length=1000, unique=True)),
                ("p256dh", models.CharField(max_length=100)),
                ("auth", models.CharField(max_length=40)),
                ("name", models.CharField(blank=True, max_length=80)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("reached_at", models.DateTimeField(blank=True, null=True)),
                (
                    "reader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DigestPlan",
            fields=[
                (
                    "reader",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("every", models.CharField(choices=[("day", "Every day"), ("week", "Every week")], max_length=4)),
                ("hour", models.PositiveSmallIntegerField(default=7)),
                ("weekday", models.PositiveSmallIntegerField(default=5)),
                ("slot_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "indexes": [models.Index(fields=["due_at"], name="digest_plan_due")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("hour__lte", 23), ("weekday__lte", 6)), name="digest_plan_is_of_the_clock"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Wishes",
            fields=[
                (
                    "reader",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("time_zone", models.CharField(default="UTC", max_length=64)),
                ("quiet_from", models.PositiveSmallIntegerField(blank=True, default=22, null=True)),
                ("quiet_until", models.PositiveSmallIntegerField(blank=True, default=7, null=True)),
                (
                    "shown",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=8),
                        blank=True,
                        default=aggregator.notifications.kinds.shown,
                        size=None,
                    ),
                ),
                (
                    "pushed",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=8),
                        blank=True,
                        default=aggregator.notifications.kinds.pushed,
                        size=None,
                    ),
                ),
                (
                    "mailed",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=8),
                        blank=True,
                        default=aggregator.notifications.kinds.mailed,
                        size=None,
                    ),
                ),
                ("pushed_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("push_due_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                "verbose_name_plural": "wishes",
                "indexes": [models.Index(fields=["push_due_at"], name="wishes_push_due")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("quiet_from", None), ("quiet_until", None)),
                            models.Q(("quiet_from__lte", 23), ("quiet_until__lte", 23)),
                            _connector="OR",
                        ),
                        name="wishes_quiet_hours_are_hours",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DigestIssue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slot_at", models.DateTimeField()),
                ("made_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("heads", models.CharField(max_length=80, verbose_name="version of the heads")),
                ("weights", models.CharField(max_length=80, verbose_name="version of the value weights")),
                ("seed", models.BigIntegerField()),
                (
                    "places",
                    models.JSONField(help_text="article, kind, propensity, policy, value and terms of each place"),
                ),
                (
                    "reader",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["made_at"], name="digest_issue_by_time")],
                "constraints": [models.UniqueConstraint(fields=("reader", "slot_at"), name="digest_issue_once_a_slot")],
            },
        ),
        migrations.CreateModel(
            name="Notification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("story", "News in stories you follow"),
                            ("reply", "Answers to your comments"),
                            ("decision", "Decisions on what you wrote, and appeals"),
                            ("report", "What came of your reports"),
                            ("follower", "People who follow you"),
                            ("like", "Likes of your posts"),
                        ],
                        max_length=8,
                    ),
                ),
                ("total", models.PositiveIntegerField(default=0)),
                ("seen", models.PositiveIntegerField(default=0)),
                ("told_at", models.DateTimeField(blank=True, null=True)),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                (
                    "article",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="feeds.article",
                    ),
                ),
                (
                    "comment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="feeds.comment",
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="feeds.story",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("told_at__isnull", False)),
                        fields=["recipient", "-told_at"],
                        name="notification_newest",
                    ),
                    models.Index(
                        condition=models.Q(("read_at__isnull", True), ("told_at__isnull", False)),
                        fields=["recipient"],
                        name="notification_unread",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("recipient", "kind", "story", "article", "comment"),
                        name="notification_one_line_a_thing",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("article", None), ("comment", None), ("kind", "story"), ("story__isnull", False)),
                            models.Q(("comment", None), ("kind", "like"), ("story", None), ("article__isnull", False)),
                            models.Q(("article", None), ("kind", "reply"), ("story", None), ("comment__isnull", False)),
                            models.Q(("article", None), ("comment", None), ("kind", "follower"), ("story", None)),
                            _connector="OR",
                        ),
                        name="notification_is_about_what_it_says",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("seen__lte", models.F("total"))), name="notification_seen_is_part_of_total"
                    ),
                ],
            },
        ),
    ]
