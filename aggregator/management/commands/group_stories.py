from aggregator.management.later import LaterCommand


class Command(LaterCommand):
    help = "One pass of the story grouping (later)."
    sentence = (
        "group_stories comes with a later release. "
        "Until then, manage.py journey FILE shows the story that each article joins."
    )
