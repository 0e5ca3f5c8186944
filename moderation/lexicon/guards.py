"""Words that take a claim back, weaken it, or show that something else is spoken of."""

from moderation.lexicon.phrases import phrases, words

NEGATIONS = frozenset(
    words("""
not, cannot, cant, can't, never, no, neither, nor, doesn't, don't, didn't, won't, isn't, aren't, wasn't,
weren't, hasn't, haven't, hardly, doesnt, dont, wont, isnt, didnt, couldn't, wouldn't, unable, fails, failed,
unlikely
""")
)
# "not only cures": a negation that denies nothing
NOT_NEGATING = frozenset(
    words("""
only, just, merely, simply, alone, joke, wonder, secret, doubt, coincidence, matter, myth, hoax, lie, scam,
longer, worry
""")
)

DEBUNKS = phrases(
    words("""
no evidence, no proof, no scientific, no science, no clinical, no reliable, not proven, unproven, unproved,
unfounded, untrue, not true, false, falsely, falsehood, myth, myths, hoax, hoaxes, debunk, debunks, debunked,
debunking, misinformation, disinformation, misleading, mislead, baseless, bogus, fact check, fact checked, fact
checkers, fact checker, factcheck, incorrect, wrongly, rumour, rumours, rumor, rumors, pseudoscience, quackery,
lack of evidence, little evidence, lacks evidence, discredited, refuted, refute, refutes, rejected, dismissed,
dismiss, dismisses, nonsense, no basis, not a cure, no cure, does not work, doesn't work, don't work,
insufficient evidence, evidence is lacking, never been shown, never been proven, has not been shown, have not
been shown, satire, satirical, spoof, parody, so called, supposed, supposedly, purported, purportedly, alleged,
allegedly, conspiracy theory, conspiracy theories, fabricated, untested, unapproved
""")
)
# Weaker: police, courts and regulators at work. A spammer's "they want to ban it" undoes these.
AUTHORITIES = phrases(
    words("""
fake, scam, scams, scammer, fraud, fraudster, fraudsters, fraudulent, warn, warns, warned, warning, warnings,
charged, charges, arrested, arrest, jailed, jail, prison, convicted, conviction, guilty, fined, sued, lawsuit,
court, judge, prosecutor, prosecutors, sentenced, trial over, regulator, regulators, watchdog, fda, police,
quack, quacks, conspiracy theorist, conspiracy theorists, seized, seizes, raid, raided, banned from, bans, ban
on, crackdown, cracks down, investigated, investigation, inquest, poisoned, poisoning, urged not to, urge people
not, stop selling, false hope, influencer, influencers, misled, dangerous advice,
trading standards, advertising standards, ruling, ruled, complaint
""")
)
ATTRIBUTIONS = phrases(
    words("""
beware, dangerous, danger, dangers, criticised, criticized, condemned, condemns, under fire, backlash, outrage,
custody, apologises, apologizes, apologised, suspended, suspends, struck off, banned, people believe, still
believe, websites, website, tiktok, facebook, instagram, youtube, telegram, posts, post removed, posts removed,
removed by, hospitalised, hospitalized, dies, died, killed by, risking, lose custody, false cures, rise of,
spread of, trend, claim, claims, claimed, claiming, claims that, viral post, viral video, viral message,
facebook post, facebook posts, social media post, social media posts, posts on, post says, posts say, message
says, video says, tiktok video, tiktok videos, whatsapp message, whatsapp messages, message circulating,
messages circulating, circulating, shared widely, widely shared, believes, believed, belief, thought to, touted,
touts, touting, promoted as, promotes, promoting, marketed as, advertised as, sold as, hoping, hope, hopes,
hoped, theory, theories, pretending, pretend, asked about, possibility of, irresponsible, suggestion that
""")
)
HEDGES = phrases(
    words("""
may, might, could, possibly, perhaps, potential, potentially, suggest, suggests, suggested, linked to,
associated with, preliminary, early stage, early results, researchers hope, whether, seems, appears to, hint,
hints
""")
)
LABORATORY = phrases(
    words("""
mice, mouse, rat, rats, lab, laboratory, in vitro, test tube, petri dish, cell lines, cell culture, animal
study, animal studies, cattle, bovine, badger, badgers, herd, dogs, cats, crop, crops, mosquito, mosquitoes,
poultry, compound, nanoparticles, worms, fruit flies, zebrafish, livestock, pigs, cows, surfaces, surface,
hands, washing, countertops, doorknobs, handwashing, disinfect, disinfects, disinfecting, disinfection,
cleaning, floors, door handles, laundry, swimming pool, water supply, toilets
""")
)
FUNDRAISING = phrases(
    words("""
raise, raises, raised, raising, charity, charities, fundraiser, fundraisers, fundraising, fund raising, donate,
donates, donated, donation, donations, appeal, foundation, marathon, awareness, sponsor, sponsored, proceeds,
walk, ride, auction, bake sale, concert, campaign to, race for, pledge, pledges, pledged, billion, million,
coffee morning
""")
)
MEDICINE = phrases(
    words("""
drug, drugs, pill, pills, vaccine, vaccines, vaccination, immunotherapy, chemotherapy, chemo, radiotherapy,
radiation, surgery, surgeon, surgeons, operation, transplant, transplants, antibiotic, antibiotics, gene
therapy, gene editing, crispr, car t, stem cell, stem cells, clinical trial, trial, trials, insulin, antiviral,
antivirals, antibody, antibodies, antiretroviral, antiretrovirals, infusion, injection, jab, hormone therapy,
targeted therapy, pharmaceutical, bone marrow, keyhole, laser, robot, scientists, researchers, nhs, screening,
screened, public health, health ministry, world health organization, world health organisation
""")
)
PAST_AND_FICTION = phrases(
    words("""
medieval, middle ages, folklore, legend, legends, mythology, novel, film, movie, drama, sitcom, comedy,
character, episode, book, play, fairy tale, superstition, superstitions, 18th century, 19th century, 17th
century, 16th century, 1800s, centuries ago, victorian, ancient egyptians, ancient greeks, ancient romans,
quacks of old, story about, joke, jokes, joked, song, album, museum, exhibition
""")
)
# Spoken by those who sell a cure: they undo the weaker guards and make a claim surer.
CONSPIRACY = phrases(
    words("""
big pharma, don't want you, doesn't want you, dont want you, do not want you, won't tell, wont tell, will not
tell, never tell, not telling, doctors hate, hide, hides, hiding, hidden, suppressed, suppress, suppressing,
suppression, cover up, covered up, coverup, they know, the truth, silenced, secret, secrets, censored, censor,
mainstream media, media won't, cabal, banned video, before it is deleted, before they delete, wake up, sheeple,
doctors are shocked, doctors shocked, doctors baffled, stunned doctors, oncologists hate, cancer industry, what
doctors, government doesn't want
""")
)
MAGIC = phrases(
    words("""
miracle, miraculous, miraculously, guaranteed, guarantee, 100 percent, 100 per cent, instantly, instant,
overnight, forever, permanently, permanent, completely, naturally, proven, clinically proven, better than chemo,
stronger than chemo, times stronger, no side effects, instead of chemo, without chemo, without drugs, without
surgery, without medication, throw away, simple trick, one trick, amazing, in days, in a week, in weeks, in
hours, in minutes, within days, within weeks, within hours, breakthrough, works every time, all natural, holy
grail, life changing, share this, must share, nature's, any stage, stage 4, stage four, cure all, in just, in
one week, in two weeks, in three days, in 30 days
""")
)
CONTRAST = frozenset(
    words("""
but, yet, however, though, although, still, nevertheless, actually, truth, reality, because
""")
)
