"""The publisher's page of an article -> its title, text, lead picture, author and date (pure; costly: run it limited).

The modules, in the order of the journey: `charset` (bytes -> text), `tree` (text -> elements, few enough), `wishes`
(not to be kept), `walls` (pages that are no article, or not for everybody), `article` (trafilatura), `worth` (is that
more than the feed gave?), `structured` (what it says for machines).
"""

from feeds.extract.article import extract
from feeds.extract.charset import charset
from feeds.extract.errors import NoArticleError
from feeds.extract.structured import structured
from feeds.extract.walls import NO_COPY
from feeds.extract.wishes import wants_no_copy
from feeds.extract.worth import says_more, tells_the_same

__all__ = [
    "NO_COPY",
    "NoArticleError",
    "charset",
    "extract",
    "says_more",
    "structured",
    "tells_the_same",
    "wants_no_copy",
]
