"""Words that templates have beside Django's own."""
