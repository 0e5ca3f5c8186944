from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("feeds", "0026_articles_by_change_and_topic"),
        ("ranking", "0007_figures_of_live_heads"),
    ]

    operations = [
        migrations.AddField(
            model_name="articlestats",
            name="trend_10m",
            field=models.FloatField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="articlestats",
            name="trend_1h",
            field=models.FloatField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name="CoRead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("trend", models.FloatField()),
                ("article", models.ForeignKey("feeds.article", models.CASCADE, db_index=False, related_name="+")),
                ("partner", models.ForeignKey("feeds.article", models.CASCADE, related_name="+")),
            ],
            options={
                "verbose_name_plural": "co-reads",
                "constraints": [
                    models.UniqueConstraint(fields=("article", "partner"), name="co_read_once_a_pair"),
                    models.CheckConstraint(
                        condition=models.Q(("article", models.F("partner")), _negated=True),
                        name="co_read_is_of_two_articles",
                    ),
                ],
            },
        ),
    ]
