"""The numbers of moderation, each with its reason. Measured ones name the figures in docs/moderation.md."""

# -- reading
MAX_CHARACTERS = 200_000  # 33,000 words: longer than any magazine feature; read in about a second
MAX_SENTENCE = 480  # characters: twice the longest sentences of news prose; beyond it windows overlap by a quarter
MAX_COMMENT = 4_000  # characters: our own form takes no more
MAX_COMMENTS = 200  # under a story that is commented more, the first ones show the mood
CAUTION_CUT = f"only the first {MAX_CHARACTERS} characters were read"
CAUTION_LANGUAGE = "not assessed: language"
CAUTION_MODEL = "not assessed: model"
CAUTION_STANCE = "comments: by a list of words alone"

# -- what a rule is worth. Not frequencies but an order: how sure a moderator would be who saw this sentence alone.
P_CLAIM = 0.95  # a remedy is said to cure a grave illness, and nothing takes it back
P_CLAIM_PRAISED = 0.98  # the same with words of magic or conspiracy
P_REPORTED = 0.78  # "a viral post claims", "may cure", a question: somebody should look, readers may see it
P_LESSER = 0.76  # a cold, a headache: the same promise, little harm
P_DENIED = 0.20  # a debunk, a court report: the opposite of a claim
# -- how much harm it does if it is believed, 0 to 1
HARM_GRAVE = 1.0  # people have died of leaving a treatment for it
HARM_FALSEHOOD = 0.8  # vaccine and plague myths: harm comes by way of others
HARM_REPORTED = 0.5
HARM_LEARNED = 0.4  # the learned model knows the tone, not the claim
HARM_LESSER = 0.3

# -- moderators
DISTRESSING_AT = 0.5  # from here on a moderator is spared the sight until they ask: a report on suicide has it
UNDO_SECONDS = 10  # as long as a slip is noticed; nobody is told of a decision before they are over

# -- zones
HOLD_AT = 0.90  # only an unguarded rule reaches it with HOLD_HARM
HOLD_HARM = 0.95
HOLD_MOST = 0.97  # a claim with words of magic (.98) is held however many there are
HOLD_PART = 0.5  # of the budget: what nobody can read must not take the whole day of those who look
LIMIT_AT = 0.85
LIMIT_HARM = 0.75
LIMIT_MOST = 0.90  # a plain old falsehood (.95) is limited however many there are
LIMIT_PART = 0.8  # of the budget, together with what is held: a fifth is left to doubts
QUEUE_AT = 0.75  # on unseen sets the model alone finds .12-.41 of the dubious claims there, and 0-.04 of the sound ones
QUEUE_LEAST = 0.5  # below it an article is less dubious than the mean claim, however much time there is
QUEUE_HARM = 0.3  # HARM_LESSER: a text that names no illness and no treatment is not worth a moderator
HEALTH_AT = 0.50  # p_health from which a doubt counts: recall .95 on the claim sets (docs/moderation.md)
KNOWN_AT = 0.70  # likeness to a checked claim from which a person compares the two: precision .91
BAIT_AT = 0.85  # two kinds of bait in one article
DISTRESS_AT = 0.85  # methods or encouragement: a person looks at once
HARM_DISTRESS = 1.0
HARM_BAIT = 0.1

# -- priority
REACH_UNIT = 100.0  # readers a day that count as one step: ten times more readers, about one step more
AGE_WEIGHT = 0.02  # an hour of waiting: two days outweigh the gravest doubt of a model, so nothing waits for ever
CONCERNS_FROM = 0.05  # a concern below it is of what nothing speaks against: bait, the mildest doubt, has .085
HOLD_OVERDUE_HOURS = 24  # a limit ends by itself after as long; who runs a site looks at it each day
AGE_WEIGHT_SILENT = 0.001  # its hour of waiting: after three weeks it comes before a doubt of today
AGE_WEIGHT_HOLD = 0.1  # an hour of what nobody can read and nothing but a person lets go: half a day outweighs it
UNCERTAINTY_WEIGHT = 0.1  # of two doubts alike the one that a look teaches more about; five hours of waiting
DOUBT_WEIGHT = 0.5  # comments can raise the priority by half, never the zone
NEW_ACCOUNT_DAYS = 7  # younger accounts are mostly made for the day
NEW_ACCOUNT_WEIGHT = 0.1  # of a voice: as much as a report of somebody not signed in
NEW_ACCOUNTS_TOGETHER = 1.0  # a crowd of new accounts is one voice
MAX_VOICE = 1000  # characters: four short comments; who writes more does not drown the others

# -- rules of tone
BAIT_APPLAUSE = 0.6  # liked far more than read: may be a good picture; with one kind of begging a person looks
BAIT_SHOUTING = 0.25  # capitals and "!!": half of it is only excitement
DESPAIR_AT = 0.5  # of the learned tone: 10 of 10 unseen cases in the first person, one false alarm in 600 articles
CAUTION_DESPAIR = "despair: by a list of words alone"
P_SAD_SUBJECT = 0.5  # a report on suicide: the page holds few of them
P_SAD_WITH_HELP = 0.35  # the same with a help line beside it
DOUBT_PRIOR_SHARE = 0.14  # deny and query together among 34,706 hand-labelled comments (COVID-19 rumour set)
DOUBT_PRIOR_COMMENTS = 5  # so that one "fake!" under a new article is no majority

# -- the learned part
SHORT_TEXT = 600  # characters: a claim, a post, a brief. The sets are of such texts, so they are judged whole
MAX_SCORED = 10  # pieces of an article: more cost time and never changed a zone on 1,063 news articles
SPAN_AT = 0.7
REPEATS_AT = 0.5  # likeness of wording (cosine): above it two claims of the sets say the same in nearly other words
HEALTH_FULL = 0.25  # from this p_health on a sentence counts in full; .5 would cost .006 AUROC on unseen sets
P_HEALTH_STRONG_WORD = 0.5  # without the model: one "hospital" in every other sentence
P_HEALTH_WEAK_WORD = 0.15
P_HEALTH_FOREIGN = 0.6  # a named illness in a language not assessed: over the gate, not sure

# -- together
MAX_SPANS = 20  # of each signal: more marks than a moderator can take in, and a row of the table stays small
DUBIOUS_SIGNALS = ("cure", "falsehood", "known", "dubious")
SECOND_OPINION = 0.25  # rules and model see the same words, so the second one adds a quarter of what is left
TAKEN_BACK = 0.75  # brings nine of ten debunks of the cases under QUEUE_AT
P_UNKNOWN = 0.5  # of what nobody has read nothing is known
HARM_UNKNOWN = 0.5
P_UNREAD = 0.02  # in a language nobody assessed, while nothing else speaks: as rare as among all that is published
DOUBT_AT = 0.5  # most of those who commented; with the prior that takes eight of ten
RULES_ONLY = "rules-1"  # the name of the model when there are no weights
