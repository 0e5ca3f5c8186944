from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_lead_group"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="look",
            field=models.CharField(blank=True, db_default="", default="", max_length=40, verbose_name="how pages look"),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(("look", ""), ("look__regex", "^[a-z]+(\\.[a-z]+){3}$"), _connector="OR"),
                name="user_look_is_four_words",
            ),
        ),
    ]
