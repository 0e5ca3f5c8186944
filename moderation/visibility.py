"""Who may open an article by its address, and what is said above it when not everybody may.

Everybody opens what is shown or limited. Its creator always opens their own; moderators open everything. Drafts are
not articles yet, so nobody but their creator meets them here.
"""

from django.db.models import Q
from django.utils.translation import gettext as _

from feeds.models import Article
from feeds.querysets import ArticleQuerySet


def openable(articles: ArticleQuerySet, *, reader_id: int | None, is_moderator: bool = False) -> ArticleQuerySet:
    """Those of `articles` that this reader may open; null is somebody who has not signed in."""
    if is_moderator:
        return articles.all()
    everybody = Q(visibility__in=(Article.Visibility.ALLOW, Article.Visibility.LIMIT))
    return articles.filter(everybody if reader_id is None else everybody | Q(creator_id=reader_id))


def label(article: Article, *, reader_id: int | None) -> str:
    """The sentence above an article that is not shown to everybody; empty for one that is."""
    mine = reader_id is not None and article.creator_id == reader_id
    match article.visibility:
        case Article.Visibility.LIMIT:
            return _("Under review. It can be read here and is not recommended to anybody until a moderator decides.")
        case Article.Visibility.HOLD if mine:
            return _("Held for review. Only you and the moderators can read it until one of them decides.")
        case Article.Visibility.HOLD:
            return _("Held for review. Only moderators and its creator can read it.")
        case Article.Visibility.DROP if mine:
            return _("Removed by a moderator. Only you and the moderators can read it.")
        case Article.Visibility.DROP:
            return _("Removed. Only moderators and its creator can read it.")
    return ""
