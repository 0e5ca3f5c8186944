from aggregator.management.later import LaterCommand


class Command(LaterCommand):
    help = "Topics of each text (later)."
    sentence = (
        "tag_topics comes with a later release. "
        "Until then, manage.py journey FILE shows the topic that each article is given."
    )
