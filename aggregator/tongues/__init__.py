"""The languages that the site speaks.

compiled     locale/*.po, which people write -> what Django reads
collected    every sentence of the site -> locale/*.po, with the new ones empty

A language of the interface is not one of the articles: those are of whatever language their publisher writes.
"""

# By the name that its speakers give it: who looks for their language may read no other.
LANGUAGES = [("en", "English"), ("zh-hans", "简体中文"), ("es", "Español"), ("fr", "Français"), ("ar", "العربية")]
DOMAIN = "django"  # Django's name for all that templates and Python say
