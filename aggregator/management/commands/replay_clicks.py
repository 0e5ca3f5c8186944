from aggregator.management.later import LaterCommand


class Command(LaterCommand):
    help = "Replay a public click log through the rankers (later)."
    sentence = "replay_clicks comes with a later release, together with the rankers it compares."
