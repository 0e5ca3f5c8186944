from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0008_copies_and_ends_of_accounts"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="daily_minutes",
            field=models.PositiveSmallIntegerField(
                db_default=0, default=0, verbose_name="wants to read so many minutes a day"
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="break_minutes",
            field=models.PositiveSmallIntegerField(db_default=0, default=0, verbose_name="wants a break after so many"),
        ),
    ]
