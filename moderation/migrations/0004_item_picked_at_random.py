from django.db import migrations, models


class Migration(migrations.Migration):
    """Random picks tell how good the model is; those made for a doubt would flatter or blacken it."""

    dependencies = [("moderation", "0003_decision_of_a_text")]

    operations = [
        migrations.AddField(
            model_name="reviewitem",
            name="is_random",
            field=models.BooleanField(
                # with a default in the database: code of the release before this one writes items too
                default=False,
                db_default=False,
                help_text="picked by dice and not by a doubt: figures rest on it",
            ),
        ),
    ]
