from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("feeds", "0028_deliveries_that_were_taken")]

    operations = [
        migrations.AddField("article", "dated_at", models.DateTimeField(null=True, blank=True)),
    ]
