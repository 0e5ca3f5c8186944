"""How good is it, measured without readers: replays of logs, estimates from propensities, simulated readers.

offpolicy    what another policy would have earned, from a log with propensities (pure)
bandit       two policies' logs of the Open Bandit Dataset: each policy estimated from the other's log (pure)
"""
