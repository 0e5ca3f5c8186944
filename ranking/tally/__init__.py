"""Pages and events added up by day, so that the operator's figures do not read millions of rows at each look.

sums     what a stretch of time adds up to; stretches of a day are added
raw      the sums of a stretch, from the rows themselves
roll     an hour after the other into the tallies
read     the tallies with what came since
rates    what was opened of those seen, with intervals, worked out once an hour
"""

from ranking.tally.rates import keep, rates
from ranking.tally.read import days, visits
from ranking.tally.roll import roll
from ranking.tally.sums import Place, Sums, together

__all__ = ["Place", "Sums", "days", "keep", "rates", "roll", "together", "visits"]
