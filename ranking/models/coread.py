from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ranking.querysets import CoReadQuerySet


class CoRead(models.Model):
    """How often readers opened `partner` after `article`: a trend (ranking/counting/trends.py), so it fades by itself.

    Kept in the transaction of each opening; a sweep keeps the strongest params.PARTNERS_KEPT of an article.
    """

    article = models.ForeignKey("feeds.Article", on_delete=models.CASCADE, related_name="+", db_index=False)
    partner = models.ForeignKey("feeds.Article", on_delete=models.CASCADE, related_name="+")
    trend = models.FloatField()

    objects = models.Manager.from_queryset(CoReadQuerySet)()

    class Meta:
        verbose_name_plural = _("co-reads")
        constraints = [
            models.UniqueConstraint(fields=["article", "partner"], name="co_read_once_a_pair"),
            models.CheckConstraint(condition=~Q(article=F("partner")), name="co_read_is_of_two_articles"),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} -> {self.partner_id}"
