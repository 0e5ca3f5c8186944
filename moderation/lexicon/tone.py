"""Words of doubt in comments, collected by us."""

# Comments that doubt or correct.
DOUBT = (
    r"\b(?:fake|false|not true|untrue|bull ?shit|bs|nonsense|rubbish|lies?|lying|liar|hoax|scam|debunked|"
    r"misinformation|disinformation|misleading|source\?|proof\?|evidence\?|citation needed|any (?:source|"
    r"proof|evidence)|no evidence|snopes|fact.?check\w*|this is wrong|that'?s wrong|wrong!|stop spreading|"
    r"delete this|dangerous (?:advice|nonsense)|quack\w*|really\?+|is this (?:true|real|legit)|do(?:n'?t|"
    r" not) believe|please don'?t (?:try|do)|retract\w*|reported)\b|\b(?:source|proof|evidence|really|"
    r"seriously)\s?\?"
)
