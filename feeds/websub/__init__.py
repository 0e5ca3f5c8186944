"""WebSub, the part that works in the background: ask hubs, and read what they sent.

`leases` asks for what feeds name, renews it in time and ends what nobody wants; `deliveries` makes articles of what
hubs sent. What needs no network (which hub, its calls, rarer visits) is in feeds/hubs.
"""
