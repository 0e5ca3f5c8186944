"""The pictures inside texts: readers' browsers ask this site for them, and never their publishers.

The modules, in the order of the journey: `ask` (a page is read: which of its pictures are here, and which are wanted
now?), `keep` (fetched, re-encoded, stored), `room` (the least asked for let go).
"""
