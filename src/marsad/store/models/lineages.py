"""Ties between promises of different governments: one thread through several terms."""

import datetime as dt

from django.db import models
from django.utils import timezone

from marsad.store.models.localised import localised
from marsad.store.models.people import Person
from marsad.store.models.promises import Promise


class LineageQuerySet(models.QuerySet["Lineage"]):
    """Ties; choose those that `standing` tells of."""

    def standing(self, known_on: dt.date | None = None) -> "LineageQuerySet":
        """Those that stand today, or stood at the end of the day *known_on*."""
        if known_on is None:
            return self.filter(withdrawn_at__isnull=True)
        midnight = dt.datetime.combine(known_on + dt.timedelta(days=1), dt.time(), tzinfo=timezone.get_current_timezone())
        stood = models.Q(withdrawn_at__isnull=True) | models.Q(withdrawn_at__gte=midnight)
        return self.filter(stood, tied_at__lt=midnight)


class Lineage(models.Model):
    """A later promise continues, revives or replaces an earlier one of another government. One untied stays on record."""

    class Kind(models.TextChoices):
        """How the two are tied."""

        CONTINUES = "continues"
        REVIVES = "revives"
        REPLACES = "replaces"

    earlier = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="later_links")
    later = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="earlier_links")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.CONTINUES)
    reason_ar = models.TextField(blank=True)
    reason_en = models.TextField(blank=True)
    tied_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="tied_lineages", null=True, blank=True)
    tied_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="untied_lineages", null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)

    objects = LineageQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["earlier", "later"], condition=models.Q(withdrawn_at__isnull=True), name="lineage_once"
            ),
            models.CheckConstraint(condition=~models.Q(earlier=models.F("later")), name="lineage_ties_two"),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True) | ~models.Q(withdrawn_reason=""),
                name="lineage_untied_with_reason",
            ),
        ]

    @property
    def reason(self) -> str:
        """Why the two are tied, in the reader's language."""
        return localised(self.reason_ar, self.reason_en)
