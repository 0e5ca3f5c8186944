"""Old false claims about health as who, does, what: they return in every epidemic. Our own wording."""

from moderation.lexicon.phrases import Phrases, phrases, words

_CAUSE = phrases(
    words("""
cause, causes, caused, causing, give you, gives you, contain, contains, contained, containing, carry, carries,
is linked to, change, changes, alter, alters, rewrite, rewrites, make you, makes you, make women, makes women,
inject, injects, trigger, triggers, lead to, leads to, turn, turns, implant, implants, spread, spreads,
spreading, shed, sheds, kill more, kills more, sterilise, sterilises, sterilize, sterilizes, is a bioweapon, are
poison, are poisons, are bioweapons, cancer causing, destroy, destroys, kill, kills, magnetise, magnetize,
activate, activates, transmit, transmits, weaken, weakens
""")
)
_VACCINES = phrases(
    words(
        """
vaccine, vaccines, vaccination, vaccinations, jab, jabs, mrna, the shot, shots, flu shot, mmr, immunisation,
immunization, covid shot, covid jab, pcr test, pcr tests, swab, swabs
"""
    )
)
_VACCINE_LIES = phrases(
    words("""
autism, autistic, infertility, infertile, sterile, sterility, microchip, microchips, chip, chips, nanobots,
nanochips, tracking, trackers, dna, genome, aids, turbo cancer, magnetic, graphene, graphene oxide, mercury,
aborted, foetus, fetus, fetal tissue, population control, depopulation, sids, genocide, snake venom, mark of the
beast, alzheimer's, parasites, antifreeze
""")
)
_MASTS = phrases(
    words("""
5g, five g, 5 g, 5g towers, 5g masts, wifi, wi fi, mobile masts, cell towers, chemtrails
""")
)
_MAST_LIES = phrases(
    words("""
covid, covid 19, coronavirus, corona, corona virus, cancer, virus, pandemic, autism, infertility, flu
""")
)
_MASKS = phrases(words("mask, masks, face mask, face masks"))
_MASK_LIES = phrases(
    words(
        """
hypoxia, carbon dioxide poisoning, co2 poisoning, lung cancer, brain damage, fungal, pneumonia, oxygen
deprivation
"""
    )
)
_CHEMO = phrases(
    words(
        """
chemo, chemotherapy, radiotherapy, insulin, statins, doctors, antibiotics, sunscreen, fluoride, microwave,
microwaves, bras, deodorant, tampons, mammograms, sugar
"""
    )
)
_CHEMO_LIES = phrases(
    words(
        """
more people than cancer, more patients than cancer, more than cancer, iq, breast cancer, cancer more than, third
eye, pineal gland
"""
    )
)
_QUIT = phrases(
    words(
        """
stop taking, stopped taking, throw away, threw away, throw out, ditch, ditched, quit, flush, flushed, get off,
got off, come off, skip, refuse, refused, say no to, bin, instead of, replaces, replace, no need for, no longer
need, don't need, do not need, stop your, stop all, stop the, cut your, threw his, threw her, threw their,
throws away, throwing away, skip the, need no, no need of, leave your, drop your, came off, stop using, stops
taking
"""
    )
)
_MEDICINES = phrases(
    words(
        """
insulin, chemo, chemotherapy, radiotherapy, radiation, inhaler, inhalers, antidepressants, statins, blood
pressure pills, pills, medication, medications, medicine, medicines, meds, dialysis, antiretrovirals, hiv drugs,
blood thinners, epilepsy drugs, drugs, vaccines, vaccine, antibiotics, metformin, surgery, tablets, jab, jabs,
operation, bypass, bypass surgery, doctor's pills, hospital treatment, treatment
"""
    )
)
_NATURALLY = phrases(
    words(
        """
naturally, natural, juice, diet, herb, herbs, herbal, tea, cinnamon, turmeric, garlic, fasting, oil, remedy,
detox, supplement, supplements, homeopathy, homeopathic, god, prayer, faith, smoothie, mushrooms, cannabis,
vitamin, vitamins, baking soda, water
"""
    )
)
_SWALLOW = phrases(
    words(
        """
drink, drinks, drinking, drank, inject, injecting, injected, gargle, gargling, inhale, inhaling, swallow,
swallowing, ingest, ingesting, sip, sipping, enema of, enemas of, feed, feeding, give, giving
"""
    )
)
_POISONS = phrases(
    words(
        """
bleach, chlorine dioxide, mms, miracle mineral solution, turpentine, kerosene, disinfectant, hydrogen peroxide,
borax, own urine, your urine, cow urine, camel urine, urine, methanol, methylated spirits, silver water,
colloidal silver, petrol, paraffin, raw milk, black salve, horse dewormer, dog dewormer
"""
    )
)
_FOR_HEALTH = phrases(
    words(
        """
daily, every day, every morning, each morning, once a day, twice a day, health, healthy, heal, heals, cleanse,
cleanses, detox, detoxes, immune, immunity, protect, protects, prevent, prevents, virus, covid, coronavirus,
parasites, toxins, energy, disease, teaspoon, tablespoon, drops, glass, autism, autistic, cancer, diluted,
children, child
"""
    )
)
_PLAGUES = phrases(
    words(
        """
covid, covid 19, coronavirus, corona, the virus, the pandemic, hiv, aids, measles, polio, viruses, germs, ebola
"""
    )
)
_DENIALS = phrases(
    words(
        """
is a hoax, was a hoax, are a hoax, is fake, are fake, was fake, is a lie, are a lie, does not exist, doesn't
exist, do not exist, don't exist, not real, isn't real, is a scam, was planned, is a plandemic, plandemic,
scamdemic, bioweapon, is just the flu, is no worse than flu, does not cause aids, doesn't cause aids, is
harmless
"""
    )
)

# Advice to leave a treatment, spoken to the reader: counts where the article names a remedy to take instead.
QUIT, MEDICINES = _QUIT, _MEDICINES

_LEAVE, _POISON = "advises to leave a treatment for something else", "advises to take something poisonous"
FATAL = frozenset({_LEAVE, _POISON})  # whoever believes these can die of it

# who, does, what, and the words for a moderator; an empty middle means the two stand together
Falsehood = tuple[Phrases, Phrases | None, Phrases, str]
FALSEHOODS: tuple[Falsehood, ...] = (
    (_VACCINES, _CAUSE, _VACCINE_LIES, "repeats a false claim about vaccines"),
    (_MASTS, _CAUSE, _MAST_LIES, "repeats a false claim about radio masts"),
    (_MASKS, _CAUSE, _MASK_LIES, "repeats a false claim about masks"),
    (_CHEMO, _CAUSE, _CHEMO_LIES, "repeats a false claim about a treatment"),
    (_QUIT, _MEDICINES, _NATURALLY, _LEAVE),
    (_NATURALLY, _QUIT, _MEDICINES, _LEAVE),
    (_SWALLOW, _POISONS, _FOR_HEALTH, _POISON),
    (_PLAGUES, None, _DENIALS, "denies that an illness is real"),
)
