"""Words of engagement bait and of doubt, collected by us."""

BAIT = {
    # pattern on lower-case text: (weight, why). Weights are orders; two kinds make an article bait.
    r"\b(?:like|upvote|double.?tap|smash (?:that )?like)\b.{0,30}\bif (?:you|u|your)\b": (0.8, "asks for likes"),
    r"\blike (?:and|&|\+|if you agree|,? ?share)\b": (0.7, "asks for likes"),
    r"\b(?:please |pls |plz )?(?:like|share|retweet|repost|forward)s? (?:this|it|now|to|"
    r"with)\b.{0,40}\b(?:everyone|everybody|friends|family|before|awareness|asap|now|groups?|all)\b": (
        0.75,
        "asks to share",
    ),
    r"\bshare (?:this )?before\b|\bbefore (?:it(?: i|')s|they|this is|it gets) (?:deleted|removed|"
    r"taken down|banned|censored|delete|remove|ban|take)": (
        0.9,
        "urges to share before it is gone",
    ),
    r"\bbefore (?:they|facebook|google|youtube) (?:delete|remove|ban|take|censor)s?\b": (
        0.9,
        "urges to share before it is gone",
    ),
    r"\b(?:tag|mention) (?:a|your|someone|three|3|two|5|five|ten|10|all)\b.{0,25}\b(?:friends?|who|mom|"
    r"mum|people|person|someone)\b": (
        0.8,
        "asks to tag others",
    ),
    r"\b(?:comment|type|write|say) ['\"]?(?:amen|yes|done|interested|below if|me)\b": (0.8, "asks for a comment"),
    r"\b(?:only|just) \d{1,2} ?(?:%|percent|per cent|people|geniuses)\b.{0,40}\b(?:can|will|know|share|"
    r"solve|repost)\b": (
        0.75,
        "dares the reader",
    ),
    r"\b(?:i bet|bet) (?:you|no one|nobody|most)\b.{0,40}\b(?:share|like|won't|wont|can't|repost)\b": (
        0.75,
        "dares the reader",
    ),
    r"\bcopy (?:and|&|n) paste\b|\bkeep (?:it|this) going\b|\bpass (?:it|this) on\b|\bforwarded as received\b": (
        0.7,
        "asks to pass on",
    ),
    r"\byou (?:won'?t|will not|will never|'ll never) believe\b|\bwhat happen(?:s|ed) next\b|"
    r"\bwill (?:blow your mind|shock you|leave you speechless|amaze you)\b": (
        0.65,
        "withholds what it is about",
    ),
    r"\b(?:number|no\.?|#) ?\d{1,2} (?:will|is going to|might)\b|\bthe reason (?:why )?(?:will|"
    r"is)? ?(?:shock|surprise)|\bhere'?s why\b.{0,12}\b(?:shock|stun|furious)": (
        0.6,
        "withholds what it is about",
    ),
    r"\bthis (?:one )?(?:simple |weird |little |secret )+(?:trick|hack|tip)\b|\b(?:doctors|dentists|"
    r"experts|banks) (?:hate|are furious|don'?t want)\b": (
        0.65,
        "promises a secret",
    ),
    r"\b(?:1 like ?= ?1|one like (?:=|is|equals) one|every (?:like|share) (?:=|is|helps|saves|counts))\b": (
        0.9,
        "trades likes",
    ),
    r"\b(?:follow|subscribe)\b.{0,20}\b(?:for more|to win|for a chance|and win)\b|"
    r"\bgiveaway\b.{0,40}\b(?:like|share|tag|follow)\b": (
        0.6,
        "trades attention for a prize",
    ),
    r"\b(?:ignore|scroll past|keep scrolling)\b.{0,25}\b(?:if you|hate|don't care|without)\b": (
        0.65,
        "shames those who pass by",
    ),
    r"\b(?:wake up|open your eyes),? (?:people|sheeple|everyone|america|world)\b": (0.5, "stirs up"),
}
# A headline in capitals or with a row of exclamation marks: weak by itself.
SHOUTING = r"(?:!{2,}|\?{2,}|!\?|\?!)"

# Comments that doubt or correct.
DOUBT = (
    r"\b(?:fake|false|not true|untrue|bull ?shit|bs|nonsense|rubbish|lies?|lying|liar|hoax|scam|debunked|"
    r"misinformation|disinformation|misleading|source\?|proof\?|evidence\?|citation needed|any (?:source|"
    r"proof|evidence)|no evidence|snopes|fact.?check\w*|this is wrong|that'?s wrong|wrong!|stop spreading|"
    r"delete this|dangerous (?:advice|nonsense)|quack\w*|really\?+|is this (?:true|real|legit)|do(?:n'?t|"
    r" not) believe|please don'?t (?:try|do)|retract\w*|reported)\b|\b(?:source|proof|evidence|really|"
    r"seriously)\s?\?"
)
