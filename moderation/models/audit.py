from django.conf import settings
from django.db import models


class AuditRow(models.Model):
    """Who did what to what. No code path updates or deletes a row; a trigger refuses it too."""

    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    act = models.CharField(max_length=60)
    subject = models.CharField(max_length=60)
    detail = models.JSONField(default=dict)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [
            # the history of one thing
            models.Index(fields=["subject", "-created_at"], name="audit_of_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.subject}"
