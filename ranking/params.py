"""The numbers of ranking, each with its reason. Scores are predicted; what is wanted of a page is chosen here."""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType

# -- the page; slots count from 0
PAGE_SIZE = 20
# Ranks 9 and 17: what readers hardly met is opened half as often as what stands beside it, whoever chooses, so it
# stands where fewer look. At 6 and 13 that cost 2.4 to 3.8 % of the clicks, here 2.0 to 2.9 % (docs/ranking.md,
# simulated readers). What is fresh costs nothing where it stands, and gets the better place between them.
HORIZON_SLOTS = (8, 16)
FRESH_SLOT = 12
FORCED_SLOT = 1  # second place: an operator's pin is seen, the reader's own best piece still leads

# -- which articles
WINDOW = timedelta(days=7)  # news of last week is old; X stops at 48 h, a small site cannot afford that
FRESH_WINDOW = timedelta(days=2)  # a piece nobody was shown in two days had its chance in every earlier page
SEEN_WINDOW = timedelta(days=7)  # the target of facts/ranking.md: under 0.1 % repeats in 7 days
SERVED_WINDOW = timedelta(minutes=10)  # X keeps what it served for 10 minutes: a refresh brings something new
EVENTS_WINDOW = timedelta(days=60)  # opened and hidden pieces stay away: no article is a candidate after that
MEMORY_ROWS = 400  # impressions read back: 20 pages; each 100 cost 2 ms
QUOTAS: Mapping[str, int] = MappingProxyType(
    # the shares of facts/ranking.md, section 6.2; nearest is asked once for each interest vector
    {"nearest": 60, "followed": 100, "popular": 80, "coread": 60, "fresh": 50, "explore_each_topic": 6}
)
EXPLORE_DEEPEST = 9  # pages: 60 of each topic are 840 candidates, and nobody has scrolled past 200 cards yet

# -- what heat is: plays, decayed. 6 h is the half-life that did best in the replay of facts/ranking.md, section 2b.
HEAT_HALF_LIFE = timedelta(hours=6)
HEAT_SPANS = (timedelta(minutes=10), timedelta(hours=1), HEAT_HALF_LIFE)  # what rises now, this hour, today
# A like costs more than a click; to pass a piece on as much, and whom it is sent to comes and is counted by themselves.
HEAT = MappingProxyType({"play": 1.0, "like": 2.0, "comment": 2.0, "share": 2.0, "save": 1.5})
HEAT_OF_STRANGER = 0.5  # a stranger may come back under a new key, so one of them moves half as much
# Of a day's acts of one kind on one article from one network each counts .8 of the one before: all count as five at
# most, and counters take twenty. A family of four counts as three, a hundred new accounts as five.
CROWD_SHARE, CROWD_MOST = 0.8, 20

# -- co-read: who opened this opened that next. It fades with the heat: 6 h did better than 12 h, 1 d or never (MRR@10
# of the replay .332, .329, .327, .325); 100 partners an article as good as all, 20 lost .03.
PARTNERS_KEPT = 100

# -- counters are shrunk towards these: clicks a view (MIND: 3.98 %, prior .4 in 10), the rest by X's proportions
BASE_RATE = MappingProxyType({"play": 0.04, "like": 0.004, "comment": 0.0008, "hide": 0.002})
RATE_PRIOR_VIEWS = 10.0
DWELL_CAP_S = 120.0  # beyond two minutes a tab is open, not read (facts/ranking.md, section 6.4)
DWELL_PRIOR = 10.0  # dwells before an article's own mean counts as much as "read as long as its length suggests"
WORDS_A_SECOND = 238 / 60  # Brysbaert 2019, silent reading of non-fiction
TYPICAL_WORDS = 400.0  # a short news piece: the point where length says nothing

# -- what a reader's acts teach
LONG_HALF_LIFE = timedelta(days=14)
SHORT_HALF_LIFE = timedelta(days=1)
RECENT = 5  # articles opened last: what is on the reader's mind
TASTE_PRIOR = 8.0  # views that a topic's general click rate is worth (facts/ranking.md, section 5.2)
TODAY_HALF_LIFE = timedelta(hours=8)  # "today" without knowing the reader's midnight: a night forgets two thirds
EXPOSURE_UNSEEN = 0.3  # an impression without a view beacon was looked at about one time in three
# What one act adds: weight in the interest vectors, clicks and misses and hides in the counts of topic and author.
# A view is a miss until it is opened. A hide weighs like five pieces passed over (facts/ranking.md, section 6.7).
LESSONS: Mapping[str, Mapping[str, float]] = MappingProxyType(
    {
        "view": {"views": 1, "misses": 1},
        "play": {"vector": 1, "clicks": 1, "misses": -1},
        "dwell": {"vector": 1, "clicks": 0.5},  # for a full read, in proportion for less: a glance is not interest
        "like": {"vector": 1.5, "clicks": 1},
        "comment": {"vector": 1, "clicks": 1},
        "save": {"vector": 1, "clicks": 1},
        "hide": {"misses": 5, "hides": 1},
        "more": {"vector": 1.5, "clicks": 2},
        "share": {"vector": 1.5, "clicks": 1},
        "follow": {"clicks": 2},  # of whom is followed; said by themselves: as strong as two clicks
        # Weighs as a hide, and is none: one false piece on health puts the topic not to sleep.
        "report": {"misses": 5},
    }
)
UNDOES: Mapping[str, str] = MappingProxyType(
    {"unlike": "like", "unsave": "save", "unhide": "hide", "unmore": "more", "unfollow": "follow"}
)
FORGOTTEN_COUNT = 0.01  # decayed counts below this are left out: a click of three months ago
HIDES_LIMIT = 3.0  # more hides say nothing new
# What a reader wants more of counts as if they had opened as many pieces of it this month: what is theirs by their own
# word stands beside what they open daily. It does not fade; they take it back.
BOOST_CLICKS = 6.0

# -- features, in the order in which they are stored with every impression
FEATURES = (
    "cos_long",  # cosine to the interest of weeks, 0 without one
    "cos_short",  # to the interest of a day
    "cos_recent",  # to the nearest of the last five opened
    "topic_taste",  # log-odds lift of the reader's clicks on the topic
    "feed_taste",  # the same for the feed or creator
    "hides",  # decayed hides of the topic and the feed
    "follows_topic",
    "follows_author",  # feed or creator
    "click_rate",  # log-odds lift of the smoothed click rate over the base rate
    "like_rate",
    "comment_rate",
    "hide_rate",
    "heat",  # log(1 + decayed heat)
    "freshness",  # 1 when published now, 1/2 after a day
    "length",  # log of words over the typical
    "dwell_ratio",  # smoothed time read over the time its length asks for
    "coverage",  # log2 of the articles of its story
    "is_first",  # first of a story that others took up
    "smallness",  # 1 for a publisher of one piece a day, 0.24 for one of a hundred
    "p_bait",
    "p_dubious",
    "p_distress",
    "topic_today",  # exposures to the topic today
    "author_today",
    "heat_10m",  # log(1 + 2 x openings fading over 10 minutes)
    "heat_1h",  # the same over an hour
    "rising",  # log of what comes now over what came this hour
    "co_next",  # log-odds that it follows the article opened last, over what is popular this hour
    "co_recent",  # log share of the readers of what was opened last who opened it next
    "co_readers",  # log likeness of its readers and theirs
)

# -- the heads: a logistic curve each over the features. These are priors, chosen before the site has data of its own:
# biases are the base rates, coefficients keep a perfect match (cosines of .35, three clicks on the topic) near a
# click rate of .25, what the best of a page reaches on MIND. What readers do moves them (ranking/heads, training).
HEADS_VERSION = "prior-3"
HEADS: Mapping[str, Mapping[str, float]] = MappingProxyType(
    {
        "p_play": {
            "bias": -3.9,  # .02: freshness and the reader's match bring the mean to the base rate .04
            "cos_long": 1.2,
            "cos_short": 1.2,  # what was read today tells as much as two weeks: news is not sequential
            "cos_recent": 0.8,
            "topic_taste": 0.4,
            "feed_taste": 0.3,
            "hides": -0.7,
            "follows_topic": 1.3,  # they said so themselves: as strong as two clicks
            "follows_author": 1.5,
            "click_rate": 0.8,  # the best single predictor in the replay, AUC .617
            "heat": 0.25,
            "freshness": 0.9,
            "coverage": 0.15,
            "co_recent": 0.2,  # half of the next readers: odds x 3.5; learnt in the replay of clicks: .6
            "co_readers": 0.1,
            "p_bait": 0.3,  # bait is opened more often; the guard in value takes it back
        },
        "p_like": {"bias": -5.8, "cos_long": 1.0, "topic_taste": 0.3, "like_rate": 0.8, "follows_author": 0.8},
        "p_comment": {"bias": -7.4, "cos_short": 0.6, "topic_taste": 0.2, "comment_rate": 0.8, "follows_author": 0.4},
        "p_hide": {
            "bias": -6.2,
            "hides": 1.2,
            "hide_rate": 0.8,
            "topic_taste": -0.3,
            "p_bait": 0.5,
            "topic_today": 0.05,
        },
        # once opened: .1 on an ordinary piece, .35 on one that surely baits
        "p_quick_back": {"bias": -1.7, "p_bait": 1.5, "dwell_ratio": -0.5, "cos_long": -0.5},
        "p_report": {"bias": -8.5, "p_dubious": 2.0, "hide_rate": 0.4},
        # log of seconds once opened: log-normal, sd .8; on a typical piece exp(2.79 + .5 + .32) = 37 s. A piece ten
        # times as long is read twice as long (exponent .3). Pages leave the length out, so that long is not better by
        # itself (ranking/heads/shape.py).
        "playtime_s": {"bias": 2.79, "length": 0.3, "dwell_ratio": 0.5, "cos_long": 0.3, "p_bait": -0.4},
    }
)
PLAYTIME_SD = 0.8

# -- the value equation, its terms in the order in which they are stored: those up to the guards speak for a piece.
TERMS = (
    *("like", "comment", "playtime", "play", "creator", "story", "bait_guard", "dubious_guard"),
    *("same_author_seen", "same_tag_today", "hide", "quick_back", "report"),
)
GOOD_TERMS = TERMS.index("dubious_guard") + 1
# Weight = wanted share / mean prediction, so that on an average piece playtime brings 40 %,
# opening, liking and commenting 20 % each (facts/ranking.md, section 6.6), and the value of an average piece is 1.
WEIGHTS_VERSION = "default-1"
WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "like": 50.0,  # .2 / .004
        "comment": 250.0,  # .2 / .0008
        "playtime": 0.27,  # a second: .4 / (.04 opened x 37 s)
        "play": 5.0,  # .2 / .04
        "creator": 0.1,  # at most a tenth of an average piece, for the smallest publisher
        "story": 0.1,  # first to report: a tenth for each doubling of the story
        "same_author_seen": 0.1,  # the second piece of an author in a day gains a tenth, the sixth loses
        "same_tag_today": 1.0,  # whole: a topic seen often today falls to the floor below
        "hide": -100.0,  # a hide costs twenty clicks (range 10 to 40)
        "quick_back": -10.0,  # coming straight back costs two clicks
        "report": -540.0,  # X: a report weighs 5.4 hides
    }
)
BAIT_GUARD_FLOOR = 0.3  # clip((time read / expected)^.5, .3, 1)
BAIT_GUARD_P = 0.5  # a piece that surely baits keeps half
DUBIOUS_GUARD_FROM = 0.7  # P(dubious) is stated at even odds: an ordinary piece on health sits at .4 to .6
DUBIOUS_GUARD_P = 0.8  # a piece that surely is dubious keeps a fifth, while moderators look

# -- re-rank
RERANK_DEPTH = 150  # greedy choice over the top 150: 9 ms at p95 under load
MMR_THETA = 0.7
SAME_TAG_RATE, SAME_TAG_FLOOR = 0.15, 0.4  # exp(-.15 n), never below .4
AUTHOR_FATIGUE = 4.0  # pieces a day at which more of an author gains nothing; X halves from the second on
TOPICS_LEAST = 4  # of a page of 20, wherever there are so many: without it one page in a hundred had three
AUTHOR_CAP, AUTHOR_SPAN = 2, 10  # at most two of an author in any ten places

DISTRESSING = 0.35  # p_distress of a report on suicide that names a help line; without one it is .5
DISTRESSING_RUN, DISTRESSING_PAGE = 2, 4  # never three in a row, at most four of a page, and none by chance

# -- exploration (facts/ranking.md, section 5)
FLOOR = 0.005  # least probability of every pool member: importance weights stay under 200
GAMMA = 20.0  # SquareCB: x sqrt(events of the reader + 1), so that exploring narrows as the reader is known
BONUS_SD = 0.3  # how many standard deviations a topic is credited for being unknown
HORIZON_TOPICS, HORIZON_ITEMS = 8, 5  # 40 pairs x .005 = a fifth of the draws uniform, the rest by merit
ITEM_DECAY = 0.65  # of five, the best gets 40 %
HARDLY_MET_CLICKS = 0.05  # of the reader's clicks
HARDLY_MET_VIEWS = 0.2  # of their views: more, and they met it and passed on
SLEEP_RATIO = 3.0  # a topic hidden three times as often as this reader hides anything sleeps
SLEEP_LEAST = 0.5 ** (30 / 14)  # what is left of one hide after 30 days, by LONG_HALF_LIFE
ADJACENT_FROM, ADJACENT_TO = 35.0, 85.0  # percentiles of the cosines of all pairs of topics, for a radius of 1/2
RADIUS_MOVES = MappingProxyType(  # what an act on a horizon place teaches of how far the reader likes to go:
    # a play widens; a view narrows by as much as the usual click rate wins back; a hide is two plays
    {"play": 0.05, "more": 0.05, "view": -0.002, "hide": -0.1}
)
RADIUS_MOST = 0.3  # how far learning may move it: the slider still decides between near and far
RANDOM_SHARE, RANDOM_SLOT = 0.01, 9  # one request in a hundred shows one piece drawn evenly, in the middle of the page
FRESH_AGE = timedelta(hours=6)
FRESH_AGE_CREATOR = timedelta(hours=48)  # a small creator who posts at night must still get a morning
FRESH_VIEWS = 200
FRESH_PRIOR = 50.0  # Beta prior of a new piece, in views
FRESH_KEEP = 0.85  # only from the upper 85 % of the ranking
FRESH_POOL = 40  # x .005 = a fifth uniform
