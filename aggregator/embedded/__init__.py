"""PostgreSQL and Valkey from wheels, under the data folder, when no URL is given.

places      where the files and sockets of one data folder are
locks       who uses the servers: kernel locks, which a kill -9 cannot leave behind
parent      a child that does not outlive its parent
postgres    make a cluster, the command that runs it
valkey      the command that runs it
keeper      the process that runs both for as long as somebody uses them
joining     join the running servers, or start them
"""

from aggregator.embedded.joining import NotStartedError, join, joined, leave
from aggregator.embedded.places import Servers, servers

__all__ = ["NotStartedError", "Servers", "join", "joined", "leave", "servers"]
