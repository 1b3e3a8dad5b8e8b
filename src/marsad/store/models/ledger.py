"""An index of the ledger's seals: which entry sealed a row last. The entries themselves are the proof; this only finds them."""

from django.db import models


class Seal(models.Model):
    """The newest seal of one row. *name* is table and key, as "assessment:12"; *sha256* is "" once readers no longer see it."""

    name = models.CharField(max_length=120, primary_key=True)
    sha256 = models.CharField(max_length=64, blank=True)
    sequence = models.PositiveBigIntegerField()
