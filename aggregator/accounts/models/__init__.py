"""The rows of people: who they are (people), where they are signed in (device), what they ask about their data
(request).
"""

from aggregator.accounts.models.device import Device
from aggregator.accounts.models.people import Role, User, UserManager, shown_name
from aggregator.accounts.models.request import Erasure, Export

__all__ = ["Device", "Erasure", "Export", "Role", "User", "UserManager", "shown_name"]
