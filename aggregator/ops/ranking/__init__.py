"""How pages are ranked, for the operator: what value is made of, what exploring costs and brings, who comes back.

shares       what the value of the served pieces is made of, and weights that would give the shares wanted
exploring    places chosen by chance against the others, with intervals from the propensities
returning    who comes, who comes back the next day, how long they read
exposure     how evenly publishers and topics are shown
trials       experiments as a page shows them
forms        what an operator says of an experiment
board        the page of figures
widening     the page of what exploring brings
experiments  the pages of experiments: begin, launch, roll back
"""
