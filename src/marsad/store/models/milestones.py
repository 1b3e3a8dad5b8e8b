"""Milestones: days that were set for something to be done about a promise, with their quotes, and what became of each."""

from django.db import models

from marsad.domain.milestone import CERTAINTIES, SENSES
from marsad.store.models.localised import localised
from marsad.store.models.pages import Document, Snapshot
from marsad.store.models.people import Person
from marsad.store.models.promises import Promise
from marsad.store.models.review import Evidence


class MilestoneRow(models.Model):
    """One thing to be done about a promise by *day* (EDTF; *last_on* is its last day), told by one document or several.

    *phase* numbers a stage ("2") or is "". *replaces* is the milestone that this one puts off. *key* is a digest of the quote
    that it was first found by. *finder_version* is "person" where somebody noted it.
    """

    class Status(models.TextChoices):
        """Where the milestone stands at the desk; readers see all but those that are proposed or dismissed."""

        PROPOSED = "proposed"
        CONFIRMED = "confirmed"
        MET = "met"
        MISSED = "missed"
        POSTPONED = "postponed"
        DISMISSED = "dismissed"

    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="milestones")
    day = models.CharField(max_length=40)
    last_on = models.DateField()
    told_on = models.DateField()
    what_ar = models.TextField()
    what_en = models.TextField(blank=True)
    phase = models.CharField(max_length=8, blank=True)
    sense = models.CharField(max_length=10)
    certainty = models.CharField(max_length=10)
    is_postponement = models.BooleanField(default=False)
    replaces = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="replaced_by")
    key = models.CharField(max_length=64)
    finder_version = models.CharField(max_length=80)
    found_at = models.DateTimeField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PROPOSED)
    note = models.TextField(blank=True)
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, null=True, blank=True, related_name="met_milestones")
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="decided_milestones")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["last_on", "id"]
        indexes = [models.Index(fields=["promise", "status", "last_on"]), models.Index(fields=["status", "last_on"])]
        constraints = [
            models.UniqueConstraint(fields=["promise", "key"], name="milestone_once"),
            models.CheckConstraint(condition=models.Q(sense__in=SENSES), name="milestone_sense_known"),
            models.CheckConstraint(condition=models.Q(certainty__in=CERTAINTIES), name="milestone_certainty_known"),
            models.CheckConstraint(condition=~models.Q(what_ar="") & ~models.Q(day=""), name="milestone_says_what_and_when"),
            models.CheckConstraint(
                condition=models.Q(status__in=["proposed", "confirmed", "met", "missed", "postponed", "dismissed"]),
                name="milestone_status_known",
            ),
            models.CheckConstraint(
                condition=models.Q(status="proposed", decided_by__isnull=True, decided_at__isnull=True)
                | ~models.Q(status="proposed") & models.Q(decided_by__isnull=False, decided_at__isnull=False),
                name="milestone_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(status="met", evidence__isnull=False)
                | ~models.Q(status="met") & models.Q(evidence__isnull=True),
                name="milestone_met_with_evidence",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="dismissed") | ~models.Q(note=""), name="milestone_dismissed_with_reason"
            ),
        ]

    @property
    def what(self) -> str:
        """What is to be done, in the reader's language."""
        return localised(self.what_ar, self.what_en)


class MilestoneQuoteRow(models.Model):
    """Where one document tells of a milestone; *what* are its own words for what is to be done.

    The words are kept: a document's text may be read anew.
    """

    milestone = models.ForeignKey(MilestoneRow, on_delete=models.CASCADE, related_name="quotes")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="milestone_quotes")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    day_start = models.PositiveIntegerField()
    day_end = models.PositiveIntegerField()
    quote = models.TextField()
    what = models.TextField()
    day = models.CharField(max_length=40)
    speaker = models.CharField(max_length=300, blank=True)
    speaker_id = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["milestone", "document", "start", "day_start"], name="milestone_quote_once"),
            models.CheckConstraint(
                condition=models.Q(
                    start__lte=models.F("day_start"), day_start__lt=models.F("day_end"), day_end__lte=models.F("end")
                ),
                name="milestone_day_in_its_quote",
            ),
            models.CheckConstraint(condition=~models.Q(quote=""), name="milestone_has_its_quote"),
        ]

    @property
    def cut(self) -> tuple[str, str, str]:
        """The quote as what stands before the words of the day, those words, and what stands after."""
        first, last = self.day_start - self.start, self.day_end - self.start
        return self.quote[:first], self.quote[first:last], self.quote[last:]
