"""The rows of feeds: what was fetched, what was understood, and who follows what.

`hub_querysets`, `own_querysets`: which rows of hubs, and of what is a reader's own (the others are in
feeds/querysets.py).
"""

from feeds.models.article import Article
from feeds.models.comment import Comment, CommentEdit, CommentLike
from feeds.models.draft import Draft
from feeds.models.embedding import Embedding, ModelVersion
from feeds.models.feed import Feed, Fetch
from feeds.models.feed_import import FeedImport, ImportLine
from feeds.models.hub import Delivery, HubSubscription
from feeds.models.icon import Icon
from feeds.models.illustration import Illustration
from feeds.models.media import Media
from feeds.models.page import Page
from feeds.models.revision import Revision
from feeds.models.saved_search import SavedSearch
from feeds.models.shelf import Filing, Folder
from feeds.models.sighting import Sighting
from feeds.models.story import Story, Topic
from feeds.models.subscription import Subscription
from feeds.models.tally import FetchTally

__all__ = [
    "Article",
    "Comment",
    "CommentEdit",
    "CommentLike",
    "Delivery",
    "Draft",
    "Embedding",
    "Feed",
    "FeedImport",
    "Fetch",
    "FetchTally",
    "Filing",
    "Folder",
    "HubSubscription",
    "Icon",
    "Illustration",
    "ImportLine",
    "Media",
    "ModelVersion",
    "Page",
    "Revision",
    "SavedSearch",
    "Sighting",
    "Story",
    "Subscription",
    "Topic",
]
