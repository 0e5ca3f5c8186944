"""How a cure is claimed: verbs that promise too much, and words that promise something."""

from moderation.lexicon.phrases import phrases, words

# "garlic cures cancer": said of an illness, a promise no food can keep
_STRONG = words("""
cure, cures, cured, curing, heal, heals, healed, healing, kill, kills, killed, killing, reverse, reverses,
reversed, reversing, eliminate, eliminates, eliminated, eliminating, destroy, destroys, destroyed, destroying,
eradicate, eradicates, eradicated, eradicating, dissolve, dissolves, dissolved, dissolving, melt, melts, melted,
melting, shrink, shrinks, shrank, shrunk, shrinking, wipe out, wipes out, wiped out, wiping out, get rid of,
gets rid of, got rid of, getting rid of, rid you of, rids you of, rid your body of, rids your body of, rids the
body of, flush out, flushes out, flushed out, flushes, flushed, remission, free of, free from, goodbye to,
farewell to, no more, antidote, antidote to, antidote for, killer, destroyer, disappear, disappears,
disappeared, vanish, vanishes, vanished, gone, go away, goes away, went away, going away, die off, dies off,
obliterate, obliterates, obliterated, annihilate, annihilates, neutralise, neutralises, neutralize, neutralizes,
deactivate, deactivates, banish, banishes, banished, healer, curative, cleanses, knocks out, knocked out, drove
out, drives out, remedy for, remedy against, cure for, cure to, cure against, unblock, unblocks, unclog,
unclogs, chases away, zap, zaps, zapped, smash, smashes, obliterating, starve, starves, nuke, nukes, freed,
frees, regrow, regrows, regrew, regrown
""")
# Also said of fund-raisers and governments ("coffee morning to beat cancer"): they have to stand close to the remedy.
_CONTEST = words("""
beat, beats, beaten, beating, defeat, defeats, defeated, defeating, end, ends, ended, ending, stop, stops,
stopped, stopping, conquer, conquers, conquered, conquering, overcome, overcame, overcomes, halt, halts, halted,
vanquish, vanquishes, vanquished, crush, crushes, crushed, recover from, recovered from, recovering from, block,
blocks, blocked, combat, combats, remove, removes, removed, fix, fixes, fixed, clears, cleared, repairs,
repaired, erase, erases, erased, purges, purge, lose, lost, immune to, immunity to, immunity against,
regenerate, regenerates
""")
# A promise that may be true: it counts only beside words of magic.
_WEAK = words("""
treat, treats, treated, treating, treatment, prevent, prevents, prevented, preventing, protect against, protects
against, protect from, protects from, protects you from, protects you against, protection against, fight,
fights, fighting, fight off, fights off, ward off, wards off, remedy, remedies, cleanse, detoxes, keeps away,
protect, protects, protecting, protected, shield, shields
""")

STRONG = phrases(_STRONG)
CONTEST = phrases(_CONTEST)
WEAK = phrases(_WEAK)

# Present tense of a bare promise: dubious of cancer whatever the subject is.
BARE = frozenset(words("cures, heals, reverses, eradicates, cure, cured, heal"))
# The illness goes by itself ("tumours vanish"): the remedy may follow, or stand before with "make".
INTRANSITIVE = frozenset(
    words("""
disappear, disappears, disappeared, vanish, vanishes, vanished, gone, melt, melts, melted, shrink, shrinks,
shrank, shrunk, remission, free, go, goes, went, going, die, dies, dissolve, dissolved
""")
)
# What ties the remedy to a promise that came before it: "cured of cancer by turmeric".
LINKS = frozenset(
    words("""
with, using, by, through, thanks, via, drinking, eating, taking, swallowing, inhaling, applying, rubbing,
sipping, gargling, chewing, injecting, adding, consuming, use, used, drink, eat, drank, ate, swallow, inhale,
inject, gargle, chew, called, named, mixing, try
""")
)
NEAR_LINKS = frozenset(
    words("""
is, was, are, take, takes, took, after, from, in, made, on, just, mix, apply, rub
""")
)
INTO_THE_BODY = frozenset(
    words("""
drink, drinks, drinking, drank, drunk, gargle, gargling, gargles, inject, injecting, injected, injection,
inhale, inhaling, inhaled, swallow, swallowing, swallowed, ingest, ingesting, ingested, enema, sip, sipping,
body, blood, throat, liver, kidneys, gut, brain, cells, lungs, lung, stomach, bloodstream, bath, bathe, bathing,
patients, people, take, taking, dose, doses, drops, eat, eating, cured, cures, heals, healed, children, child,
child's, son, daughter, nose
""")
)
PRONOUNS = frozenset(
    words("""
it, this, that, they, these, which, he, she, we, i, them, mixture, drink, juice, remedy, tea, cure, powder,
plant, recipe, one, spoonful, glass, cup, you
""")
)
# Advice to take something, in the imperative.
ADVICE = frozenset(
    words("""
drink, eat, take, try, use, mix, swallow, inhale, apply, sip, chew, rub, boil, gargle, just
""")
)
# With these a weak promise is a finding, right or wrong.
STUDIES = frozenset(
    words("study, studies, trial, trials, research, researcher, researchers, scientists, review, survey")
)
# A question or heading that an advice answers.
OPENERS = frozenset(
    words("""
want, tired, looking, need, how, suffering, ready, dreaming, hoping, wish, would
""")
)
