"""Word lists of our own, and the one way to find them in a sentence.

phrases, remedies, diseases, cures, guards, falsehoods, health, style, tone, bait, despair, known, common, synonyms
"""
