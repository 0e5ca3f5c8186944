"""Doubt in the comments: raises how soon a person looks, never what readers see."""

import re
from functools import cache

from moderation.evidence import Reading
from moderation.lexicon.tone import DOUBT
from moderation.params import DOUBT_PRIOR_COMMENTS, DOUBT_PRIOR_SHARE
from moderation.types import Signal

NAME = "doubt"


def doubt(reading: Reading) -> Signal:
    """The smoothed share of comments that doubt or correct. Equal comments count once, so that copying adds nothing."""
    distinct = {" ".join(comment.lower().split()) for comment in reading.comments}
    doubting = sum(_pattern().search(comment) is not None for comment in distinct)
    share = (doubting + DOUBT_PRIOR_SHARE * DOUBT_PRIOR_COMMENTS) / (len(distinct) + DOUBT_PRIOR_COMMENTS)
    return Signal(NAME, share if distinct else 0.0)


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(DOUBT)
