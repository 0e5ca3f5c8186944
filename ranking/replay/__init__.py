"""How good is it, measured without readers: replays of logs, estimates from propensities, simulated readers.

offpolicy    what another policy would have earned, from a log with propensities (pure)
bandit       two policies' logs of the Open Bandit Dataset: each policy estimated from the other's log (pure)
growth       what being shown a topic once changes of what is opened of it afterwards (pure)
explored     explored places of this site against places by rank
widening     what exploring brings on this site: growth, articles found, topics taken up, new pieces that rose

tables       logs as they were published, packed or not (pure)
clicks       the click log of Globo.com, or one like it (pure)
mind         the log of Microsoft News (pure)
memory       the counters of the site, kept in this process (pure)
listwise     a scorer that learns which of a list is opened (pure)
measures     AUC, MRR, nDCG and hits; how evenly something is spread (pure)
next_click   what will a session open next, among what others opened within the hour?
shown_lists  what of a list that was shown is opened?
simulation   readers with known tastes against the site's own stages
"""
