"""To whom, in what order? The stages of a page.

CANDIDATES -> FILTERS -> FEATURES -> SCORES -> VALUE -> EXPLORE -> RE-RANK -> EXPLAIN -> SLATE -> EVENTS -> PROFILES

The modules, in the order of the journey:
types, params, querysets, models  what the stages hand on, the numbers with their reasons, which rows, the rows
pipeline     small formulas that several stages need
candidates   all of them as columns, as stages hand them on; without a database
counting     what many readers' acts add up to: heat, co-read; without a database
heads        what predicts each act: the curves, their calibration, one lesson; without a database
versions     which heads are in force: a version, and what was learnt since
hot          what may be on a page, as columns in each web process
profiles     what is learnt of a reader
remember     what they were served and did
sources      candidates: similar, followed, popular, fresh, explore, pinned
filters      what may not be on this page, and why
features     one row a candidate
scorers      what the reader would do, as probabilities
value        the equation
explore      the places chosen by chance, with their propensities
rerank       the order on the page, against boredom
order        filters to re-rank in one call, as the simulator uses it
explain      why a card is there
shown        the pieces on a page as they stand now, with what a card prints
slate        what is served: written, read back
writing      a page into its two tables at once
recommend    the recipe
experiments  how weights change: arms, a test that may be looked at every day, launch, roll back
events       what readers do, counted and learnt from
training     what readers did becomes the heads: within a second, and anew every night
reach        how many readers an article will meet: a number for moderation
reception    which articles are liked far more than they are read: another one
search       by words, by meaning, by operators
replay       how good it is: replays, estimates from propensities, simulated readers
tally        pages and events added up by day, for the operator's figures
tasks, admin
"""
