"""Get it: SOURCE -> FETCH -> PARSE -> CLEAN -> DEDUPE -> ARTICLE -> EMBED -> STORY.

The modules, in the order of the journey.
"""
