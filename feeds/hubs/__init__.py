"""WebSub, without the network: what a feed names, who may call this site, and what callers are told.

The modules, in the order of the journey: `choose` (which hub, and which address of ours there), `callback` (where hubs
call, and whether they can), `receive` (the hub asks whether we meant it; the hub delivers), `polling` (a feed that is
pushed is visited rarely, and at once when pushing fails). What goes out to hubs is in feeds/websub.
"""
