from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from feeds.models.own_querysets import FilingQuerySet, RemovableQuerySet

FOLDER_NAME = 60  # letters: what fits on a pill of a phone twice
NOTE = 2_000  # letters: a page by hand


class Folder(models.Model):
    """A reader's name for some of what they saved. One that was removed can be taken back for a day."""

    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="folders",
        db_index=False,  # folder_name_once_a_reader begins with it
    )
    name = models.CharField(_("name"), max_length=FOLDER_NAME)
    created_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager.from_queryset(RemovableQuerySet["Folder"])()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "reader", Lower("name"), condition=models.Q(removed_at__isnull=True), name="folder_name_once_a_reader"
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="folder_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Filing(models.Model):
    """Where a reader put an article they saved, and what they noted about it. Whether they saved it, events say."""

    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        db_index=False,  # filing_once_a_reader_and_article begins with it
    )
    article = models.ForeignKey("feeds.Article", on_delete=models.CASCADE, related_name="filings")
    folder = models.ForeignKey(Folder, on_delete=models.SET_NULL, null=True, blank=True, related_name="filings")
    note = models.TextField(_("note"), max_length=NOTE, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = models.Manager.from_queryset(FilingQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reader", "article"], name="filing_once_a_reader_and_article"),
        ]

    def __str__(self) -> str:
        return f"{self.reader_id} filed {self.article_id}"
