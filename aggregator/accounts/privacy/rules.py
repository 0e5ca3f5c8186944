"""Each column that names a person: how its rows stand in their copy, and what becomes of them when the person goes.

A table that is not here makes tests/aggregator/test_privacy_rules.py fail: nobody forgets one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ERASED = "…"  # stands where words were, in columns that may not be empty


class Fate(StrEnum):
    """What becomes of the rows when their person deletes the account."""

    GONE = "gone"  # deleted
    LOOSE = "loose"  # they stay and name nobody
    STAYS = "stays"  # they stay with the number of a person who is nobody any more


@dataclass(frozen=True, slots=True)
class Rule:
    """`model` and `key` name the column. `file` is its name in the copy, or `why_not` says why it has none.

    `hides` are columns that are no business of the person (or a secret); `empties` are written over when they go.
    """

    model: str
    key: str
    fate: Fate
    title: str | Promise = ""
    file: str = ""
    why_not: str = ""
    why: str = ""
    hides: tuple[str, ...] = ()
    empties: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def rows_of(self) -> type[Model]:
        """The model itself."""
        return apps.get_model(self.model)

    def of(self, user_id: int) -> QuerySet[Any]:
        """The rows of this person."""
        return self.rows_of._base_manager.filter(**{self.key: user_id})  # noqa: SLF001  the documented way


GONE, LOOSE, STAYS = Fate
_ACT_OF_OFFICE = "An act of office that others' articles depend on; the number leads to nobody any more."
_THEIRS = "It is what somebody else wants, and theirs to read."

RULES = (
    # who they are
    Rule("accounts.User_groups", "user", GONE, why_not="In account.json, as roles."),
    Rule("accounts.User_user_permissions", "user", GONE, why_not="Nobody has any: rights hang on roles."),
    Rule("account.EmailAddress", "user", GONE, _("E-mail addresses"), "addresses"),
    Rule("mfa.Authenticator", "user", GONE, _("Passkeys and second factors"), "second_factors", hides=("data",)),
    Rule("accounts.Device", "user", GONE, _("Where you are signed in"), "devices", hides=("session_key", "stamp")),
    Rule("accounts.Export", "user", GONE, _("Copies you asked for"), "exports", hides=("key",)),
    Rule("accounts.Erasure", "user", STAYS, why_not="There is none while there is an account.", why="It says when."),
    # what they read, and what was learnt of it
    Rule("ranking.Profile", "reader", GONE, _("What was learnt of you"), "profile"),
    Rule("ranking.Mute", "reader", GONE, _("What you muted"), "muted"),
    Rule("ranking.Mute", "creator", GONE, why_not=_THEIRS),
    Rule("ranking.Event", "reader", LOOSE, _("What you did with articles"), "acts", hides=("impression",)),
    Rule("ranking.Slate", "reader", LOOSE, _("Pages you were served"), "pages", empties={"visitor": ""}),
    Rule("feeds.Subscription", "reader", GONE, _("What you follow"), "following"),
    Rule("feeds.Subscription", "creator", GONE, why_not=_THEIRS),
    Rule("feeds.Folder", "reader", GONE, _("Your folders"), "folders"),
    Rule("feeds.Filing", "reader", GONE, _("What you keep in folders, with your notes"), "filed"),
    Rule("feeds.SavedSearch", "reader", GONE, _("Your searches"), "searches", hides=("token",)),
    Rule("feeds.Feed", "added_by", LOOSE, _("Feeds you brought"), "feeds"),
    Rule("feeds.FeedImport", "added_by", GONE, _("Lists of feeds you brought"), "lists"),
    # what they are told
    Rule("notifications.Notification", "recipient", GONE, _("Notifications"), "notifications"),
    Rule("notifications.Wishes", "reader", GONE, _("What you want to be told, and when"), "told"),
    Rule("notifications.Device", "reader", GONE, _("Where notifications are pushed"), "pushed",
         hides=("endpoint", "p256dh", "auth")),
    Rule("notifications.DigestPlan", "reader", GONE, _("When your digest comes"), "digest"),
    Rule("notifications.DigestIssue", "reader", GONE, _("Digests you were sent"), "digests"),
    # what they wrote
    Rule(
        *("feeds.Comment", "author", STAYS, _("Your comments"), "comments"),
        why="Answers stand under it. Its words are gone, and nobody is shown what is left.",
        hides=("network",),
        empties={"body": "", "state": "taken", "network": ""},
    ),
    Rule("feeds.CommentLike", "reader", GONE, _("Comments you liked"), "comment_likes"),
    Rule("feeds.Draft", "author", GONE, _("Your drafts"), "drafts"),
    Rule(
        *("feeds.Article", "creator", STAYS, _("What you posted"), "posts"),
        why="Decisions point at the row. It is withdrawn, and its words and pictures are gone.",
        hides=("search", "content_hash", "entry_hash", "guid"),
        empties={"author": ""},
    ),
    Rule("ranking.PublisherTally", "creator", STAYS, _("How what you posted was read, by day"), "figures", why="Sums."),
    # reports, decisions on them, and appeals
    Rule(
        *("moderation.Report", "reporter", STAYS, _("What you reported"), "reports"),
        why="The decision names the report as its reason; what you wrote in it is gone.",
        hides=("decision", "item", "weight", "content_hash", "visitor"),
        empties={"note": ""},
    ),
    Rule("moderation.Notice", "recipient", GONE, _("What you were told of decisions"), "notices"),
    Rule("moderation.Letter", "recipient", GONE, _("E-mails you were owed"), "letters"),
    Rule(
        *("moderation.Appeal", "creator", STAYS, _("Your appeals"), "appeals"),
        why="Its answer is a decision that stays; what you wrote in it is gone.",
        hides=("moderator",),
        empties={"words": ERASED},
    ),
    # what they did as moderators and operators
    Rule("moderation.Decision", "moderator", STAYS, _("Your decisions"), "decisions_made", why=_ACT_OF_OFFICE),
    Rule("moderation.Appeal", "moderator", STAYS, _("Appeals you answered"), "appeals_answered", why=_ACT_OF_OFFICE,
         hides=("creator",)),
    Rule("moderation.Undo", "moderator", STAYS, _("Decisions you took back"), "undone", why=_ACT_OF_OFFICE),
    Rule("moderation.SecondOpinion", "moderator", STAYS, _("Your second looks"), "second_looks", why=_ACT_OF_OFFICE,
         hides=("first_moderator",)),
    Rule("moderation.SecondOpinion", "first_moderator", STAYS, why_not="The look is another's.", why=_ACT_OF_OFFICE),
    Rule("moderation.ReferenceMatch", "dismissed_by", STAYS, _("Matches you dismissed"), "dismissed",
         why=_ACT_OF_OFFICE),
    Rule("moderation.AuditRow", "actor", STAYS, _("What the audit has of you"), "audit",
         why="A chain of hashes with the number of a person and no name; it is never changed."),
    Rule("moderation.ReviewItem", "leased_by", LOOSE, why_not="It is yours for ten minutes.",
         empties={"leased_until": None}),
    Rule("moderation.ReviewItem", "escalated_by", LOOSE, _("What you handed on"), "handed_on"),
    Rule("moderation.Comfort", "moderator", GONE, _("How you want the queue"), "comfort"),
    Rule("moderation.Opening", "moderator", GONE, _("What you opened in the queue"), "openings"),
    Rule("moderation.Reference", "added_by", LOOSE, _("Checked claims you added"), "claims",
         hides=("vector", "wording")),
    Rule("moderation.ReferenceFeed", "added_by", LOOSE, _("Feeds of fact-checks you added"), "fact_checkers"),
    Rule("ranking.ValueWeights", "author", LOOSE, _("Value weights you made"), "weights"),
    Rule("ranking.Pin", "author", LOOSE, _("Articles you pinned"), "pins"),
    Rule("ranking.Experiment", "author", LOOSE, _("Experiments you began"), "experiments"),
    Rule("admin.LogEntry", "user", STAYS, _("What you changed in the admin"), "admin", why=_ACT_OF_OFFICE),
)  # fmt: skip

# What names nobody and is theirs all the same, through a row of theirs.
THROUGH = (
    Rule("moderation.ReviewItem", "reports__reporter", STAYS, why_not="The report is in reports.json.",
         why="What it waited for; the words of the report in it are gone.", empties={"reason": ""}),
    Rule("ranking.Impression", "article__creator", STAYS, why_not="Pages of other readers.", why="It says what was on "
         "their pages; why it was there may name the creator, and goes.", empties={"reasons": []}),
    Rule("feeds.CommentEdit", "comment__author", GONE, _("Earlier words of your comments"), "comment_edits"),
    Rule("ranking.Impression", "slate__reader", STAYS, _("Cards on the pages you were served"), "cards", why="Loose.",
         hides=("features", "chances", "terms", "scores")),
    Rule("moderation.Decision", "article__creator", STAYS, _("Decisions on what you posted"), "decisions_on_posts",
         why=_ACT_OF_OFFICE, hides=("moderator", "item", "model")),
    Rule("moderation.Decision", "comment__author", STAYS, _("Decisions on your comments"), "decisions_on_comments",
         why=_ACT_OF_OFFICE, hides=("moderator", "item", "model")),
    Rule("feeds.ImportLine", "list__added_by", GONE, _("Lines of your lists"), "list_lines"),
)  # fmt: skip
