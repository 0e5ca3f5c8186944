import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("feeds", "0029_when_publishers_date_words"),
        ("moderation", "0011_reference_nearest"),
    ]

    operations = [
        migrations.AddField(
            model_name="decision",
            name="comment",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                help_text="null: the article",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="feeds.comment",
            ),
        ),
        migrations.AlterField(
            model_name="decision",
            name="reason",
            field=models.CharField(
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
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(
                condition=models.Q(("comment__isnull", False)), fields=["comment"], name="decision_of_comment"
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("comment", None), models.Q(("item", None), ("visibility__in", ["allow", "drop"])), _connector="OR"
                ),
                name="decision_shows_or_removes_a_comment",
            ),
        ),
    ]
