"""The numbers of known claims, each with its reason; the measured ones by `manage.py match_references`."""

# -- finding
LEAST_SHARED = 2  # words: one shared word is a subject, not a claim
CANDIDATE_AT = 0.35  # share of the claim's words: none of the 87 pairs that say the same has less
CANDIDATES = 4  # claims a sentence is compared with by meaning
KNOWN_CLAIMS = 1_000  # a library counts as this large at least: in one of ten claims no word would be rare
MEANT_AT = 0.8  # words + back, from which a sentence is embedded: under it 0.9 in meaning would not be alike enough.
# 151 sentences of 1,063 news articles are, beside 8,907 claims; and every same pair that is found at all.
MEANT = 8  # sentences of an article that are embedded at most: 30 ms each on one core
SHOWN = 5  # matches of an article: more than a moderator compares

# -- likeness: (words + back + 2 x meaning) / 4, of 147 pairs labelled by hand
SHOWN_AT = 0.65  # precision .86, recall .68
SURE_AT = 0.75  # precision .93, none of the wrong ones about a cure
SURE_WORDS = 0.6  # of the claim's: meaning alone takes a claim for its neighbour ("hot drinks", "hot steam")
TELLING = 3  # words of a claim that may hold an article: "garlic cures cancer" has three

# -- a new reference and the articles there are
RECENT_DAYS = 30  # what is older is hardly on a page any more
NEAR = (
    20  # articles, by meaning and by words each: 10,000 references at once are half an hour of assessing at the worst
)
NEAR_DISTANCE = 0.6  # cosine: what is further away is found by its words, or is no repetition
TELLING_WORDS = 2  # rarest words of a claim that an article has to have
