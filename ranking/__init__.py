"""To whom, in what order? CANDIDATES -> FILTERS -> FEATURES -> SCORES -> VALUE -> RE-RANK -> EXPLORE -> SLATE -> EVENTS.

The modules, in the order of the journey.
"""
