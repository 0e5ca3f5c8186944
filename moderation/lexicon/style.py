"""How dubious and careful writing sound, whatever they are about: what carries over from one source to another."""

from moderation.lexicon.phrases import phrases, words

CURE_ALL = phrases(
    words("""
cure, cures, cured, heal, heals, miracle, remedy, remedies, antidote, detox, cleanse, natural, naturally, immune
system, boost, boosts, prevents, prevent, kills, kill, eliminates, eliminate, destroys, reverses, superfood,
treats, home remedy, secret, toxins, toxin
""")
)
PLOT = phrases(
    words("""
big pharma, cover up, covered up, conspiracy, hoax, hidden, hiding, secret, secretly, plandemic, bioweapon, bio
weapon, engineered, man made, created in, patent, patented, bill gates, gates, soros, rothschild, illuminati,
deep state, new world order, depopulation, microchip, chip, 5g, mainstream media, truth, exposed, leaked, lab,
laboratory, weapon, military, agenda, elites, globalists, censored, suppressed, whistleblower, planned,
predicted, simpsons, propaganda, population control
""")
)
URGENCY = phrases(
    words("""
urgent, breaking, alert, warning, share, forward, pass it on, immediately, before it's too late, must read, must
watch, watch, shocking, terrifying, alarming, attention, beware, careful, emergency, do not, never, please
share, spread the word, retweet, viral
""")
)
CERTAINTY = phrases(
    words("""
always, never, all, every, everyone, nobody, no one, none, completely, totally, absolutely, definitely,
certainly, proven, proves, prove, proof, confirmed, fact, guaranteed, 100, entire, only, exactly, any, most,
ever, entirely, impossible, must, literally
""")
)
SOURCING = phrases(
    words("""
according to, study, studies, researchers, research, published, journal, officials, official, data, report,
reports, reported, survey, agency, ministry, department, cdc, university, scientists, announced, statement,
spokesman, spokeswoman, said, says, analysis, percent, trial, trials, review
""")
)
HEDGING = phrases(
    words("""
may, might, could, possibly, likely, suggests, suggest, appears, seems, about, around, estimated, linked,
associated, some, often, sometimes, potential, potentially, preliminary, expected, risk, can, whether, early, so
far, least
""")
)
AUTHORITY = phrases(
    words("""
doctor, doctors, dr, professor, prof, scientist, nobel, nurse, nurses, expert, experts, president, prime
minister, minister, pope, celebrity, nasa, unicef, harvard, stanford, johns hopkins, police, army, my friend, my
doctor, a friend, someone, insider, anonymous, trump, obama, putin, fauci
""")
)
MEDIA_OBJECTS = phrases(
    words(
        """
photo, photos, photograph, picture, image, images, video, videos, clip, footage, post, posts, screenshot,
message, facebook, whatsapp, twitter, instagram, tweet, meme, circulating, shows, showing, viral
"""
    )
)
BOOKKEEPING = phrases(
    words("""
cases, new cases, deaths, confirmed, total, tests, testing, tested, recovered, positive, update, updates, today,
yesterday, reported, states, state, counties, daily, average, number, numbers, hospitalized, active, discharged,
latest, week, million, thousand, per, rate
""")
)
TOUCHING = phrases(words("you, your, yours, yourself, we, our, us, i, my, me"))
BLAME = phrases(
    words(
        """
government, democrats, republicans, congress, china, chinese, israel, muslims, muslim, immigrants, illegal,
illegals, liberals, socialist, communist, tax, taxes, taxpayer, taxpayers, obamacare, obama, trump, clinton,
biden, bush, ban, banned, forced, force, forcing, death panels, takeover
"""
    )
)
ACTION = phrases(
    words(
        """
drink, drinking, eat, eating, inhale, steam, gargle, hot water, warm water, garlic, lemon, ginger, turmeric,
vitamin, honey, onion, tea, alcohol, bleach, urine, sun, heat, hold your breath, sip, sips, salt, vinegar,
coffee, bananas, cocaine, cow, oil, oils, marijuana, cannabis
"""
    )
)
MORBID = phrases(
    words(
        """
dead, die, dies, died, dying, bodies, corpses, mass grave, collapse, collapsed, killed, killing, poison,
poisoned, suicide, burned, cremated, streets, jail, arrested, shot, dangerous, deadly, banned
"""
    )
)
