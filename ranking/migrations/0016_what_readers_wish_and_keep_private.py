from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ranking", "0015_more_can_be_taken_back"),
    ]

    operations = [
        migrations.AddField(
            model_name="profile",
            name="boosts",
            field=models.JSONField(db_default=[], default=list, help_text="topics, feeds and creators to see more of"),
        ),
        migrations.AddField(
            model_name="profile",
            name="languages",
            field=models.JSONField(db_default=[], default=list, help_text="that the reader reads; none for all"),
        ),
        migrations.AddField(
            model_name="event",
            name="is_private",
            field=models.BooleanField(db_default=False, default=False, help_text="nothing is learnt from it"),
        ),
    ]
