from django.db import models
from django.utils.translation import gettext_lazy as _


class Topic(models.Model):
    """One of a fixed, readable list of subjects (`feeds/topics.py`)."""

    slug = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=60)

    def __str__(self) -> str:
        return self.name


class Story(models.Model):
    """Articles about the same event. The title is that of its first article."""

    title = models.CharField(max_length=500)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name_plural = _("stories")

    def __str__(self) -> str:
        return self.title
