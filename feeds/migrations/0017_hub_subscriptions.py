import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("feeds", "0016_pages_of_articles")]

    operations = [
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("received_at", models.DateTimeField()),
                ("content_type", models.CharField(blank=True, max_length=200)),
                ("body", models.BinaryField()),
                ("body_hash", models.CharField(max_length=64)),
                ("due_at", models.DateTimeField()),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "verbose_name_plural": "deliveries",
            },
        ),
        migrations.CreateModel(
            name="HubSubscription",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("hub", models.CharField(max_length=2000)),
                ("topic", models.CharField(max_length=2000)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("wanted", "To be asked for"),
                            ("pending", "Asked for; the hub has not called yet"),
                            ("active", "Active"),
                            ("refused", "Refused"),
                            ("expired", "Ran out"),
                            ("leaving", "To be ended"),
                            ("ended", "Ended"),
                        ],
                        default="wanted",
                        max_length=8,
                    ),
                ),
                ("token", models.CharField(max_length=64)),
                ("secret", models.CharField(blank=True, max_length=100)),
                ("due_at", models.DateTimeField()),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("last_error", models.CharField(blank=True, max_length=500)),
                ("active_since", models.DateTimeField(blank=True, null=True)),
                ("active_until", models.DateTimeField(blank=True, null=True)),
                ("delivered_at", models.DateTimeField(blank=True, null=True)),
                ("pinged_at", models.DateTimeField(blank=True, null=True)),
                ("missed_at", models.DateTimeField(blank=True, null=True)),
                ("deliveries", models.PositiveIntegerField(default=0)),
                ("pings", models.PositiveIntegerField(default=0)),
                ("rejected", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.AddField(
            model_name="feed",
            name="hub",
            field=models.CharField(blank=True, db_default="", max_length=2000),
        ),
        migrations.AddField(
            model_name="feed",
            name="hub_topic",
            field=models.CharField(blank=True, db_default="", max_length=2000),
        ),
        migrations.AddField(
            model_name="feed",
            name="pushed_until",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name="feed",
            index=models.Index(condition=models.Q(("hub", ""), _negated=True), fields=["id"], name="feed_with_hub"),
        ),
        migrations.AddConstraint(
            model_name="feed",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("hub", ""), ("hub_topic", "")),
                    models.Q(models.Q(("hub", ""), ("hub_topic", ""), _connector="OR"), _negated=True),
                    _connector="OR",
                ),
                name="feed_hub_has_its_topic",
            ),
        ),
        migrations.AddField(
            model_name="hubsubscription",
            name="feed",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="hub_subscriptions", to="feeds.feed"
            ),
        ),
        migrations.AddField(
            model_name="delivery",
            name="subscription",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="waiting", to="feeds.hubsubscription"
            ),
        ),
        migrations.AddIndex(
            model_name="hubsubscription",
            index=models.Index(fields=["due_at"], name="hub_subscription_due"),
        ),
        migrations.AddConstraint(
            model_name="hubsubscription",
            constraint=models.UniqueConstraint(fields=("token",), name="hub_subscription_token_once"),
        ),
        migrations.AddConstraint(
            model_name="hubsubscription",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("leaving", "ended")), _negated=True),
                fields=("feed",),
                name="hub_subscription_once_a_feed",
            ),
        ),
        migrations.AddConstraint(
            model_name="hubsubscription",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "active"), _negated=True),
                    models.Q(("active_since__isnull", False), ("active_until__isnull", False)),
                    _connector="OR",
                ),
                name="hub_subscription_active_has_its_time",
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(fields=["due_at"], name="delivery_due"),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.UniqueConstraint(
                fields=("subscription", "body_hash"), name="delivery_once_while_it_waits"
            ),
        ),
    ]
