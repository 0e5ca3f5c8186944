"""What readers are told, where and when.

kinds     what there is to be told of
hours     quiet hours, and when a digest is due (pure)
models    lines of the list, wishes, devices, digests
wishes    what a reader wishes, also of one who has chosen nothing
stories   follow an event, and hear of what is told of it
counts    answers, likes, followers
lines     one list of all that a reader is told
unread    how many of them are new
tell      one sweep over everything there is to tell
vapid     what push services and devices must be shown
push      tell devices, through the crawler's door
forms     what a reader may choose
"""
