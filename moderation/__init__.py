"""May it be shown? CLAIMS -> EVIDENCE -> VERDICT -> TRIAGE -> QUEUE -> DECISION -> VISIBILITY.

The modules, in the order of the journey:

types, params        what the steps hand to each other, and every number with its reason
measures             how good people and program are, from counts
models, querysets    the rows, and which of them
reference_querysets  which checked claims, and which matches of them
shapes, letters      plain letters; plain words
language             the language of a text
lexicon, needs       the words that rules look for, and those without which a pattern is not tried
evidence             an article as sentences with their places
hashing              numbers instead of words
grams, tone, weights what the learned model reads, and what it has learned
remarks              what it reads of comments
memory, lesson       claims that were checked before, without their words; what own decisions taught
claims, guards       where a sentence promises a cure, and what takes the promise back
learned, stance      the learned model's judgement of articles, and of comments
voices               who speaks under an article: each person once
signals              one file each: health, cure, falsehood, known, dubious, bait, distress, doubt, thread
references           known claims: the library, and whether an article repeats one
verdict              all signals as one set of probabilities
thresholds           where the zones begin, so that the queue fits the time of those who look
triage               probabilities -> clear, queue, limit or hold, and how urgent
urgency              which of two articles that wait is looked at first
shares               what each signal has to do with it
judge                the steps above in order, without a database
answer               what it says, as JSON has it
dice                 what is looked at although nobody doubts it
zones                where they begin on this site, and where one is milder
placement            what the automatic assessment may do to an article
queue                lease the next item to one moderator, give it back
side_by_side         two versions of a text beside each other, what changed marked
snapshots            what an article said when it was reported or doubted: no edit hides it
audit, chain         who did what to what, each row tied to the one before it; is the chain whole?
picks                what dice pick of what was just placed
decide               the only door that changes what is shown
comments             the same for what is said under articles
listen               what is said under an article is judged before others hear it
carry_out            what follows from a decision, in the same transaction
tell                 notices, answers to reports, and the letters about both
assess               an article through all of it, saved with the model's version
reports              what readers complain of
appeals              what creators say against a decision, and another moderator's answer
second               another moderator decides again, without being told
copies, bulk         items that say the same, decided in one act
undo, escalate       take a decision back within ten seconds; hand an item to a lead
sureness             how sure the assessment is, in words
visibility           who may open an article, and what is said above it
statement, notices   what those are told who wrote it
dossier              the record of a creator, the like of it, who doubts it
wellbeing            breaks, and a fair share of what is hard to look at
narrow               the queue by signal, zone, topic, language and age
marks, pages         what the moderators' pages print
door, forms, urls    the moderators' room: who may enter, what they fill in
charts               figures as the chart library draws them
insights             how well the room works
insight_views        the page that says so
views, appeal_views  its pages: queue, item and log; appeals
comment_views        what is done with comments there
reference_acts       what moderators do to the library of checked claims
reference_pages, reference_forms, reference_views  its page, and what the item page prints of it
model_views, card    its page about the claims model, and what stands on it
tasks                assess what is due, in the background
admin                all of it, to look at
training             labels -> a model version with an honest report
"""
