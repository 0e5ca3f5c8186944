from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_role_groups"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="wants_mail",
            field=models.BooleanField(
                db_default=True, default=True, verbose_name="hears by e-mail what became of reports and posts"
            ),
        ),
    ]
