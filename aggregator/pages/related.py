"""Articles of other events that are about the same, by meaning: what stands under a text. Three queries at most."""

from collections.abc import Collection

from django.conf import settings

from feeds.models import Article, Embedding

SHOWN = 4  # a choice, not a second front page
LOOKED_AT = 40  # as many as the index gives at one go; some are held, some tell the same event
NEAR = 0.55  # cosine distance: of pairs farther apart, readers would ask why they stand together


def related(found: Article, *, besides: Collection[int] = ()) -> list[Article]:
    """The nearest that are shown, nearest first: of each other event one, none without a vector."""
    own = Embedding.objects.filter(article=found.pk, model=settings.EMBEDDING_MODEL).first()
    if own is None:
        return []
    near = Embedding.objects.nearest(own.vector, model=settings.EMBEDDING_MODEL, limit=LOOKED_AT)
    # the type does not know an annotation
    order = [one.article_id for one in near.defer("vector") if getattr(one, "distance", 2.0) <= NEAR]
    told = Article.objects.shown().with_card().in_bulk([pk for pk in order if pk != found.pk and pk not in besides])
    seen, chosen = {("story", found.story_id), ("title", found.title)}, []
    for one in (told[pk] for pk in order if pk in told):
        event = ("story", one.story_id) if one.story_id is not None else ("title", one.title)
        if event not in seen:
            seen.add(event)
            chosen.append(one)
    return chosen[:SHOWN]
