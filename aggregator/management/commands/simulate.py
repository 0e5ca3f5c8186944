from aggregator.management.later import LaterCommand


class Command(LaterCommand):
    help = "Simulated readers against the real ranking code (later)."
    sentence = "simulate comes with a later release. Until then, make demo shows simulated readers on a running site."
