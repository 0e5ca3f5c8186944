import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("feeds", "0031_answers_to_comments")]

    operations = [
        migrations.AddField(
            "subscription",
            "story",
            models.ForeignKey(
                "feeds.story",
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
            ),
        ),
        migrations.RemoveConstraint("subscription", "subscription_to_exactly_one_thing"),
        migrations.AddConstraint(
            "subscription",
            models.CheckConstraint(
                condition=Q(feed__isnull=False, topic__isnull=True, creator__isnull=True, story__isnull=True)
                | Q(feed__isnull=True, topic__isnull=False, creator__isnull=True, story__isnull=True)
                | Q(feed__isnull=True, topic__isnull=True, creator__isnull=False, story__isnull=True)
                | Q(feed__isnull=True, topic__isnull=True, creator__isnull=True, story__isnull=False),
                name="subscription_to_exactly_one_thing",
            ),
        ),
        migrations.AddConstraint(
            "subscription", models.UniqueConstraint(fields=["reader", "story"], name="subscription_to_a_story_once")
        ),
    ]
