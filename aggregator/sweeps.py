"""Which sweeps run how often, and in which queue a task waits (read by settings)."""

from datetime import timedelta
from typing import Any

ROUTES: dict[str, dict[str, str]] = {
    # What a person waits for has a worker of its own: a sweep of feeds may take two minutes.
    "feeds.crawl_asked": {"queue": "asked"},
    "feeds.pictures_of_texts": {"queue": "asked"},
    "ranking.encode_words": {"queue": "asked"},
    "feeds.crawl*": {"queue": "crawl"},
    "feeds.websub*": {"queue": "crawl"},
    "feeds.embed*": {"queue": "embed"},
    "feeds.pictures*": {"queue": "media"},
    "moderation.learn": {"queue": "learn"},  # the first that fits wins: training holds up no assessment
    "moderation.verify_audit": {"queue": "learn"},
    "moderation.collect_references": {"queue": "crawl"},  # waits for the network
    "moderation.*": {"queue": "assess"},
    "ranking.*": {"queue": "learn"},
    "site.letters": {"queue": "mail"},
    "site.push": {"queue": "crawl"},  # waits for the network
    "site.exports": {"queue": "asked"},  # somebody looks at its progress
    "site.*": {"queue": "learn"},
}
# A sweep finds what is due; a lost nudge costs one sweep at most.
SCHEDULE: dict[str, dict[str, Any]] = {
    "crawl": {"task": "feeds.crawl_due", "schedule": timedelta(seconds=15), "options": {"expires": 15}},
    "lists": {"task": "feeds.crawl_lists", "schedule": timedelta(seconds=15), "options": {"expires": 15}},
    # Finds what a lost nudge forgot; leases last days, and one that ends is noticed within a minute.
    "pushes": {"task": "feeds.websub_deliveries", "schedule": timedelta(seconds=15), "options": {"expires": 15}},
    "hubs": {"task": "feeds.websub_leases", "schedule": timedelta(minutes=1), "options": {"expires": 60}},
    "pages": {"task": "feeds.crawl_pages", "schedule": timedelta(seconds=10), "options": {"expires": 10}},
    "embed": {"task": "feeds.embed_due", "schedule": timedelta(seconds=10), "options": {"expires": 10}},
    "assess": {"task": "moderation.assess_due", "schedule": timedelta(seconds=10), "options": {"expires": 10}},
    # A feed of fact-checks is asked once a day, one in each sweep: 288 of them.
    "checks": {"task": "moderation.collect_references", "schedule": timedelta(minutes=5), "options": {"expires": 300}},
    # 64 in each sweep: a library of 10,000 is compared with what there is within an hour and a half.
    "matches": {"task": "moderation.match_references", "schedule": timedelta(seconds=30), "options": {"expires": 30}},
    # A limit ends after a day; a minute more is not noticed.
    "limits": {"task": "moderation.lift_limits", "schedule": timedelta(minutes=1), "options": {"expires": 60}},
    # Held for a day: a quarter of an hour more is not noticed.
    "overdue": {"task": "moderation.raise_overdue", "schedule": timedelta(minutes=15), "options": {"expires": 900}},
    # An article was decided and a comment under it was not: seldom, and minutes are soon enough.
    "held": {"task": "moderation.remind_of_comments", "schedule": timedelta(minutes=5), "options": {"expires": 300}},
    # A creator hears of a limit at once; a quarter of a minute more is not noticed.
    "letters": {"task": "site.letters", "schedule": timedelta(seconds=15), "options": {"expires": 15}},
    # Nobody waits for it; a minute is soon for news of news.
    "lines": {"task": "site.tell", "schedule": timedelta(minutes=1), "options": {"expires": 60}},
    "devices": {"task": "site.push", "schedule": timedelta(seconds=30), "options": {"expires": 30}},
    # A sweep works for 25 seconds at most: who trains a model waits no longer.
    "digests": {"task": "site.digests", "schedule": timedelta(seconds=30), "options": {"expires": 30}},
    # Somebody waits for each; a lost nudge costs them a quarter of a minute.
    "exports": {"task": "site.exports", "schedule": timedelta(seconds=15), "options": {"expires": 15}},
    # The account is closed already; what is left of it goes within the minute.
    "erasures": {"task": "site.erasures", "schedule": timedelta(minutes=1), "options": {"expires": 60}},
    # Whoever decided is done with it; an hour later or sooner is the same to who looks again.
    "seconds": {"task": "moderation.second_looks", "schedule": timedelta(minutes=5), "options": {"expires": 300}},
    "pictures": {"task": "feeds.pictures_due", "schedule": timedelta(seconds=10), "options": {"expires": 10}},
    "icons": {"task": "feeds.pictures_of_sites", "schedule": timedelta(minutes=1), "options": {"expires": 60}},
    # Rules count in days; a sweep every few hours keeps each one short.
    "prune": {"task": "site.prune", "schedule": timedelta(hours=3), "options": {"expires": 3600}},
    # Doubles what is kept of an article at most, on a site where thousands open it within the hour.
    "pairs": {"task": "ranking.tidy_pairs", "schedule": timedelta(hours=1), "options": {"expires": 3600}},
    # Orders the review queue; an hour's views change it, a minute's do not.
    "reach": {"task": "ranking.estimate_reach", "schedule": timedelta(minutes=5), "options": {"expires": 300}},
    # Fifty openings of an article are the work of hours.
    "reception": {"task": "ranking.note_reception", "schedule": timedelta(hours=1), "options": {"expires": 3600}},
    "tables": {"task": "ranking.calibrate_heads", "schedule": timedelta(hours=1), "options": {"expires": 3600}},
    # An experiment needs hundreds of visits to be judged: what an hour adds may decide, what a minute adds cannot.
    "guardrails": {"task": "ranking.watch_experiments", "schedule": timedelta(hours=1), "options": {"expires": 3600}},
    # What is not rolled is read row by row at each look at the operator's figures: an hour of it costs little.
    "tallies": {"task": "ranking.roll_tallies", "schedule": timedelta(hours=1), "options": {"expires": 3600}},
    # As often as moderators start a day: what they decided yesterday is known today.
    "claims": {"task": "moderation.learn", "schedule": timedelta(days=1), "options": {"expires": 43200}},
    # A night: what was tampered with is known in the morning.
    "audit": {"task": "moderation.verify_audit", "schedule": timedelta(days=1), "options": {"expires": 43200}},
    # Four weeks are looked at, so a day changes little.
    "zones": {"task": "moderation.set_zones", "schedule": timedelta(days=1), "options": {"expires": 43200}},
    "heads": {"task": "ranking.refit_heads", "schedule": timedelta(days=1), "options": {"expires": 43200}},
}
