"""Words that a repeated claim puts for each other: one line a meaning, the first word stands for all. Our own list."""

from moderation.lexicon.phrases import words

_GROUPS = """
cure, cures, cured, curing, heal, heals, healed, healing, treat, treats, treated, treating, remedy, remedies
prevent, prevents, prevented, preventing, protect, protects, protecting, avert, averts, avoid, avoids
stop, stops, stopped, stopping, halt, halts
cause, causes, caused, causing, trigger, triggers, triggered, triggering, produce, produces, lead, leads, brings
kill, kills, killed, killing, destroy, destroys, destroyed, destroying, eliminate, eliminates, eliminated
vaccine, vaccines, vaccination, vaccinations, vaccinated, vaccinate, jab, jabs, jabbed, shot, shots, immunisation,
immunization, inoculation
child, children, kid, kids, infant, infants, baby, babies, toddler, toddlers
die, dies, died, dying, dead, death, deaths
person, people, persons, humans, human
man, men
woman, women
doctor, doctors, physician, physicians, medic, medics
drink, drinks, drinking, drank, swallow, swallows, swallowing, ingest, ingesting
eat, eats, eating, eaten, ate, consume, consumes, consuming
virusx, covid, coronavirus, coronaviruses, corona, ncov, sars
hot, warm, lukewarm, heated
phone, phones, mobile, mobiles, cellphone, cellphones
mask, masks, facemask, facemasks
bleach, chlorine
disinfectant, disinfectants, sanitiser, sanitizer, sanitisers, sanitizers
tumour, tumor, tumours, tumors
oxygen, oxygenated
make, makes, made, making, manufactured, manufacture
create, creates, created, creating, engineered, developed, develop, develops
lab, labs, laboratory, laboratories
lower, lowers, lowered, reduce, reduces, reduced, reducing, cut, cuts
raise, raises, raised, increase, increases, increased, increasing
test, tests, tested, testing
infected, infection, infections, infect, infects
patient, patients
poison, poisons, poisonous, toxic, toxin, toxins
infertile, infertility, sterile, sterility, sterilise, sterilize, sterilises, sterilizes
autism, autistic
cancer, cancers
diabetes, diabetic
seconds, second, secs
minutes, minute, mins
1, one
2, two
3, three
4, four
5, five
10, ten
15, fifteen
100, hundred
"""
SAME = {
    word: entries[0]
    for entries in (words(line) for line in _GROUPS.replace(",\n", ", ").strip().splitlines())
    for word in entries
}
