"""EVENTS -> LESSONS -> HEADS: within a second of an act, and anew every night.

labels       what a page's acts say of each head
dataset      pages with their features as stored when they were served, and what readers did on them
live         the learner: what happened since it last looked
fit          the heads that explain many pages best, drawn to the priors
evaluate     what heads are worth on pages they have not seen
publish      versions: put one in force, roll back
refit        the night's work: fit, compare with the version in force, publish or say why not
calibrate    the hour's work: what is said comes true
"""
