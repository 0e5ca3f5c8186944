"""What many readers' acts add up to: pure arithmetic that the site and the replay of click logs share.

trends   a count that fades, as one number that never needs touching
pairs    which articles are opened after which, with bounds on what is kept
signs    both as features of candidates
"""
