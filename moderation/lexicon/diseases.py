"""Illnesses for which believing a false cure can cost a life or a limb, and lesser ones."""

from moderation.lexicon.phrases import phrases, words

_GRAVE = words("""
cancer, tumour, tumor, leukaemia, leukemia, lymphoma, melanoma, carcinoma, sarcoma, glioblastoma, myeloma,
metastasis, metastases, malignancy, malignant cell, malignant tumour, malignant tumor, cancer cell, breast
cancer, prostate cancer, lung cancer, diabetes, diabetic, type 2 diabetes, type 1 diabetes, hiv, hiv aids,
hepatitis, hepatitis b, hepatitis c, covid, covid 19, covid19, coronavirus, corona virus, corona, sars cov 2,
long covid, ebola, autism, autistic, alzheimer, alzheimer's, alzheimers, dementia, parkinson, parkinson's,
parkinsons, multiple sclerosis, epilepsy, epileptic, seizure, heart disease, heart attack, stroke, heart
failure, blocked artery, blocked arteries, clogged artery, clogged arteries, hypertension, high blood pressure,
blood pressure, kidney failure, kidney disease, cirrhosis, liver disease, liver failure, asthma, malaria,
tuberculosis, measles, polio, meningitis, sepsis, pneumonia, dengue, zika, cholera, typhoid, mpox, monkeypox,
plague, rabies, tetanus, gangrene, lupus, crohn's, crohns, cystic fibrosis, down syndrome, blindness, glaucoma,
cataract, schizophrenia, bipolar, depression, infertility, paralysis, appendicitis, thrombosis, blood clot,
syphilis, gonorrhoea, herpes, endometriosis, muscular dystrophy, huntington's, motor neurone disease, insulin
resistance, any disease, every disease, all disease, all illness, any illness, every illness, all known disease,
terminal illness, chronic disease, swine flu, bird flu, sickle cell, adhd, artery disease, coronary artery
disease, arteries, alzheimer disease, parkinson disease
""")
_LESSER = words("""
cold, common cold, flu, influenza, cough, fever, sore throat, migraine, headache, arthritis, back pain, joint
pain, knee pain, gout, acne, eczema, psoriasis, allergy, hay fever, insomnia, obesity, belly fat, heartburn,
acid reflux, constipation, ibs, ulcer, kidney stone, gallstone, gallbladder stone, wart, wrinkle, baldness, hair
loss, grey hair, bad breath, toothache, cavity, tooth decay, hangover, anxiety, stress, anaemia, anemia,
cholesterol, high cholesterol, inflammation, infection, virus, parasite, candida, fungus, haemorrhoid,
hemorrhoid, varicose vein, thyroid, hypothyroidism, tinnitus, vertigo, impotence, erectile dysfunction,
menopause, fatigue, sciatica, snoring, poor eyesight, eyesight, pain, disease, illness, toxin, shingles
""")

GRAVE = phrases(_GRAVE, plurals=True)
LESSER = phrases(_LESSER, plurals=True)
# "aids" is a verb unless it stands in capitals: these are looked up with their case kept.
GRAVE_IN_CAPITALS = frozenset({"AIDS", "ALS", "TB", "MS"})
# Germs that soap and bleach do kill outside a body.
GERMS = phrases(
    words("""
covid, covid 19, covid19, coronavirus, corona virus, corona, sars cov 2, hiv, virus, flu, ebola, hepatitis,
cholera, infection, bird flu, swine flu, measles, plague, fungus, parasite, mpox
""")
)
# After the illness these make it a word about people or offices: "tea kills cancer patient".
PEOPLE_AND_OFFICES = frozenset(
    words("""
patient, patients, sufferer, sufferers, victim, victims, survivor, survivors, charity, charities, hospital,
ward, centre, center, clinic, specialist, doctor, doctors, research, researcher, researchers, fund, appeal,
positive, scare, fears, rules, lockdown, restrictions, outbreak, expert, experts, nurse, nurses, unit, society,
foundation, campaign, campaigner, institute, study, drug, drugs, vaccine, vaccines, wing, gene, genes, battle,
diagnosis, test, tests, testing, screening, risk, awareness, warning, crisis, pandemic, epidemic
""")
)
