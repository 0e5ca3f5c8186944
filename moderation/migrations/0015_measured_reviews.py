import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Migration 0002 has the function.
APPEND_ONLY = """
CREATE TRIGGER moderation_secondopinion_append_only BEFORE UPDATE OR DELETE ON moderation_secondopinion
FOR EACH ROW EXECUTE FUNCTION moderation_append_only()
"""


class Migration(migrations.Migration):
    """What dice picked and with which chance, second looks, where zones begin, and how true probabilities are."""

    dependencies = [
        ("feeds", "0029_when_publishers_date_words"),
        ("moderation", "0014_audit_checks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Calibration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("platt", "A curve of two numbers (Platt)"), ("isotonic", "Steps (isotonic)")],
                        max_length=8,
                    ),
                ),
                ("decisions", models.PositiveIntegerField(help_text="on articles that dice picked")),
                ("curve", models.JSONField(help_text="pairs: what was said, and how often it is true")),
                ("report", models.JSONField(default=dict)),
                ("created_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="SecondOpinion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "first_visibility",
                    models.CharField(
                        choices=[
                            ("allow", "Shown"),
                            ("limit", "Reachable, not recommended"),
                            ("hold", "Held for review"),
                            ("drop", "Removed"),
                        ],
                        max_length=5,
                    ),
                ),
                (
                    "visibility",
                    models.CharField(
                        choices=[
                            ("allow", "Shown"),
                            ("limit", "Reachable, not recommended"),
                            ("hold", "Held for review"),
                            ("drop", "Removed"),
                        ],
                        max_length=5,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("assessed_clear", "No doubt found by the automatic assessment"),
                            ("assessed_dubious", "Possible dubious health claim found by the automatic assessment"),
                            ("not_assessed", "Could not be assessed automatically"),
                            ("lapsed", "The limit came to its end and no moderator had confirmed it"),
                            ("overturned", "Restored after an appeal"),
                            ("indecent", "Exposes, insults or tricks somebody"),
                            ("accurate", "Accurate, or attributed with care"),
                            ("debunks", "Reports or debunks a false claim"),
                            ("unproven_cure", "Claims a cure without evidence"),
                            ("dangerous_advice", "Advice that can do harm"),
                            ("false_claim", "False claim about health"),
                            ("other", "Another reason, in the note"),
                        ],
                        max_length=20,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=1000, verbose_name="note")),
                ("created_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="ThresholdVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("budget", models.FloatField(help_text="share of articles that moderators can look at")),
                ("articles", models.PositiveIntegerField(help_text="assessed lately, from which it was derived")),
                ("thresholds", models.JSONField(help_text="as moderation.types.Thresholds")),
                ("report", models.JSONField(default=dict, help_text="what they would have sent where")),
                ("created_at", models.DateTimeField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="reviewitem",
            name="review_item_one_open_an_article",
        ),
        migrations.AddField(
            model_name="assessment",
            name="harm",
            field=models.FloatField(blank=True, help_text="of believing the worst passage, 0 to 1", null=True),
        ),
        migrations.AddField(
            model_name="reviewitem",
            name="chance",
            field=models.FloatField(blank=True, help_text="of being picked by those dice", null=True),
        ),
        migrations.AddField(
            model_name="reviewitem",
            name="concern",
            field=models.FloatField(db_default=0, default=0, help_text="probability times harm"),
        ),
        migrations.AddField(
            model_name="reviewitem",
            name="p_dubious",
            field=models.FloatField(blank=True, help_text="as it was said when the item was opened", null=True),
        ),
        migrations.AddField(
            model_name="reviewitem",
            name="second_of",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="second",
                to="moderation.decision",
            ),
        ),
        migrations.AddField(
            model_name="reviewitem",
            name="signal",
            field=models.CharField(blank=True, db_default="", help_text="which has most to do with it", max_length=20),
        ),
        migrations.AddField(
            model_name="reviewitem",
            name="uncertainty",
            field=models.FloatField(db_default=0, default=0, help_text="1 where a look teaches most, 0 to 1"),
        ),
        migrations.AlterField(
            model_name="reviewitem",
            name="priority",
            field=models.FloatField(
                default=0, help_text="what people ask for: readers who report, moderators who doubt"
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewitem",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_at__isnull", True), ("second_of__isnull", True)),
                fields=("article",),
                name="review_item_one_open_an_article",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_random", False),
                    models.Q(("chance__gt", 0), ("chance__isnull", False), ("chance__lte", 1)),
                    _connector="OR",
                ),
                name="review_item_by_dice_has_a_chance",
            ),
        ),
        migrations.AddIndex(
            model_name="calibration",
            index=models.Index(fields=["-created_at"], name="calibration_newest"),
        ),
        migrations.AddField(
            model_name="secondopinion",
            name="first_moderator",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="secondopinion",
            name="item",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="opinion", to="moderation.reviewitem"
            ),
        ),
        migrations.AddField(
            model_name="secondopinion",
            name="moderator",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddIndex(
            model_name="thresholdversion",
            index=models.Index(fields=["-created_at"], name="threshold_version_newest"),
        ),
        migrations.AddConstraint(
            model_name="thresholdversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("budget__gt", 0), ("budget__lte", 1)), name="threshold_version_budget_is_a_share"
            ),
        ),
        migrations.AddIndex(
            model_name="secondopinion",
            index=models.Index(fields=["-created_at"], name="second_opinion_newest"),
        ),
        migrations.AddConstraint(
            model_name="secondopinion",
            constraint=models.CheckConstraint(
                condition=models.Q(("moderator", models.F("first_moderator")), _negated=True),
                name="second_opinion_is_of_another",
            ),
        ),
        migrations.RunSQL(APPEND_ONLY, "DROP TRIGGER moderation_secondopinion_append_only ON moderation_secondopinion"),
    ]
