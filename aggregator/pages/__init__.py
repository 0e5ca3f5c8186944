"""The pages that readers live in.

requests     who asks; the two doors of the views: public, reader_only
forms        what readers type
look         theme, type, size and width: read for every page, chosen in one form
context      what every template is given
access       the article behind an address, for whoever asks
impressions  from which card did they come?
seat         as whom a page is written down: privately as a stranger
strips       what stands under the masthead for one reader alone
marks        what a reader did with articles: liked, saved
prose        stored html -> what a page may print
illustrations the pictures inside a text: shown, on their way, or in words
players      videos of other sites: a still and a button
facts        what the rows say about the articles of a page
cards        a slate, or a list of articles -> what the cards print
listing      one page of articles that nobody chose
kept         what is the same for everybody, asked once in a while
since        what is new since the reader last looked
rail         what stands beside the front page, and why a page is empty
frame        the front page around its cards, printed once for all who see the same
home         then one file a room: the front page
picks        topics to begin with, a stranger's too
follow       follow a feed or a topic, add a feed
search_words what a search says: what it left out, the links that narrow it
forms_of_own names of searches and folders, notes
shelf        what a reader saved, and where they put it
folders      folders of saved articles, and what is in them
readings     what a reader opened, by day
followed     everything one follows, and how each feed is doing
searches     searches that a reader keeps, also as feeds
out          articles as a feed
compared     what the publishers of a story agree on, and where they differ
topic, feed, creator, story, article, comments, search, following, saved, welcome, you
threads      comments: what answers what, in which order
talk         the comments under an article as its page prints them
saying       say, change and take back a comment
typed        what somebody typed after their session had ended
history      what was changed in an article
help         whom to call, beside a text that speaks of despair
undo         the toast that takes an act back
acts         like, save, less, more
related      articles about the same, under a text
sharing      what other sites are told of a page
telling      pass an article on, or report it
muting       what a reader does not want to see
events       beacons of what was seen and read
not_allowed  an address that only takes forms, typed into a browser
latest       the newest articles as a feed
rooms_out    a topic, a creator, a story as a feed
decisions    what was decided on what somebody wrote, and their appeal
notifications what the reader is told: one list
wishes       of what, where and when; devices
devices      where they are signed in
corrections  interests, horizon, languages and mutes, corrected
way_back     the way back from each of these
private      reading privately, on and off
spent        time well spent: minutes, a limit, a break
export       a copy of everything the site has of them
leaving      the end of an account
letters      whether they hear of it by e-mail
tongue       the language of the pages
media        the site's own copies of pictures
urls         every address of these
"""
