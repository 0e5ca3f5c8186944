"""Readers with known tastes against the stages of the site, in memory: what it learns, what exploring costs and brings.

corpus    real articles, appearing over the days
people    what simulated readers like, do, and come to like (known to the simulator alone)
site      the site's own stages over columns in memory
run       day by day: visits, pages, acts, lessons
oracle    what a page could be worth to somebody who knew the reader
learning  how fast the site learns, and what is lost until it has
growth    interests that horizon places woke: estimated from the propensities, and as they truly are
variety   how broad the pages are, and what gets found
habits    what goes before coming back tomorrow
report    all of it, with the goals
"""
