"""The demonstration: a local newsroom, and simulated readers of what it publishes.

articles    what the newsroom publishes, from articles/*.toml (pure)
documents   one publisher's feed as RSS, Atom or JSON Feed; web pages for people (pure)
pictures    what stands beside about 60 % of the articles, drawn when it is asked for (pure)
newsroom    which answer an address gets now (pure), and the server that gives it
behaviour   what a simulated reader does with a page (pure)
people      who the simulated readers are, and what they like (pure)
visits      simulated readers ask for pages and act on them, through the site's own code
talk        what they say under articles, from talk.toml
fill        demo_fill: subscribe, crawl, understand, assess, talk, visits
"""
