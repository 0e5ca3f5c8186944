"""What exploring brings on this site, from its own impressions: a query or two each, over the last weeks.

growing    what being shown a topic once adds to what is opened of it
found      articles that readers found: the discoverable corpus, and how evenly it is of all publishers
adopted    readers who took up a topic, and how broad their interests are
graduated  pieces that began in a fresh place: how many came to the top, how long a piece waits to be seen
"""
