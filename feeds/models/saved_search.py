from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from feeds.models.own_querysets import RemovableQuerySet

QUERY = 200  # characters, as many as a search reads (ranking.search.LONGEST)
SEARCH_NAME = 80


class SavedSearch(models.Model):
    """What a reader looks for again and again. One that was removed can be taken back for a day.

    `token` is the secret of the address at which it is a feed; null: there is none.
    """

    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="saved_searches",
        db_index=False,  # saved_search_once_a_reader begins with it
    )
    query = models.CharField(_("words"), max_length=QUERY)
    name = models.CharField(_("name"), max_length=SEARCH_NAME)
    token = models.CharField(max_length=43, null=True, blank=True, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager.from_queryset(RemovableQuerySet["SavedSearch"])()

    class Meta:
        verbose_name_plural = _("saved searches")
        constraints = [
            models.UniqueConstraint(
                fields=["reader", "query"],
                condition=models.Q(removed_at__isnull=True),
                name="saved_search_once_a_reader",
            ),
            models.CheckConstraint(
                condition=~models.Q(query="") & ~models.Q(name=""), name="saved_search_has_words_and_a_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name
