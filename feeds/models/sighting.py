from django.db import models

from feeds.querysets import SightingQuerySet


class Sighting(models.Model):
    """A feed brought an article: how that feed names it, where, and when. The owner of an article has one, too.

    Without an article it says that the piece was deleted here, and keeps it from coming back with the next document.
    """

    article = models.ForeignKey(
        "feeds.Article",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="sightings",
        db_index=False,  # sighting_once_a_feed begins with it
    )
    feed = models.ForeignKey("feeds.Feed", on_delete=models.CASCADE, related_name="sightings", db_index=False)
    guid = models.CharField(max_length=500)
    address = models.BigIntegerField(null=True, blank=True)  # feeds.dedupe.address_of
    published_at = models.DateTimeField()  # as this feed dates it; when it was first seen where the feed does not
    seen_at = models.DateTimeField()  # first; of a deleted piece, when a document still had it

    objects = models.Manager.from_queryset(SightingQuerySet)()

    class Meta:
        constraints = [
            # also how feeds.sightings.known() finds an entry by its guid
            models.UniqueConstraint(fields=["feed", "guid"], name="sighting_guid_once_a_feed"),
            # also the feeds of an article: who else brought it?
            models.UniqueConstraint(fields=["article", "feed"], name="sighting_once_a_feed"),
            models.CheckConstraint(condition=~models.Q(guid=""), name="sighting_has_a_guid"),
        ]
        indexes = [
            # feeds.sightings.known(): is this address here already?
            models.Index(fields=["address"], condition=models.Q(address__isnull=False), name="sighting_address"),
            # the page of a feed, what its followers get, and its rhythm (feeds.outcome)
            models.Index(fields=["feed", "-published_at", "-article"], name="sighting_newest"),
            # aggregator.retention: deleted pieces that no document has any more
            models.Index(fields=["seen_at"], condition=models.Q(article__isnull=True), name="sighting_of_deleted"),
        ]

    def __str__(self) -> str:
        return f"{self.feed_id} brought {self.article_id}"
