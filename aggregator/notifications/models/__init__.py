"""The rows of notifications: lines of the list, what a reader wishes, devices, digests."""

from aggregator.notifications.models.digest import DigestIssue, DigestPlan
from aggregator.notifications.models.notification import Notification
from aggregator.notifications.models.wishes import Device, Wishes

__all__ = ["Device", "DigestIssue", "DigestPlan", "Notification", "Wishes"]
