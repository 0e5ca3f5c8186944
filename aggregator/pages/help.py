"""The help box of an article that speaks of despair."""

from dataclasses import dataclass

from django.conf import settings

from aggregator.help_lines import ANY, HelpLine
from feeds.models import Article
from moderation.models import Assessment
from moderation.params import P_SAD_WITH_HELP


@dataclass(frozen=True, slots=True)
class Help:
    """What the box offers: a line that the operator named for this language, or none."""

    line: HelpLine | None


def help_beside(article: Article) -> Help | None:
    """The box, or nothing beside an article that does not speak of despair. One query."""
    newest = Assessment.objects.filter(article=article).order_by("-created_at", "-pk")
    if (newest.values_list("p_distress", flat=True).first() or 0.0) < P_SAD_WITH_HELP:
        return None
    lines: dict[str, HelpLine] = settings.HELP_LINES
    language = article.language.lower().replace("_", "-")
    return Help(lines.get(language) or lines.get(language.partition("-")[0]) or lines.get(ANY))
