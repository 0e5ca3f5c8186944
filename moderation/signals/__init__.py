"""One file a signal: a probability, and the places that made it.

health, cure, falsehood, known, dubious, bait, distress, doubt, thread
"""
