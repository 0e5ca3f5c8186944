import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

RULE = """
CREATE FUNCTION moderation_undo_in_time() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM moderation_decision WHERE id = NEW.decision_id AND moderator_id = NEW.moderator_id
            AND NEW.created_at BETWEEN created_at AND created_at + interval '10 seconds'
    ) THEN
        RAISE EXCEPTION 'only who decided takes a decision back, within ten seconds'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'undo_in_time';
    END IF;
    RETURN NEW;
END
$$
"""
IN_TIME = """
CREATE TRIGGER moderation_undo_in_time BEFORE INSERT ON moderation_undo
FOR EACH ROW EXECUTE FUNCTION moderation_undo_in_time()
"""
APPEND_ONLY = """
CREATE TRIGGER moderation_undo_append_only BEFORE UPDATE OR DELETE ON moderation_undo
FOR EACH ROW EXECUTE FUNCTION moderation_append_only()
"""


class Migration(migrations.Migration):
    dependencies = [
        ("feeds", "0029_when_publishers_date_words"),
        ("moderation", "0015_measured_reviews"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Comfort",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("blurs", models.BooleanField(default=True, verbose_name="blur them until I ask")),
                ("greys", models.BooleanField(default=True, verbose_name="without colour")),
                ("mutes", models.BooleanField(default=True, verbose_name="films without sound")),
            ],
        ),
        migrations.CreateModel(
            name="Label",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.CharField(max_length=300)),
            ],
        ),
        migrations.CreateModel(
            name="Opening",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_distressing", models.BooleanField(default=False)),
                ("opened_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Undo",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="decision",
            name="before",
            field=models.CharField(
                blank=True, db_default="", default="", help_text="what readers got until then", max_length=5
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="bulk",
            field=models.UUIDField(blank=True, help_text="the same of all that were decided in one act", null=True),
        ),
        migrations.AddField(
            model_name="decision",
            name="label",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="what readers are told beside the article",
                max_length=300,
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="taken_at",
            field=models.DateTimeField(blank=True, help_text="when the moderator opened the item", null=True),
        ),
        migrations.AddField(
            model_name="reviewitem",
            name="escalated_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reviewitem",
            name="escalation",
            field=models.CharField(blank=True, db_default="", help_text="why it was handed on", max_length=300),
        ),
        migrations.AddField(
            model_name="reviewitem",
            name="is_distressing",
            field=models.BooleanField(db_default=False, default=False, help_text="hard to look at"),
        ),
        migrations.AddField(
            model_name="reviewitem",
            name="lane",
            field=models.CharField(
                choices=[("all", "Any moderator"), ("lead", "A lead")], db_default="all", default="all", max_length=4
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("moderator__isnull", False)),
                fields=("item",),
                name="decision_one_of_a_person_an_item",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("label", ""), ("visibility__in", ("allow", "limit")), _connector="OR"),
                name="decision_labels_what_can_be_read",
            ),
        ),
        migrations.AddField(
            model_name="comfort",
            name="moderator",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="label",
            name="article",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="feeds.article"
            ),
        ),
        migrations.AddField(
            model_name="opening",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="moderation.reviewitem"
            ),
        ),
        migrations.AddField(
            model_name="opening",
            name="moderator",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="undo",
            name="decision",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="undo", to="moderation.decision"
            ),
        ),
        migrations.AddField(
            model_name="undo",
            name="moderator",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="label",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="label_says_something"
            ),
        ),
        migrations.AddIndex(
            model_name="opening",
            index=models.Index(fields=["moderator", "-opened_at"], name="opening_of_moderator"),
        ),
        migrations.RunSQL(RULE, "DROP FUNCTION moderation_undo_in_time()"),
        migrations.RunSQL(IN_TIME, "DROP TRIGGER moderation_undo_in_time ON moderation_undo"),
        migrations.RunSQL(APPEND_ONLY, "DROP TRIGGER moderation_undo_append_only ON moderation_undo"),
    ]
