"""Words of engagement bait, collected by us: pattern on lower-case text, (weight, why). Weights are orders."""

BAIT = {
    # pattern on lower-case text: (weight, why). Weights are orders; two kinds make an article bait.
    r"\b(?:like|upvote|double.?tap|smash (?:that )?like)\b.{0,30}\bif (?:you|u|your)\b": (0.8, "asks for likes"),
    r"\blike (?:and|&|\+|if you agree|,? ?share)\b": (0.7, "asks for likes"),
    r"\b(?:please |pls |plz )?(?:share|retweet|repost|forward) (?:this|it|now|to|"
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
    r"\b(?:comment|type|write) ['\"]?(?:amen|yes|done|interested|below if|me)\b": (0.8, "asks for a comment"),
    r"\b(?:only|just) \d{1,2} ?(?:%|percent|per cent|people|geniuses)\b.{0,40}\b(?:can|will|know|share|"
    r"solve|repost)\b": (
        0.75,
        "dares the reader",
    ),
    r"\b(?:i bet|bet) (?:you|no one|nobody|most)\b.{0,40}\b(?:share|like|won't|wont|can't|repost)\b": (
        0.75,
        "dares the reader",
    ),
    r"\bcopy (?:and|&|n) paste\b|\bkeep (?:it|this) going\b|\bpass (?:it|this) on\b(?! to)|\bforwarded as received\b": (
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
    r"\b(?:(?:hit|press|smash|click) (?:that |the )?(?:share|like|heart|follow)\b(?! last)|"
    r"(?:leave|drop|give) (?:us |this )?a (?:like|heart|follow))\b|"
    r"\b(?:re)?(?:tweet|post|share) if (?:you|u|this|your)\b|\b(?:vote|answer|react) with an? (?:emoji|like|heart)\b|"
    r"\bget (?:this|it|him|her|us) to [\d,.]+k? (?:shares|likes|followers)\b|\bgot no likes\b|"
    r"\bhow many likes\b|\b(?:share|forward|send) this to (?:\w+ )?(?:people|friends|contacts)\b|"
    r"\b(?:get|have) (?:one|an|some) (?:amen|like|share)s?\b|"
    r"\bwithout (?:typing|liking|sharing)\b|"
    r"\btype (?:\d|yes|amen|it)\b|\bshare (?:and|to|&) win\b|\bspread the word,? (?:friends|people|everyone|all)\b": (
        0.75,
        "asks for likes",
    ),
    r"\bcomments? below\b|\bwho else (?:remembers|thinks|loves|misses)\b|\b(?:link in bio|like and subscribe)\b": (
        0.6,
        "asks for a comment",
    ),
    r"\b(?:keep|keeps|are) taking (?:this|it)(?: \w+)? down\b|\bsend (?:it|this) to\b.{0,30}\bbefore\b|"
    r"\bsave (?:it|this) (?:now )?(?:and|before)\b|"
    r"\bwatch (?:it |this )?before (?:it'?s|it is|they)\b": (0.75, "urges to share before it is gone"),
    r"\bbet (?:no ?body|no one|you|most)\b.{0,30}\b(?:wish|say|will)\b|"
    r"\bonly \d{1,2} ?% of (?:people|you|readers)\b": (0.6, "dares the reader"),
    r"\b(?:wake up|open your eyes),? (?:people|sheeple|everyone|america|world)\b": (0.5, "stirs up"),
}
# A headline in capitals or with a row of exclamation marks: weak by itself.
SHOUTING = r"(?:!{2,}|\?{2,}|!\?|\?!)"

# Headlines alone. Of 16,000 headlines that were not looked at while these were written, .45 of those of sites that live
# from clicks have one and .002 of those of newspapers (docs/moderation.md).
WITHHELD = {
    r"\bwhat happen(?:s|ed) (?:next|when|to|after)\b|"
    r"\byou (?:won'?t|will not|'ll never|will never) (?:believe|guess)\b|"
    r"\bwill (?:blow your mind|shock you|leave you speechless|amaze you|surprise you)\b|"
    r"\bwill make you (?:cry|laugh|feel|want|question|say|smile|believe|happy|scream|lose|look|rethink)\b|"
    r"^(?:so )?(?:here'?s|here is|here are|this is|this was|these are|that'?s) (?:how|why|what|exactly|the (?:reason|"
    r"real reason|one|truth|moment|way|best|most|first))\b|"
    r"\bthe (?:real |one |surprising |shocking |heartbreaking )?reason (?:why|behind (?:this|these))\b": (
        0.65,
        "withholds what it is about",
    ),
    r"^(?:this|these|that) (?:\w+(?:'s)? ){1,5}(?:is|are|was|will|can|did|just|has|have|might|may|shows?|proves?|"
    r"makes?|perfectly|tried|gets?|does|knows?)\b": (0.4, "points at what it does not name"),
    r"\b(?:things|reasons|ways|signs|facts|secrets|tricks|hacks|times|photos|pictures|tweets|questions|moments|gifts|"
    r"products|struggles|people|places|recipes|foods|songs|movies)\b.{0,40}\b(?:you(?:'ll|'ve|r)?|that will|that are|"
    r"every|everyone|only|who|we)\b|"
    r"^(?:the )?(?:top )?\d{1,3} (?:\w+ ){0,6}(?:things|reasons|ways|signs|facts|secrets|tricks|hacks|times|photos|"
    r"pictures|tweets|questions|moments|gifts|products|struggles|recipes|foods|songs|movies|rules|lessons|stages|"
    r"thoughts|tips|types|gifs|jokes)\b": (0.3, "counts instead of telling"),
    r"^(?:can (?:you|we) (?:guess|tell|name|spot|find|make|identify|match|pass)|"
    r"how (?:well|much|many|normal|old|weird) (?:do|does|are|of|would|have) (?:you|these|your)|"
    r"which .{2,50} (?:are|were|should|would|do|did|does|is|matches|"
    r"belongs?) (?:you|your)|what .{0,50}\b(?:are|should|is|would|does|do) (?:you|your)\b|are you (?:a|more|the|really|"
    r"actually)|tell us|can we guess)\b": (0.3, "asks the reader instead of telling"),
}
