import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

ANOTHER = """
CREATE FUNCTION moderation_another_decides() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.moderator_id = (SELECT moderator_id FROM moderation_decision WHERE id = NEW.decision_id) THEN
        RAISE EXCEPTION 'an appeal is decided by another moderator than the one who decided'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'appeal_is_decided_by_another';
    END IF;
    RETURN NEW;
END
$$
"""
TRIGGER = """
CREATE TRIGGER moderation_appeal_another BEFORE INSERT OR UPDATE ON moderation_appeal
FOR EACH ROW EXECUTE FUNCTION moderation_another_decides()
"""


class Migration(migrations.Migration):
    dependencies = [
        ("feeds", "0029_when_publishers_date_words"),
        ("moderation", "0007_audit_chain_has_no_forks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Appeal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.CharField(max_length=2000)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("open", "Waits for another moderator"),
                            ("upheld", "The decision stands"),
                            ("overturned", "The decision was overturned"),
                            ("settled", "Needs no answer any more"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("answer", models.CharField(blank=True, max_length=1000)),
                ("created_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("visitor", models.CharField(blank=True, help_text="of somebody who has not signed in", max_length=32)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("health", "A false or dangerous claim about health"),
                            ("harm", "It urges people to hurt themselves or others"),
                            ("bait", "Advertising, or it begs for likes and shares"),
                            ("privacy", "It exposes or insults somebody"),
                            ("illegal", "It is against the law"),
                            ("other", "Something else"),
                        ],
                        max_length=7,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500)),
                (
                    "content_hash",
                    models.CharField(blank=True, help_text="of the text that was reported", max_length=64),
                ),
                ("weight", models.FloatField(help_text="how often the reporter was right before, 0 to 1")),
                ("created_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("was_right", models.BooleanField(blank=True, null=True)),
                (
                    "read_at",
                    models.DateTimeField(blank=True, help_text="when the reporter read what came of it", null=True),
                ),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="notice",
            name="notice_once_a_decision",
        ),
        migrations.AddField(
            model_name="decision",
            name="ends_at",
            field=models.DateTimeField(blank=True, help_text="of a limit: it is lifted unless confirmed", null=True),
        ),
        migrations.AddField(
            model_name="decision",
            name="facts",
            field=models.CharField(blank=True, db_default="", max_length=2000, verbose_name="facts and circumstances"),
        ),
        migrations.AddField(
            model_name="decision",
            name="found_by_program",
            field=models.BooleanField(db_default=False, default=False, verbose_name="automated detection"),
        ),
        migrations.AddField(
            model_name="decision",
            name="ground",
            field=models.CharField(
                choices=[
                    ("rule_care", "Rule 1: what is doubted waits for a moderator"),
                    ("rule_cure", "Rule 2: no promise of a cure without evidence"),
                    ("rule_harm", "Rule 3: no advice that can do harm"),
                    ("rule_false", "Rule 4: no false claims about health"),
                    ("rule_decent", "Rule 5: nobody is exposed, insulted or tricked"),
                    ("law_medicines", "Law: advertising of medicines (Directive 2001/83/EC, Articles 86 to 100)"),
                    ("law_food", "Law: health claims on food (Regulation (EC) No 1924/2006)"),
                    ("law_privacy", "Law: personal data (Regulation (EU) 2016/679)"),
                    ("law_other", "Law: another one, named in the facts"),
                ],
                db_default="rule_care",
                default="rule_care",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="source",
            field=models.CharField(
                choices=[("own", "The site looked at it on its own initiative"), ("notice", "A reader reported it")],
                db_default="own",
                default="own",
                max_length=6,
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="is_of_appeal",
            field=models.BooleanField(db_default=False, default=False, help_text="says that the appeal was refused"),
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
                condition=models.Q(("ends_at__isnull", False)), fields=["ends_at"], name="decision_ends"
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("ground", ""), _negated=True), name="decision_has_a_ground"
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ground", "law_other"), _negated=True),
                    models.Q(("facts", ""), _negated=True),
                    _connector="OR",
                ),
                name="decision_other_law_is_in_the_facts",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_at__isnull", True),
                    models.Q(("ends_at__gt", models.F("created_at")), ("visibility", "limit")),
                    _connector="OR",
                ),
                name="decision_only_a_limit_ends_by_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(
                fields=("recipient", "decision", "is_of_appeal"), name="notice_once_a_decision"
            ),
        ),
        migrations.AddField(
            model_name="appeal",
            name="creator",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="appeal",
            name="decision",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="appeal", to="moderation.decision"
            ),
        ),
        migrations.AddField(
            model_name="appeal",
            name="moderator",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="article",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="feeds.article"),
        ),
        migrations.AddField(
            model_name="report",
            name="comment",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="feeds.comment"
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="decision",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="moderation.decision",
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="item",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="reports",
                to="moderation.reviewitem",
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="reporter",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="appeal",
            index=models.Index(condition=models.Q(("outcome", "open")), fields=["created_at"], name="appeal_open"),
        ),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="appeal_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at__isnull", True), ("outcome", "open")),
                    models.Q(models.Q(("outcome", "open"), _negated=True), ("decided_at__isnull", False)),
                    _connector="OR",
                ),
                name="appeal_is_open_until_it_is_decided",
            ),
        ),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome__in", ["upheld", "overturned"]), _negated=True),
                    models.Q(("moderator__isnull", False), models.Q(("answer", ""), _negated=True)),
                    _connector="OR",
                ),
                name="appeal_is_answered_by_a_person",
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(("decided_at__isnull", True)), fields=["article"], name="report_open"
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(fields=["reporter", "-created_at"], name="report_of_reporter"),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reporter__isnull", False), ("visitor", "")),
                    models.Q(("reporter__isnull", True), models.Q(("visitor", ""), _negated=True)),
                    _connector="OR",
                ),
                name="report_is_of_a_reader_or_a_visitor",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(("weight__gte", 0), ("weight__lte", 1)), name="report_weight_is_a_share"
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at__isnull", True), ("was_right__isnull", True)),
                    models.Q(("decided_at__isnull", False), ("was_right__isnull", False)),
                    _connector="OR",
                ),
                name="report_was_right_once_it_is_decided",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(
                fields=("article", "comment", "reporter", "visitor", "reason", "content_hash"),
                name="report_once_a_reason_and_text",
                nulls_distinct=False,
            ),
        ),
        migrations.RunSQL(ANOTHER, "DROP FUNCTION moderation_another_decides()"),
        migrations.RunSQL(TRIGGER, "DROP TRIGGER moderation_appeal_another ON moderation_appeal"),
    ]
