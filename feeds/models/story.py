from django.db import models
from django.utils.translation import gettext_lazy as _

from feeds.querysets import TopicQuerySet


class Topic(models.Model):
    """One of a fixed, readable list of subjects (`feeds/topics/taxonomy.py`).

    Pages and ranking are divided by the first level, those without a parent. No row can forbid a third level: the
    check sees one row only, so the list is written by migrations and a test reads it.
    """

    slug = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=60)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("part of")
    )

    objects = models.Manager.from_queryset(TopicQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(parent=models.F("pk")), name="topic_is_not_part_of_itself")
        ]

    def __str__(self) -> str:
        return self.name


class Story(models.Model):
    """Articles about the same event, of at least two publishers. The title is that of its first article.

    Two stories that turn out to be one event are merged: the younger keeps its row, without articles, so that its
    address still leads somewhere.
    """

    title = models.CharField(max_length=500)
    merged_into = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="merged", verbose_name=_("merged into")
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name_plural = _("stories")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(merged_into=models.F("pk")), name="story_is_not_merged_into_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.title
