"""How well the room works, in figures: each part one or two queries over the last 90 days.

waiting    what waits, and how long already
decided    precision, time to decision and overturned decisions: by zone, signal, topic, language
truth      what is missed, and how often it is true what was said
in_force   where the zones begin now, where one is milder, what the model learnt last
agreement  how far moderators agree who decided the same blindly
"""

from datetime import timedelta

WINDOW = timedelta(days=90)  # a quarter: long enough for a slice of a hundred, short enough to be of today's model
