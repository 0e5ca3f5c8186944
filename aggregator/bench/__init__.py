"""Benchmarks on data they make, each beside the baseline it names: `manage.py bench NAME`.

Figures of a machine that is also at work elsewhere say little by themselves; the ratios to the baseline of the same run
stand.

The modules: `benchmark`, what each of them offers the command, `figures`, percentiles and peak memory; then by name:
parse        bench parse: reading documents, beside feedparser
kinds        its documents: of many kinds and sizes, from a seed
baseline     feedparser, as it comes and without its own cleaning
crawl        bench crawl, in processes and databases of its own: the runs in order, and what they say
documents    its feeds of made-up news, the same every time
publisher    a process that publishes them, late and with validators
crawling     a process that crawls them into a throw-away database
apart        data folders and servers of their own for such processes
talker       a process that is asked by lines
peer         the same feeds through lemon24/reader, where it is installed
gauge        memory and CPU of processes, by kind
embed        bench embed: our encoder beside sentence-transformers as its manual starts it
home         bench home: the front page at several sizes of a site, stage by stage
events       bench events: beacons, and how soon they count
spreading    how soon an act counts on the next page, and in the other process
site         their site: servers, database and web processes of its own
filling      a site's database, made in minutes: articles with vectors, readers with a history
rows         the statements that make them
vectors      vectors in clusters, copied in binary
indexes      what is laid aside meanwhile
serving      a web process without the network
stages       where the time of a page goes
search       bench search: articles by their words, beside Django's icontains
searching    a process that fills a database and searches it
archive      its articles, and what is looked for in them
stories      bench stories: known stories grouped alone and among many open articles, beside the naive way
crowd        its articles: known stories, and others that resemble them in part
agreement    how well groups agree with those that people made
"""
