"""The hot window: what may be on a page, as columns in each web process. It may be thrown away: the rows are true.

columns (articles, pure), counts (what readers did with them, pure), load (both from the database), keep (one a
process), asked (as one page reads it).
"""

from ranking.hot.asked import of
from ranking.hot.columns import Pieces
from ranking.hot.counts import Counts
from ranking.hot.keep import Hot, current, forget, leave_out

__all__ = ["Counts", "Hot", "Pieces", "current", "forget", "leave_out", "of"]
