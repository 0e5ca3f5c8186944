"""One file a signal: a probability, and the places that made it.

health, cure, falsehood, dubious, bait, distress, doubt
"""
