from django.contrib.postgres.indexes import HashIndex
from django.db import models
from django.utils.translation import gettext_lazy as _
from pgvector.django import HalfVectorField

from feeds.querysets import EmbeddingQuerySet


class Embedding(models.Model):
    """The vector of an article by one encoder. Rows of several encoders, of any dimension, live side by side.

    The column has no fixed dimension; each encoder has its own partial HNSW index (see the migrations).
    """

    article = models.ForeignKey("feeds.Article", on_delete=models.CASCADE, related_name="embeddings")
    model = models.CharField(max_length=80)
    vector = HalfVectorField()
    # Of the words that the encoder read: the same words are not read twice.
    words_hash = models.CharField(max_length=64, blank=True, default="", db_default="")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = models.Manager.from_queryset(EmbeddingQuerySet)()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "model"], name="embedding_once_a_model")]
        indexes = [
            # feeds.vectors.embeddings: were these words read before, of whichever article?
            HashIndex(fields=["words_hash"], condition=~models.Q(words_hash=""), name="embedding_words"),
        ]

    def __str__(self) -> str:
        return f"{self.model} of {self.article_id}"


class ModelVersion(models.Model):
    """A learned model the site can run with: an encoder, a claims model, ranking heads. One active a kind."""

    class Kind(models.TextChoices):
        CLAIMS = "claims", _("Health claims")
        HEADS = "heads", _("Ranking heads")

    kind = models.CharField(max_length=8, choices=Kind)
    name = models.CharField(max_length=80)
    weights = models.CharField(_("file of the weights"), max_length=300, blank=True)
    report = models.JSONField(default=dict)
    is_active = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "name"], name="model_version_name_once_a_kind"),
            models.UniqueConstraint(
                fields=["kind"], condition=models.Q(is_active=True), name="model_version_one_active_a_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"
