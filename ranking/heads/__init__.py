"""The heads without a database: what predicts each act, how one lesson moves it, and what its numbers are worth.

shape        the heads as one matrix: features, bias and places down, heads across
curves       from features to probabilities and seconds, as a page uses them and as they will be observed
tables       calibration: what was said against what came true
online       one step after each act, held near the anchor
"""
