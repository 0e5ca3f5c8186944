"""Get it: SOURCE -> FETCH -> PARSE -> CLEAN -> DEDUPE -> ARTICLE -> EMBED -> STORY.

The modules, in the order of the journey:
types, querysets, models  what the steps hand on, which rows, the rows
claiming     rows that are due become one worker's
compiled     the SQL of a queryset, worked out once
spaces       one space between words
opml         a list of feeds -> addresses
discover     which feeds does a page offer?
challenge    a page that keeps robots out
platforms    the feed of a channel, a forum, a profile, a project
ask          a visit out of turn
add          a feed that nobody has looked at yet
subscribe    from the address a person pastes to a feed that is crawled
imports      take in a list of feeds
importing    look at each line of such a list
schedule     when to fetch next
fetch        the only door to the network
limited      work on strangers' bytes, in a child under limits of time and memory
pixels       strangers' pictures opened there: upright copies without metadata
parse        bytes -> entries, behind limits
extract      a page -> its article, behind the same limits
clean        safe HTML, plain text, canonical addresses
fit          an entry made to fit its row
robots       what a robots.txt says of an address
teaser       is a text only the beginning of its piece?
language     which language a text is in
lead         which picture stands for an article
reading      parse, clean, fit and language of a fetched document, in a limited child
page_reading the text of a publisher's page: decode, extract, clean, in the limited child
dedupe       same article?
media        pictures: which one leads, what may be opened, copies without metadata
rows         many rows in one statement
page_plan    which articles have their publisher's page asked for
page_text    the text of such a page, put where the teaser stood
permits      may these pages be asked for?
sightings    which feed brought which article
withdrawals  what publishers take back
changes      what changed between two versions of a text
revisions    what an article said before
articles     entries -> rows
hubs         who tells of new entries (WebSub): which hub, its calls, rarer visits
moves        a publisher's permanent redirects, believed after repeats
outcome      how a fetch ended, written down
tally        sums over all fetches, those pruned as well
health       how a feed is doing, in words
ingest       what was answered -> rows: the steps in order
crawl        fetch, read and ingest, side by side
embed        text -> vector; the only door to the encoder
vectors      the vectors of articles, made once for the same words
topics       which subject, on two levels
stories      the same event told by many: words, likeness, the rule
telling      who tells of the same event: rows of stories
understand   embed, topic, story, in order
full_text    the whole text of articles whose feed gives a teaser
icons        the icons of publishers' sites
keeping      publishers' pictures as copies of the site's own, opened side by side
pictures     the lead picture of what is shown: fetch, re-encode, store
illustrations the pictures inside texts, from the first time somebody reads them
studio       what creators post
websub       ask hubs to tell us, and read what they sent
tasks        the sweeps
admin        what an operator may look at and change
"""
