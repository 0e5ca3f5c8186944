from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, HashIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from feeds.querysets import ArticleQuerySet

TEASER = 60  # words, read in a quarter of a minute: as much as cards show


class Article(models.Model):
    """A saved piece, crawled or posted. `feed` owns it: the first one to bring it (`Sighting` says who else did).

    `embed_due_at` and `assess_due_at` are both the schedule and the lease of those steps; null means done.
    `visibility` starts at hold: nothing is shown before it was assessed. Only `moderation.decide` changes it.
    """

    class Origin(models.TextChoices):
        FEED = "feed", _("From a feed")
        CREATOR = "creator", _("By a creator")
        REPORTER = "reporter", _("By the reporter")

    class Format(models.TextChoices):
        TEXT = "text", _("Text")
        GALLERY = "gallery", _("Gallery")
        VIDEO = "video", _("Video")
        QUESTION = "question", _("Question")

    class Visibility(models.TextChoices):
        ALLOW = "allow", _("Shown")
        LIMIT = "limit", _("Reachable, not recommended")
        HOLD = "hold", _("Held for review")
        DROP = "drop", _("Removed")

    origin = models.CharField(max_length=8, choices=Origin)
    format = models.CharField(max_length=8, choices=Format, default=Format.TEXT)
    # Protected: what other feeds brought or readers keep must not go with its feed; aggregator.removal is the door.
    feed = models.ForeignKey(
        "feeds.Feed",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        db_index=False,  # article_of_feed begins with it
    )
    creator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="articles",
        db_index=False,  # article_of_creator
    )
    guid = models.CharField(max_length=500)
    url = models.URLField(max_length=2000, blank=True)
    title = models.CharField(max_length=500)
    summary = models.CharField(max_length=600, blank=True)
    html = models.TextField(blank=True)
    text = models.TextField(blank=True)
    author = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=16, blank=True)
    content_hash = models.CharField(max_length=64)
    # Of the entry as its feed gave it, where the text is that of the publisher's page; empty: content_hash is that.
    entry_hash = models.CharField(max_length=64, blank=True, db_default="")
    word_count = models.PositiveIntegerField(default=0)
    published_at = models.DateTimeField()
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    dated_at = models.DateTimeField(null=True, blank=True)  # as its publisher dates these words
    edited_at = models.DateTimeField(null=True, blank=True)  # when its words changed last
    withdrawn_at = models.DateTimeField(null=True, blank=True)  # when its publisher took it back

    topic = models.ForeignKey(
        "feeds.Topic",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="articles",
        db_index=False,  # article_of_topic begins with it
    )
    # Of the second level, a part of `topic`. One, not several with their probabilities: a page prints one, and nothing
    # asks for a second; `manage.py tag_topics` says them all.
    subtopic = models.ForeignKey(
        "feeds.Topic",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,  # article_of_subtopic
    )
    story = models.ForeignKey("feeds.Story", on_delete=models.SET_NULL, null=True, blank=True, related_name="articles")
    visibility = models.CharField(max_length=5, choices=Visibility, default=Visibility.HOLD)

    embed_due_at = models.DateTimeField(null=True, blank=True)
    assess_due_at = models.DateTimeField(null=True, blank=True)

    # Made when the article was understood: nobody may find it before, and it was a third of a crawl's work. What is
    # shown stays to be found while it is understood anew, by another encoder for instance.
    search = models.GeneratedField(
        expression=models.Case(
            models.When(
                models.Q(embed_due_at__isnull=True) | ~models.Q(visibility="hold"),
                then=SearchVector("title", weight="A", config="simple")
                + SearchVector("summary", weight="B", config="simple")
                + SearchVector("text", weight="C", config="simple"),
            ),
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = models.Manager.from_queryset(ArticleQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(origin="feed", feed__isnull=False, creator__isnull=True)
                | models.Q(origin="creator", feed__isnull=True, creator__isnull=False)
                | models.Q(origin="reporter", feed__isnull=True, creator__isnull=True),
                name="article_has_the_owner_of_its_origin",
            ),
            models.CheckConstraint(condition=~models.Q(guid=""), name="article_has_a_guid"),
            models.CheckConstraint(condition=~models.Q(title=""), name="article_has_a_title"),
            models.CheckConstraint(
                condition=models.Q(subtopic__isnull=True) | models.Q(topic__isnull=False),
                name="article_with_a_subtopic_has_a_topic",
            ),
        ]
        indexes = [
            # Article.objects.recent(): fresh, popular and search results
            models.Index(fields=["-published_at", "-id"], name="article_newest"),
            # the embed and assess sweeps
            models.Index(
                fields=["embed_due_at"], condition=models.Q(embed_due_at__isnull=False), name="article_embed_due"
            ),
            models.Index(
                fields=["assess_due_at"], condition=models.Q(assess_due_at__isnull=False), name="article_assess_due"
            ),
            # feeds.sightings.known(): are these words saved already? A hash, because four bytes are enough to find them
            HashIndex(fields=["content_hash"], name="article_words"),
            HashIndex(fields=["entry_hash"], condition=~models.Q(entry_hash=""), name="article_words_of_entry"),
            # what a feed owns: aggregator.retention, and handing over
            models.Index(fields=["feed", "-published_at", "-id"], name="article_of_feed"),
            # ranking.hot: which articles changed in the last second?
            models.Index(fields=["updated_at"], name="article_changed"),
            # the newest of each topic, and the page of a topic
            models.Index(fields=["topic", "-published_at", "-id"], name="article_of_topic"),
            # what somebody posted; most articles have no creator
            models.Index(fields=["creator"], condition=models.Q(creator__isnull=False), name="article_of_creator"),
            # the page of a second-level topic
            models.Index(
                fields=["subtopic", "-published_at", "-id"],
                condition=models.Q(subtopic__isnull=False),
                name="article_of_subtopic",
            ),
            # ranking.search: articles by their words
            GinIndex(fields=["search"], name="article_search"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The page of this article."""
        return reverse("article", args=[self.pk])

    @property
    def publisher(self) -> str:
        """Who says this: the feed's title or the creator's name."""
        if self.feed is not None:
            return str(self.feed)
        return str(self.creator) if self.creator is not None else ""

    @property
    def is_timed(self) -> bool:
        """Whether there is more to read than a teaser, of which nobody asks how long it takes."""
        return self.word_count > TEASER

    @property
    def reading_minutes(self) -> int:
        """At 238 words a minute, the mean of Brysbaert's 2019 review of silent reading of non-fiction."""
        return max(1, round(self.word_count / 238))
