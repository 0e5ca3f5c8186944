"""A guid names an article within a feed by its sighting; the article's own columns serve no look-up any more."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("feeds", "0021_sightings_of_owners")]

    operations = [
        migrations.RemoveConstraint(model_name="article", name="article_guid_once_a_feed"),
        migrations.RemoveIndex(model_name="article", name="article_url"),
    ]
