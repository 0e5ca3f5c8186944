"""What dubious cures are made of: food, herbs, household chemicals, supplements, rituals, gadgets.

Names that are also people, firms or places (sage, basil, rosemary, apple, curry) count only with a part: "sage tea".
"""

from moderation.lexicon.phrases import phrases, words

_KITCHEN = words("""
garlic, black garlic, clove of garlic, onion, ginger, lemon, lime juice, lemon peel, lemon water, frozen lemon,
grapefruit, orange peel, turmeric, curcumin, cinnamon, clove, cumin, black seed, black cumin, nigella, cayenne,
chili pepper, chilli pepper, black pepper, honey, manuka honey, raw honey, maple syrup, molasses, baking soda,
bicarbonate, sodium bicarbonate, bicarbonate of soda, sea salt, salt, himalayan salt, epsom salt, vinegar, apple
cider vinegar, acv, olive oil, coconut oil, castor oil, flaxseed, flax seed, linseed oil, chia seed, pumpkin
seed, papaya seed, papaya, papaya leaf, guava leaf, mango leaf, avocado seed, avocado, pineapple, pomegranate,
banana, banana peel, watermelon, watermelon seed, grape seed, grape, blueberry, cranberry juice, elderberry,
goji berry, acai, noni, mangosteen, cherry juice, fig, date seed, beetroot, beet juice, beetroot juice, carrot
juice, celery juice, wheatgrass, barley grass, cabbage, cabbage juice, broccoli sprout, asparagus, tomato,
cucumber juice, spinach, kale, okra, okra water, bitter gourd, bitter melon, karela, bottle gourd, radish,
horseradish, mushroom, mushroom tea, green tea, herbal tea, black tea, tea, coffee, cocoa, dark chocolate,
chocolate, red wine, whisky, vodka, beer, coconut water, warm water, hot water, salt water, saltwater, lemon
juice, vegetable juice, fruit juice, juice, juicing, smoothie, bone broth, broth, chicken soup, soup, raw milk,
camel milk, goat milk, milk, kefir, kombucha, yogurt, yoghurt, fermented food, sauerkraut, cottage cheese, raw
meat, raw liver, raw egg, alkaline water, alkaline diet, alkaline food, keto diet, ketogenic diet, raw food, raw
food diet, carnivore diet, vegan diet, paleo diet, juice fast, juice cleanse, cucumber, pear, apple seed, apple
juice, apple peel, mustard, mustard oil, sesame oil, sesame seed, rice water, peanut, walnut, almond, bitter
almond, oats
""")
_HERBS = words("""
apricot kernel, apricot seed, apricot pit, peach pit, peach kernel, apricot, soursop, graviola, guanabana,
moringa, neem, tulsi, holy basil, ashwagandha, triphala, amla, giloy, aloe vera, aloe, ginseng, ginkgo,
echinacea, chamomile, dandelion, dandelion root, burdock, essiac, milk thistle, nettle, nettle tea, st john's
wort, valerian, lavender, lavender oil, oregano, oregano oil, oil of oregano, thyme, peppermint, mint tea,
eucalyptus, eucalyptus oil, tea tree oil, frankincense, myrrh, sandalwood, sage tea, sage leaf, basil leaf,
basil tea, rosemary oil, rosemary tea, curry leaf, bay leaf, fenugreek, fennel, parsley, coriander, cilantro,
cat's claw, wormwood, artemisia, sweet wormwood, mugwort, mistletoe, hemp, hemp oil, cbd, cbd oil, cannabis,
cannabis oil, cannabis tea, marijuana, weed oil, kratom, kava, ayahuasca, mullein, hawthorn, licorice,
liquorice, licorice root, ginger root, marshmallow root, slippery elm, pau d'arco, reishi, chaga, lion's mane,
cordyceps, spirulina, chlorella, seaweed, kelp, sea moss, black salve, bloodroot, periwinkle, hibiscus, jasmine
tea, pine needle tea, pine needle, willow bark, cinchona bark, mulberry leaf, herb, herbal, herbal tonic, herbal
mixture, herbal medicine, herbal drink, essential oil, plant extract, leaf extract, seed extract, root extract,
fruit extract, kernel, tincture, tonic, elixir, potion, concoction, bee venom, bee pollen, propolis, royal
jelly, snake oil, emu oil, shark cartilage, scorpion venom, toad venom, leech, maggot
""")
_HOUSEHOLD = words("""
bleach, drinking bleach, chlorine dioxide, mms, miracle mineral solution, miracle mineral, mineral solution,
hydrogen peroxide, peroxide, disinfectant, detergent, dettol, borax, boric acid, turpentine, kerosene, paraffin,
petrol, methylene blue, dmso, colloidal silver, silver water, iodine, lugol, urine, own urine, cow urine, camel
urine, urine therapy, cow dung, clay, bentonite, charcoal, activated charcoal, zeolite, diatomaceous earth,
shilajit, ash, soap, rubbing alcohol, hand sanitiser, hand sanitizer, steam inhalation, inhaling steam, hair
dryer, sauna, cold shower, hot bath, ice bath, foot bath, sunlight, sunbathing, sun gazing, breast milk, saliva,
placenta, silver drop, colloidal silver drop, drops under the tongue
""")
_PILLS = words("""
vitamin, vitamin c, vitamin d, vitamin b17, vitamin b12, vitamin e, laetrile, amygdalin, b17, zinc, magnesium,
selenium, potassium, omega 3, fish oil, cod liver oil, krill oil, probiotic, supplement, dietary supplement,
food supplement, herbal supplement, superfood, multivitamin, melatonin, collagen, nicotine patch, ivermectin,
fenbendazole, hydroxychloroquine, chloroquine, dewormer, dog dewormer, horse dewormer, homeopathy, homeopathic,
homeopathic remedy, homeopathic drop, bach flower, ayurveda, ayurvedic, oxygen drop, hydrogen water
""")
_RITUALS = words("""
prayer, holy water, anointing oil, blessed oil, faith healing, crystal, healing crystal, quartz, amethyst,
reiki, chakra, energy healing, magnet, magnetic bracelet, copper bracelet, hypnosis, acupuncture, cupping,
reflexology, coffee enema, enema, detox, detox foot pad, detox tea, liver flush, cleanse, colon cleanse,
parasite cleanse, fasting, water fasting, dry fasting, positive thinking, meditation, breathing exercise, rife
machine, frequency, healing frequency, tuning fork, orgone, ozone, ozone therapy, chelation, biofeedback,
medbed, med bed, zapper, grounding mat, earthing, singing bowl, pendulum, astrology, amulet, spell, voodoo,
sorcery, ritual, family constellation, fridge magnet, magnet set, foot patch
""")
_KINDS = words("""
natural, home, homemade, household, kitchen, herbal, ancient, traditional, folk, simple, cheap, secret,
forgotten, hidden, miracle, miraculous, magic, old, age old, amazonian, tibetan, indian, chinese, african,
holistic, homeopathic, alternative, ayurvedic, plant based, grandma's, grandmother's, this, one, common,
everyday, humble, morning, bedtime, weird, organic, tropical, exotic
""")
_THINGS = words("""
remedy, trick, hack, recipe, ingredient, drink, mixture, herb, plant, potion, concoction, fruit, spice, root,
seed, leaf, leaves, oil, elixir, tonic, juice, tea, spoonful, smoothie, weed, vegetable, brew, paste, powder,
ritual, cure, kitchen staple, pantry staple, superfood, flower, bark, berry, liquid, water, drops, capsule,
cream, patch, spray, serum, bracelet, salve
""")

# "this" and "one" are too common to pair with "cure" or "plant" (a factory), so only with these
_ONLY_WITH_KINDS = {"plant", "cure", "ritual", "root", "hack"}
_PAIRS = [
    f"{kind} {thing}"
    for kind in _KINDS
    for thing in _THINGS
    if not (kind in {"this", "one", "old", "simple", "common", "indian", "chinese"} and thing in _ONLY_WITH_KINDS)
]
_OF = [
    f"{form} of {thing}"
    for form in ("spoonful", "teaspoon", "tablespoon", "cup", "glass")
    for thing in words("oil, this, it")
]

REMEDIES = phrases(
    [*_KITCHEN, *_HERBS, *_HOUSEHOLD, *_PILLS, *_RITUALS, *_PAIRS, *_OF, "remedy", "remedies"], plurals=True
)

# These kill germs on a hand as they should; the claim is dubious only of the inside of a body (moderation/claims.py).
SOAPS = phrases(words("soap, detergent, rubbing alcohol, hand sanitiser, hand sanitizer, hot water"), plurals=True)

# Before or after a food these speak of eating less of it, or of its trade: "salt reduction", "sugar tax".
LESS_OF = frozenset(
    words("""
less, low, cut, cutting, cuts, reduce, reducing, reduced, no, without, avoid, avoiding, quit, quitting, stop,
ban, limit
""")
)
TRADE_OF = frozenset(
    words("""
reduction, tax, intake, levy, industry, company, firm, price, prices, ban, substitute, maker, makers, exports,
imports, sales, festival, seller, farmers, farmer, stall, stand, shop, house, bar, party, donation,
donations, bank, free, less, shortage, giant, giants, brand
""")
)
