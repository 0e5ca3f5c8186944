"""EVENTS -> LESSONS -> HEADS: within a second of an act, and anew every night.

labels       what a page's acts say of each head
dataset      pages with their features as stored when they were served, and what readers did on them
live         the learner: what happened since it last looked
"""
