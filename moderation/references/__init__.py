"""Known claims: FEED or FILE -> CHECKED -> REFERENCE -> LIBRARY -> MATCH.

The modules, in the order of the journey:

types         what the steps of importing hand to each other
params        every number with its reason
ratings       a publisher's words for a verdict -> false, mixed, true, unknown
claim_review  schema.org's ClaimReview, wherever it stands in a document
table         a CSV
reading       one of these from strangers' bytes, in a limited child
collect       an address: the feed, its pages
visits        such addresses, each in its time
harm          can believing it cost a life?
wording       a sentence as the numbers of its words
save          checked claims -> rows
library       all references at hand, and which of them a sentence may repeat
likeness      how alike a claim and a sentence are
stance        does the sentence say the claim, report it or deny it?
match         an article through these steps
shelf         the same beside the database: the references in use, the matches that are kept
measure       how well all this finds what is said again
rematch       which recent articles may say a new reference
"""
