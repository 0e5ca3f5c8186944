"""What readers are told, where and when.

kinds     what there is to be told of
hours     quiet hours, and when a digest is due (pure)
models    lines of the list, wishes, devices, digests
stories   follow an event, and hear of what is told of it
"""
