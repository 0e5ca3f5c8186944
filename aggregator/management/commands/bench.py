from aggregator.management.later import LaterCommand


class Command(LaterCommand):
    help = "Benchmarks on data it makes (later)."
    sentence = (
        "bench comes with a later release. Until then, /metrics and manage.py doctor show how a running site does."
    )
