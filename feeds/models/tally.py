from django.contrib.postgres.fields import ArrayField
from django.db import models


class FetchTally(models.Model):
    """Sums over all fetches of one result and trouble before `until`, so that counters never fall when rows are pruned.

    All rows have the same `until` (feeds/tally.py moves it); the sums since then are in the Fetch rows themselves.
    """

    result = models.CharField(max_length=16)
    trouble = models.CharField(max_length=12, blank=True)
    until = models.DateTimeField()
    fetches = models.BigIntegerField(default=0)
    size = models.BigIntegerField(default=0)
    new = models.BigIntegerField(default=0)
    updated = models.BigIntegerField(default=0)
    duration_ms = models.BigIntegerField(default=0)
    # Fetches that took no longer than each of the limits of feeds/tally.py.
    durations = ArrayField(models.BigIntegerField())
    documents = models.BigIntegerField(default=0)  # those that were read at all
    read_ms = models.BigIntegerField(default=0)
    readings = ArrayField(models.BigIntegerField())

    class Meta:
        verbose_name_plural = "fetch tallies"
        constraints = [models.UniqueConstraint(fields=["result", "trouble"], name="fetch_tally_once")]

    def __str__(self) -> str:
        return f"{self.result} {self.trouble} until {self.until:%Y-%m-%d %H:%M}"
