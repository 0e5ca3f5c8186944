from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ranking", "0005_live_heads"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="impression",
            name="chances",
            field=models.JSONField(
                db_default={}, default=dict, help_text="of a horizon place: the chance of each topic of its pool"
            ),
        ),
        migrations.AddField(
            model_name="profile",
            name="horizon_learnt",
            field=models.FloatField(db_default=0, default=0, help_text="what successes and hides add to it"),
        ),
        migrations.AddConstraint(
            model_name="profile",
            constraint=models.CheckConstraint(
                condition=models.Q(("horizon_learnt__gte", -0.3), ("horizon_learnt__lte", 0.3)),
                name="profile_learns_a_bounded_horizon",
            ),
        ),
    ]
