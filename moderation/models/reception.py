from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Reception(models.Model):
    """That readers like an article far more often, and read it far shorter, than others. Ranking writes it here, and
    only of those: moderation asks nothing of ranking.
    """

    article = models.OneToOneField("feeds.Article", on_delete=models.CASCADE, primary_key=True, related_name="+")
    likes_lift = models.FloatField(help_text=_("likes an opening, times those of the site; at least"))
    read_lift = models.FloatField(help_text=_("time read for its length, times that of the site"))
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(likes_lift__gte=0, read_lift__gte=0), name="reception_lifts_are_not_negative"
            )
        ]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.likes_lift:.1f} x liked, {self.read_lift:.1f} x read"
