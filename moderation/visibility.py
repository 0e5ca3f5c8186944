"""Who may open an article by its address, and what is said above it when not everybody may.

Everybody opens what is shown or limited. Its creator always opens their own. Moderators open, beside these, what waits
for them and what a decision holds or removed; not what was only just posted and not assessed, nor what its creator took
back. Drafts are not articles yet, so nobody but their creator meets them here.
"""

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from feeds.models import Article, Comment
from feeds.querysets import ArticleQuerySet, CommentQuerySet
from moderation.models import Decision, Reference, ReferenceMatch, ReviewItem

NAMED = 3  # checked claims above an article: a reader wants the news
_EVERYBODY = Q(visibility__in=(Article.Visibility.ALLOW, Article.Visibility.LIMIT))


def openable(articles: ArticleQuerySet, *, reader_id: int | None, is_moderator: bool = False) -> ArticleQuerySet:
    """Those of `articles` that this reader may open; null is somebody who has not signed in."""
    may = _EVERYBODY if reader_id is None else _EVERYBODY | Q(creator_id=reader_id)
    return articles.filter(may | _moderators() if is_moderator else may)


def for_moderators(articles: ArticleQuerySet) -> ArticleQuerySet:
    """Those of `articles` that a moderator may look at, whoever wrote them: public, reported or held."""
    return articles.filter(_EVERYBODY | _moderators())


def comments_for_moderators(comments: CommentQuerySet) -> CommentQuerySet:
    """Those of `comments` that a moderator may look at: what everybody reads, what the assessment holds, and what a
    decision removed, under an article that they may look at; nothing that its author took back.
    """
    decided = Exists(Decision.everything.standing().filter(comment=OuterRef("pk")))
    standing = comments.exclude(state=Comment.State.TAKEN_BACK)
    seen = standing.filter(article__in=for_moderators(Article.objects.all()))
    return seen.filter(~Q(state=Comment.State.REMOVED) | decided)


def second_look(article_id: int, moderator_id: int) -> int | None:
    """The open second look at an article that this moderator may be asked for: until then nothing may tell them what
    was decided on it, not its own page either. Null for who decided, for its creator, and where there is none.
    """
    looks = ReviewItem.objects.open().filter(article=article_id, second_of__isnull=False)
    others = looks.exclude(second_of__moderator=moderator_id).exclude(article__creator=moderator_id)
    return others.values_list("pk", flat=True).first()


def _moderators() -> Q:
    """Held or removed by the decision that stands, or waiting for one. What its creator took back has no words left."""
    about = {"article": OuterRef("pk")}
    stands = Decision.objects.filter(**about).newest().values("visibility")[:1]
    waits = Exists(ReviewItem.objects.open().filter(**about))
    return ~Q(content_hash="") & (Q(waits) | Q(visibility=Subquery(stands)))


def context(article: Article) -> list[ReferenceMatch]:
    """The checked claims to name above an article, once a moderator has decided on the words that are about them.

    One query. None of what a moderator dismissed, of what was taken out of the library, or of no known verdict.
    """
    seen = Decision.objects.filter(
        article=OuterRef("article"), moderator__isnull=False, content_hash=OuterRef("content_hash")
    )
    matches = ReferenceMatch.objects.standing().filter(article=article, content_hash=article.content_hash)
    known = matches.exclude(reference__verdict=Reference.Verdict.UNKNOWN)
    return list(known.filter(Exists(seen)).best()[:NAMED])


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
