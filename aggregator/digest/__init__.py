"""A reader's own front page by e-mail, once a day or once a week.

issue   what stands in one digest, and that it was chosen
send    one sweep: claim who is due, send, plan the next
"""
