"""Known claims: FEED or FILE -> CHECKED -> REFERENCE -> LIBRARY -> MATCH.

The modules, in the order of the journey:

params     every number with its reason
wording    a sentence as the numbers of its words
library    all references at hand, and which of them a sentence may repeat
likeness   how alike a claim and a sentence are
stance     does the sentence say the claim, report it or deny it?
match      an article through these steps
shelf      the same beside the database: the references in use, the matches that are kept
"""
