"""The pages that readers live in.

requests  who asks, and from which card they came
access    may this person see this article?
marks     what a reader did with articles: liked, saved
impressions  from which slate a reader came
prose     an article's text as the page prints it
forms     what readers fill in
listing   a plain list of articles, page by page
cards     articles or a slate -> what the cards print
rail      what stands beside the front page
context   what every template is given
then one file a room: home topic following feed story article comments acts follow search saved welcome you
events latest; urls binds them to addresses
"""
