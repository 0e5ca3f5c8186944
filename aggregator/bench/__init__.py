"""Benchmarks on data it makes, in processes and databases of its own: `manage.py bench NAME`.

The modules, in the order of a run of `bench crawl`:
documents    feeds of made-up news, the same every time
publisher    a process that publishes them, late and with validators
crawling     a process that crawls them into a throw-away database
talker       a process that is asked by lines
peer         the same feeds through lemon24/reader, where it is installed
gauge        memory and CPU of processes, by kind
crawl        bench crawl: the runs in order, and what they say
"""
