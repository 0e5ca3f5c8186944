from django.db import models
from django.utils.translation import gettext_lazy as _


class Media(models.Model):
    """A picture, sound or film that belongs to an article, as its publisher names it."""

    article = models.ForeignKey("feeds.Article", on_delete=models.CASCADE, related_name="media")
    url = models.URLField(max_length=2000)
    type = models.CharField(max_length=100, blank=True)

    class Meta:
        verbose_name_plural = _("media")
        constraints = [models.UniqueConstraint(fields=["article", "url"], name="media_once_an_article")]

    def __str__(self) -> str:
        return self.url
