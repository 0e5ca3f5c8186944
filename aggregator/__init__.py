"""The site: settings, people, the pages that join feeds, moderation and ranking, and the commands that run it.

The modules, from the ground up:
logs         how the site logs
database     an address of PostgreSQL -> Django's settings of it
postgresql   Django's backend of it, with the limits of a bound statement
caching      Django's cache, with a client that is kept
addresses    addresses from the environment, checked
help_lines   whom people in despair can call, by language
embedded     PostgreSQL and Valkey from wheels, when no URL is given
sweeps       which sweeps run how often
colours      the accent, for the admin
secret       the secret key, made where none is given
policy       what a page may load
tongues      the languages it speaks, and their catalogues
settings     the only reader of the environment
celery, wsgi the entries of the workers and of the web server
checks       settings that do not go together
migrate      the database's shape, and the servers for the time of a command
collected    static files, copied to where they are given out
retention    how long what is kept, and the sweep that keeps to it
removal      an operator removes a feed
accounts     people, roles, limits
notifications what readers are told, where and when
letters      e-mails that somebody is owed
digest       each reader's own front page by e-mail
pages        what readers see
printing     what the templates of the cards may call
studio       what creators post
websub       where hubs call
ops, admin   what the operator looks after
demo         a newsroom and readers for trying the site
bench        benchmarks on data they make
tasks        the sweeps of retention, letters, notifications and digests
up           manage.py up: every process of the site
bench        manage.py bench: how fast, how much memory
"""
