"""The site: settings, people, the pages that join feeds, moderation and ranking, and the commands that run it.

The modules, from the wiring up.
"""
