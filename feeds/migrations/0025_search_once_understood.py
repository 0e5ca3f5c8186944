"""The words by which an article is found are made when it was understood, not while it is crawled."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import migrations, models

WORDS = (
    SearchVector("title", weight="A", config="simple")
    + SearchVector("summary", weight="B", config="simple")
    + SearchVector("text", weight="C", config="simple")
)
IS_READY = models.Q(embed_due_at__isnull=True) | ~models.Q(visibility="hold")


class Migration(migrations.Migration):
    dependencies = [("feeds", "0024_revisions_that_were_shown")]

    operations = [
        migrations.RemoveIndex(model_name="article", name="article_search"),
        migrations.RemoveField(model_name="article", name="search"),
        migrations.AddField(
            model_name="article",
            name="search",
            field=models.GeneratedField(
                expression=models.Case(models.When(IS_READY, then=WORDS)),
                output_field=SearchVectorField(),
                db_persist=True,
            ),
        ),
        migrations.AddIndex(model_name="article", index=GinIndex(fields=["search"], name="article_search")),
    ]
