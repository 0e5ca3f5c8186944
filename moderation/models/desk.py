from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from moderation.models.review import ReviewItem


class Comfort(models.Model):
    """How one moderator wants to meet distressing pictures and words: gently, unless they chose otherwise."""

    moderator = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    blurs = models.BooleanField(_("blur them until I ask"), default=True)
    greys = models.BooleanField(_("without colour"), default=True)
    mutes = models.BooleanField(_("films without sound"), default=True)

    def __str__(self) -> str:
        return f"{self.moderator_id}"


class Opening(models.Model):
    """A moderator took an item: when, and was it hard to look at? Breaks and the spread of burden rest on it."""

    moderator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    item = models.ForeignKey(ReviewItem, on_delete=models.CASCADE, related_name="+")
    is_distressing = models.BooleanField(default=False)
    opened_at = models.DateTimeField()

    class Meta:
        indexes = [
            # what a moderator saw last: breaks, exposure, time to decision
            models.Index(fields=["moderator", "-opened_at"], name="opening_of_moderator")
        ]

    def __str__(self) -> str:
        return f"{self.moderator_id}: {self.item_id}"
