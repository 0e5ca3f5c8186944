from django.conf import settings
from django.db import models


class Device(models.Model):
    """A browser that somebody is signed in with: what it calls itself, and when. Where it is, the site does not keep.

    The row tells of the session of that key; it may outlive the session, and is then taken away.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="devices")
    session_key = models.CharField(max_length=40, unique=True)
    browser = models.CharField(max_length=20, blank=True)
    system = models.CharField(max_length=20, blank=True)
    # The beginning of what the password signs: after a new password the session of an old one is worth nothing.
    stamp = models.CharField(max_length=16)
    signed_in_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(seen_at__gte=models.F("signed_in_at")), name="device_seen_since")
        ]

    def __str__(self) -> str:
        return f"{self.browser or '?'} · {self.system or '?'}"
