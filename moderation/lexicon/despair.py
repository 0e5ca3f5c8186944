"""Words of despair and self-harm, collected by us: no set of people in distress was used.

Patterns on lower-case text by what a moderator is told: (weight, patterns). Weights are orders; several kinds in one
article add to each other.
"""

_PART = r"(?:myself|my (?:arms?|wrists?|legs?))"
DESPAIR = {
    "speaks of wanting to die": (
        0.9,
        (
            (
                r"\bi (?:just |really |only )*(?:want|wish|need|plan|'m going|am going|'m ready|am ready) to (?:just )?"
                r"(?:die|be dead|end (?:it all|my life|it)|disappear|not wake up|never wake up)\b"
            ),
        ),
    ),
    "speaks of not wanting to live": (
        0.85,
        (
            r"\bi (?:just )?(?:do not|don'?t|no longer) (?:really |just )?want to (?:live|be here|be alive|exist)\b",
            r"\bi wish i (?:was|were) dead\b|\bi wish i had (?:never been born|not woken up|never woken up)\b",
            r"\bi(?:'ve| have)? ?(?:had|am|'m) (?:so )?(?:enough|tired|sick) of (?:life|living|being alive)\b",
            r"\b(?:think|thinking|thoughts) (?:about|of)(?: is)? (?:dying|killing myself|ending (?:it|my life))\b",
        ),
    ),
    "speaks of harming oneself": (
        0.85,
        (
            (
                rf"\b(?:kill|killing|hurt|hurting|harm|harming|hang|hanging|cut|cutting|burn|burning) {_PART}\b"
                r"(?! (?:laughing|off|some|short|out of))"
            ),
            r"\btook (?:too many|all (?:my|the)) (?:pills|tablets)\b|\bscared of myself\b",
            r"\b(?:take|taking|end|ending|ended) my (?:own )?life\b|\b(?:relapsed and|started to) cut\b",
        ),
    ),
    "speaks of having no reason to live": (
        0.75,
        (
            r"\b(?:no|nothing|not a|any) (?:reason|point|left) (?:left )?(?:to|in|for) (?:live|living)\b",
            r"\bnothing (?:left )?to live for\b|\blife (?:is not|isn'?t|is no longer) worth (?:it|living)\b",
            r"\bnothing matters any ?more\b|\bpoint of (?:being alive|living)\b|\bmy will to live\b",
        ),
    ),
    "speaks of giving up": (
        0.6,
        (
            r"\b(?:better off|easier|happier) without me\b|\bi give up on (?:life|living)\b|\bi will be gone\b",
            r"\bnobody (?:would|will) (?:miss|notice|care)\b.{0,20}\b(?:me|i)\b",
            r"\bi (?:really |just )?can'?t (?:go on|do this any ?more|take (?:it|this) any ?more|take the pain)\b",
            r"\b(?:see|is|there's) no way (?:out|forward)\b",
            r"\bi (?:just )?want (?:it|this) (?:all )?to (?:stop|end|be over)\b",
            r"\bif i (?:died|were gone|was gone|vanished|disappeared)\b",
        ),
    ),
    "speaks of despair": (
        0.5,
        (
            (
                r"\bi (?:feel|am|'m) (?:so |only |just |completely |utterly |such )*(?:hopeless|worthless|a burden|"
                r"empty|trapped|all alone|like a (?:burden|failure|waste))\b|\bhate myself\b"
            ),
        ),
    ),
    "says goodbye": (
        0.7,
        (
            r"\b(?:goodbye|farewell) (?:cruel )?(?:world|everyone|all)\b.{0,40}\b(?:forgive|pain|gone)\b",
            r"\bmy suicide note\b|\bi have written (?:the|my) letters\b",
        ),
    ),
}
# Telling others how, or to do it: a person looks at once.
URGING = {
    "urges somebody to harm themselves": (
        0.95,
        (
            r"\b(?:kill|hang|off) yourself\b(?! (?:off|laughing))|\bkilling yourself\b|\bkys\b|\bgo (?:and )?die\b",
            r"\b(?:end your life|slit your (?:wrists?|throat))\b|\byou should (?:just )?(?:die|be dead)\b",
            r"\bwhy are you still alive\b|\bnobody (?:would|will) miss you\b|\bbetter (?:off )?without you\b",
            r"\bdying is the (?:only|best) (?:answer|way)\b|\bdrink bleach and die\b|\bblackout (?:dare|challenge)\b",
            r"\bdo (?:us all|everyone|the world) a favou?r and (?:die|end|kill)\b",
        ),
    ),
    "gives or asks for methods of self-harm": (
        0.92,
        (
            (
                r"\b(?:how to|ways? to|easiest way to|painless(?:ly)? ways? to|best (?:way|method) to|methods? (?:of|"
                r"for)) (?:kill yourself|commit suicide|die by suicide|end (?:your|my) life|hang yourself|suicide)\b"
            ),
            r"\bhow many (?:pills|tablets)\b.{0,20}\bto die\b|\bpainless suicide\b",
        ),
    ),
    "encourages self-harm": (
        0.92,
        (
            r"\b(?:tips|tricks|goals|rules) (?:for|to) (?:starv\w+|purg\w+|fast\w* until|cutting|self.?harm\w*)\b",
            r"\bpro.?(?:ana|mia)\b|\b(?:ana|mia) budd(?:y|ies)\b|\b(?:thin|mean|bone)spo\b",
            r"\b(?:hide your (?:purging|cuts|scars)|post your (?:cuts|scars))\b",
            r"\bstarving is (?:strength|beautiful|control)\b",
            r"\bsuicide (?:challenge|pact|game)\b.{0,40}\b(?:join|write me|me|post)\b",
            r"\bjoin\b.{0,20}\bsuicide (?:challenge|pact)\b|\b(?:someone|anyone|partner) to die (?:together|with)\b",
        ),
    ),
}
# A sentence that tells editors, parents or courts about it, and urges nobody.
REPORTING = (
    r"\b(?:do not|don'?t|never|not to|avoid|stop) (?:describ|report|show|mention|publish|giv|search)\w*",
    r"\bguidelines?\b|\bprevent\w*",
    r"\b(?:court|jury|inquest|judge|police|prosecutors?) (?:heard|said|was told|were told|found)\b",
)
# The subject itself: a report, a memorial, a help page. It asks for care in placing, not for a person to look.
# A bomber, a film, a career and a move of baseball are other things.
SAD_SUBJECT = (
    (
        # what stands before it is looked at last: it was half of the cost of all patterns
        r"\b(?=suicid)(?<!political )(?<!career )(?<!commercial )(?<!economic )(?<!electoral )(?<!professional )"
        r"suicid\w+(?! (?:squad|squeeze|bomb\w*|attack\w*|vest|belt|mission|drone\w*|truck|door))"
    ),
    r"\bself.?(?:harm\w*|injur\w*)\b|\bself.inflicted (?:injur|wound|harm)\w*",
    r"\b(?:took|take|taking|taken) (?:his|her|their) (?:own )?li(?:fe|ves)\b",
    r"\bend(?:ed|ing) (?:his|her|their) (?:own )?li(?:fe|ves)\b|\boverdosed on purpose\b",
    r"\bfound hanged\b|\bjumped to (?:his|her|their) deaths?\b|\beating disorders?\b|\b(?:anorexi|bulimi)\w+",
)
# Stems of the same subject in other languages; they stand in no other word of theirs.
SAD_ABROAD = (
    r"suicid|suizid|selbstmord|selbstverletz|selbsttötung|zelfmoord|zelfdoding|självmord|selvmord|itsemurha|samobój",
    r"sebevražd|öngyilkos|самоуб|самогуб|суицид|intihar|bunuh diri|tự tử|tự sát|αυτοκτον|انتحار|خودکشی|התאבד",
    r"自杀|自殺|자살|आत्महत्या",
)
# Help is offered: the text is on the reader's side.
HELP = (
    r"\b(?:help ?line|samaritans|lifeline|crisis (?:line|text|centre|center)|hotline|support (?:group|line))\b",
    r"\b(?:if you (?:are|have been|'re) affected|call 988|116 ?123|prevention)\b",
    r"\b(?:counsell?ing|therapist|recover(?:y|ed|ing))\b",
)
