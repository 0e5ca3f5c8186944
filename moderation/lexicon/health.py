"""Health vocabulary: words that make a sentence one about health, and how strongly.

Other languages have a few words each: enough to ask a person to look at a cure that the model cannot read.
"""

from moderation.lexicon.phrases import phrases, words

# one of these is enough
STRONG_HEALTH = phrases(
    words("""
health, healthy, healthcare, health care, medical, medicine, medicines, medication, doctor, doctors, physician,
nurse, nurses, hospital, hospitals, clinic, clinics, patient, patients, disease, diseases, illness, illnesses,
symptom, symptoms, diagnosis, diagnosed, treatment, treatments, therapy, therapies, vaccine, vaccines,
vaccination, vaccinations, vaccinated, vaccinate, immunity, immune, immunisation, immunization, virus, viruses,
bacteria, infection, infections, infected, infectious, epidemic, pandemic, outbreak, quarantine, lockdown,
covid, covid 19, coronavirus, corona, cancer, cancers, tumour, tumours, tumor, tumors, diabetes, diabetic, hiv,
hepatitis, ebola, malaria, measles, polio, flu, influenza, pneumonia, asthma, autism, autistic, alzheimer's,
dementia, parkinson's, epilepsy, stroke, strokes, heart attack, heart disease, blood pressure, cholesterol,
obesity, obese, overweight, arthritis, osteoporosis, depression, anxiety, schizophrenia, mental health, suicide,
addiction, opioid, opioids, overdose, overdoses, pregnancy, pregnant, abortion, abortions, birth control,
contraception, contraceptive, fertility, infertility, miscarriage, breastfeeding, menopause, surgery, surgeon,
surgeons, surgical, transplant, transplants, drug, drugs, prescription, prescriptions, pharmacy, pharmacist,
pharmaceutical, dose, doses, antibiotic, antibiotics, painkiller, painkillers, chemotherapy, insulin, statin,
statins, clinical, clinical trial, fda, cdc, nhs, world health organization, who says, medicare, medicaid,
obamacare, affordable care act, health insurance, insurers, nutrition, nutrients, vitamin, vitamins, supplement,
supplements, calories, dietary, toxin, toxins, toxic, carcinogen, carcinogenic, poison, poisoning, smoking,
smokers, tobacco, vaping, e cigarettes, cigarette, cigarettes, marijuana, cannabis, alcohol, allergy, allergies,
allergic, dna, gene, genes, genetic, mutation, blood, lung, lungs, liver, kidney, kidneys, brain, heart rate,
bone, bones, skin, breast, prostate, mammogram, mammograms, screening, fever, cough, headache, migraine, pain,
mask, masks, face mask, social distancing, hand washing, hydroxychloroquine, remdesivir, ivermectin, icu,
ventilator, ventilators, death toll, new cases, confirmed cases, active cases, tested positive, testing,
antibody, antibodies, salmonella, e coli, listeria, recall, fluoride, pesticide, pesticides, homeopathy,
homeopathic, acupuncture, detox, herbal, wellness, sleep apnea, insomnia, zika, dengue, tuberculosis, cholera,
plague, sars, mers, rabies, lyme, gmo, gmos, paramedic, paramedics, ambulance, ambulances, midwife, midwives,
dentist, dental, teeth, fitness, wuhan, monkeypox, mpox
""")
)
# two of these are
WEAK_HEALTH = phrases(
    words("""
cure, cures, remedy, remedies, body, heart, stomach, eyes, muscle, muscles, weight, diet, diets, eating, food,
drink, drinking, exercise, sleep, stress, risk, risks, study, researchers, scientists, studies, deaths, death,
die, died, dying, kill, kills, cases, test, tests, tested, spread, spreading, safe, unsafe, safety, harm,
harmful, chemical, chemicals, natural, water, sugar, salt, meat, milk, egg, eggs, coffee, tea, garlic, lemon,
ginger, turmeric, honey, children, baby, babies, women, men, age, ageing, aging, insurance, reform, coverage,
premiums, benefits, care, cells, cell, hormone, hormones, protein, oxygen, temperature, breath, breathing,
hygiene, sanitiser, sanitizer, soap, bleach, 5g, microchip, bill gates, fauci, isolation, patients', injury,
injuries, injured, wound, birth, baby's, trial, experts, agency, contaminated, radiation, pollution, lead,
mercury
""")
)

# a grave illness and a promise, in other languages: the beginnings of words
FOREIGN_ILLNESSES = tuple(
    words("""
cáncer, cancer, câncer, tumor, krebs, tumore, cancro, kanker, nowotwor, raka,
rakovin, rák, kanser, diabet, diabète, zucker, sida, vih, hiv, autis, alzheimer,
covid, coronavirus, koronawirus, рак, диабет, онколог, ковид, вич, сахарн, аутизм,
опухол, 癌, 肿瘤, 糖尿病, 艾滋, 自闭症, 新冠, がん, 糖尿, السرطان, سرطان, السكري, كورونا, कैंसर,
मधुमेह, डायबिटीज, कोरोना, 암, 당뇨, ung thư, tiểu đường, มะเร็ง, เบาหวาน, καρκίνο,
διαβήτη, סרטן, سکری, ক্যান্সার
""")
)
FOREIGN_PROMISES = tuple(
    words("""
cura, curar, sana, elimina, remedio, remédio, guéri, soigne, remède, heilt, heilen,
heilung, besiegt, heilmittel, guarisce, guarire, rimedio, geneest, genezen, leczy,
wyleczy, léčí, vyléč, tedavi, iyileştir, şifa, menyembuhkan, obat, botar, kurerar,
лечит, вылечи, излеч, исцел, убивает, 治愈, 治好, 根治, 杀死, 治す, 治る, يعالج, علاج, يشفي,
शفا, इलाज, ठीक, 치료, 완치, chữa, รักษา, θεραπεύει, מרפא, درمان, নিরাময়
""")
)
