"""What there is to be told of, and where a reader hears of it who has chosen nothing."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """A kind of news about what concerns one person. Decisions and reports are rows of moderation."""

    STORY = "story", _("News in stories you follow")
    REPLY = "reply", _("Answers to your comments")
    DECISION = "decision", _("Decisions on what you wrote, and appeals")
    REPORT = "report", _("What came of your reports")
    FOLLOWER = "follower", _("People who follow you")
    LIKE = "like", _("Likes of your posts")


def shown() -> list[str]:
    """In the list: everything."""
    return list(Kind)


def pushed() -> list[str]:
    """To a device that asked for it: what waits for the reader, not what flatters."""
    return [Kind.STORY, Kind.REPLY, Kind.DECISION, Kind.REPORT]


def mailed() -> list[str]:
    """By e-mail: what the law asks to be told (decisions), its answer, and in a digest the stories."""
    return [Kind.DECISION, Kind.REPORT, Kind.STORY]
