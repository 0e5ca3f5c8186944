"""How weights change: readers or articles are hashed to arms, each arm has its weights, a sequential test compares.

arms         which arm a reader or an article is of; who is left out of exploration
sequential   a comparison that may be looked at every day
chosen       the weights of a page, as the running experiments say
measure      what each arm's readers did
verdict      what the figures allow an operator to say
conduct      start, launch and roll back, each with its reason
watch        roll back by itself what breaks a guardrail
"""

from ranking.experiments.arms import is_held_out
from ranking.experiments.chosen import Chosen, chosen
from ranking.experiments.conduct import ExperimentRefusedError, launch, roll_back, start
from ranking.experiments.measure import measure
from ranking.experiments.verdict import Comparison, Verdict, verdict
from ranking.experiments.watch import watch

__all__ = [
    "Chosen",
    "Comparison",
    "ExperimentRefusedError",
    "Verdict",
    "chosen",
    "is_held_out",
    "launch",
    "measure",
    "roll_back",
    "start",
    "verdict",
    "watch",
]
