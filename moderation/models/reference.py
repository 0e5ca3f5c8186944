"""Claims that somebody has checked, the feeds that bring them, and which article says one of them again."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from pgvector.django import HalfVectorField

from feeds.models import Article
from moderation.reference_querysets import ReferenceFeedQuerySet, ReferenceMatchQuerySet, ReferenceQuerySet

LONGEST_CLAIM = 1_000  # characters; of claims in five sets 99 in 100 are under 500
LONGEST_NAME = 200  # of a rating and of a publisher: a line


class ReferenceFeed(models.Model):
    """An address that brings checked claims again and again: a feed of fact-checks, a file of ClaimReview, or CSV.

    `due_at` is the schedule and the lease; null means that nobody asks it any more.
    """

    url = models.URLField(max_length=2000, unique=True)
    title = models.CharField(max_length=LONGEST_NAME, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0)
    last_error = models.CharField(max_length=500, blank=True)
    read_at = models.DateTimeField(null=True, blank=True, help_text=_("when it was read last without an error"))
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = models.Manager.from_queryset(ReferenceFeedQuerySet)()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(url=""), name="reference_feed_has_an_address")]
        indexes = [
            # ReferenceFeed.objects.claim_due(now)
            models.Index(fields=["due_at"], condition=Q(due_at__isnull=False), name="reference_feed_due")
        ]

    def __str__(self) -> str:
        return self.title or self.url


class Reference(models.Model):
    """One checked claim: what was claimed, what a fact-checker found, and where to read it.

    `wording` and `vector` are made of the claim. `match_due_at` is the schedule and the lease of looking for recent
    articles that say it; null means done.
    """

    class Verdict(models.TextChoices):
        FALSE = "false", _("False")
        MIXED = "mixed", _("Partly true")
        TRUE = "true", _("True")
        UNKNOWN = "unknown", _("Not rated in words we know")

    class Harm(models.TextChoices):
        HIGH = "high", _("Believing it can cost a life: who repeats it waits, held")
        LOW = "low", _("Who repeats it is reviewed")

    claim = models.CharField(max_length=LONGEST_CLAIM)
    claim_key = models.CharField(max_length=64, help_text=_("hash of its words, whatever their case and signs"))
    verdict = models.CharField(max_length=7, choices=Verdict)
    rating = models.CharField(max_length=LONGEST_NAME, help_text=_("the verdict in the publisher's words"))
    publisher = models.CharField(max_length=LONGEST_NAME)
    url = models.URLField(max_length=2000)
    reviewed_date = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=16, blank=True)
    harm = models.CharField(max_length=4, choices=Harm)
    wording = ArrayField(models.IntegerField(), default=list, help_text=_("its words as hashes"))
    encoder = models.CharField(max_length=80, blank=True)
    vector = HalfVectorField(null=True, blank=True)
    feed = models.ForeignKey(ReferenceFeed, on_delete=models.SET_NULL, null=True, blank=True, related_name="references")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    match_due_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = models.Manager.from_queryset(ReferenceQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(claim=""), name="reference_has_a_claim"),
            models.CheckConstraint(condition=~Q(rating=""), name="reference_has_a_rating"),
            models.CheckConstraint(condition=~Q(publisher=""), name="reference_has_a_publisher"),
            models.CheckConstraint(condition=~Q(url=""), name="reference_has_an_address"),
            models.CheckConstraint(
                condition=Q(encoder="", vector__isnull=True) | (~Q(encoder="") & Q(vector__isnull=False)),
                name="reference_vector_names_its_encoder",
            ),
            # One page may check several claims; the same claim of the same page is one row, however often it comes.
            models.UniqueConstraint(fields=["url", "claim_key"], name="reference_once_a_page_and_claim"),
        ]
        indexes = [
            # Reference.objects.claim_due(now)
            models.Index(fields=["match_due_at"], condition=Q(match_due_at__isnull=False), name="reference_match_due"),
            # has the library changed since it was read?
            models.Index(fields=["-changed_at", "-id"], name="reference_changed"),
        ]

    def __str__(self) -> str:
        return self.claim[:100]


class ReferenceMatch(models.Model):
    """A sentence of an article that is about a checked claim: where it stands, how alike, and which side it takes."""

    class Stance(models.TextChoices):
        REPEATS = "repeats", _("Says the same")
        REPORTS = "reports", _("Reports or asks it")
        DENIES = "denies", _("Says the opposite")

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    reference = models.ForeignKey(Reference, on_delete=models.CASCADE, related_name="matches")
    stance = models.CharField(max_length=7, choices=Stance)
    likeness = models.FloatField(help_text=_("0 to 1; what it is worth is in docs/moderation.md"))
    words = models.FloatField(help_text=_("share of the claim's words that the sentence has, rare ones counting more"))
    meaning = models.FloatField(null=True, blank=True, help_text=_("cosine of the two vectors; null without them"))
    start = models.PositiveIntegerField(help_text=_("of the sentence, in title + newline + text"))
    end = models.PositiveIntegerField()
    content_hash = models.CharField(max_length=64, help_text=_("of the text that was looked at"))
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    dismissed_at = models.DateTimeField(null=True, blank=True, help_text=_("when a moderator said it is another claim"))
    created_at = models.DateTimeField()

    objects = models.Manager.from_queryset(ReferenceMatchQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "reference"], name="reference_match_once_an_article"),
            models.CheckConstraint(
                condition=Q(likeness__gte=0, likeness__lte=1), name="reference_match_likeness_is_a_share"
            ),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="reference_match_is_of_a_sentence"),
            models.CheckConstraint(
                condition=Q(dismissed_by__isnull=True, dismissed_at__isnull=True)
                | Q(dismissed_by__isnull=False, dismissed_at__isnull=False),
                name="reference_match_is_dismissed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} {self.stance} {self.reference_id}"

    @property
    def percent(self) -> int:
        """The likeness, for pages."""
        return round(100 * self.likeness)
