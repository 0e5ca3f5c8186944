"""Words that the encoder read are found again, whichever article they stand in: an agency's text is embedded once."""

from django.contrib.postgres.indexes import HashIndex
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("feeds", "0022_guid_of_the_sighting")]

    operations = [
        migrations.AddIndex(
            model_name="embedding",
            index=HashIndex(condition=~models.Q(words_hash=""), fields=["words_hash"], name="embedding_words"),
        ),
    ]
