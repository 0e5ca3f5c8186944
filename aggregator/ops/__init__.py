"""What the operator looks after: is the site alive, is it healthy, what waits, which feeds cannot be reached.

apps        Django's admin, in the operator's hands
site        the admin's door: operators, and what its scripts need
health      one check a function, for readyz and doctor
stock       what a site has to run with: encoder, claims model, mail, workers, feeds
hubs        what hubs of feeds do, and whether they can call this site
queues      how much waits in the broker and on the rows
overview    what the operator's page shows
storage     where the room goes
metrics     the same figures for Prometheus
access      the door of the operator's pages
admin       people in the admin
forms       what the operator brings
crawling    how fetches end, how far behind the schedule they are
listed      the list of all feeds, worst first
fetches     fetches as a table prints them
full_text   whether the pages of a feed's articles are asked for their text
feeds       the list, one feed with its fetches, try now and pause
remove      a feed taken away
heads       how true the heads of ranking are, what they look at
model       the page of the ranking model: figures, versions, learning on and off
ranking     figures of ranking, and experiments on its weights
imports     lists of feeds, in and out
views
urls
"""
