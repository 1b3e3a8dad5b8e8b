"""A machine's proposals, and the evidence that people made of them."""

from django.db import models

from marsad.domain.reading import RUNGS, STANCES
from marsad.store.models.pages import Document, Snapshot
from marsad.store.models.people import Person
from marsad.store.models.promises import Promise

VERSION_LETTERS = 200  # of what tells which code, models and encoder made a proposal
BY_A_PERSON = "person"  # stands there instead where a person laid the document beside the promise


class Candidate(models.Model):
    """A machine's proposal that a document bears on a promise.

    start..end are the words that made it match, quote_start..quote_end those that decide the stance; where none do, both are 0.
    *reasons* and *stance_reasons* are pairs, Arabic and English; rows from before there were pairs hold Arabic alone.
    *chances* are those of supports, refutes and discusses. *leads_from* is the day from which it stands for its story in the
    queue of its promise, *leads_stance_from* that from which it does so among candidates of its stance alone, and
    *leads_copies_from* that from which it does so whatever was decided on copies of it.
    """

    class Status(models.TextChoices):
        """Where the proposal stands at the desk."""

        WAITING = "waiting"
        ACCEPTED = "accepted"
        REJECTED = "rejected"
        DEFERRED = "deferred"

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="candidates")
    promise = models.ForeignKey(Promise, on_delete=models.CASCADE, related_name="candidates")
    score = models.FloatField()
    is_suggested = models.BooleanField()
    stance = models.CharField(max_length=10)
    rung = models.CharField(max_length=10)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    reasons = models.JSONField(default=list)
    matcher_version = models.CharField(max_length=VERSION_LETTERS)
    quote_start = models.PositiveIntegerField(default=0)
    quote_end = models.PositiveIntegerField(default=0)
    chances = models.JSONField(default=list, blank=True)
    stance_reasons = models.JSONField(default=list, blank=True)
    stance_version = models.CharField(max_length=VERSION_LETTERS, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)
    reason = models.TextField(blank=True)
    deferred_until = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions")
    decided_at = models.DateTimeField(null=True, blank=True)
    found_at = models.DateTimeField(auto_now_add=True)
    # Kept by `record.leads` in every transaction that changes a candidate; null where another stands for the story, or none does.
    leads_from = models.DateField(null=True, blank=True)
    leads_stance_from = models.DateField(null=True, blank=True)
    leads_copies_from = models.DateField(null=True, blank=True)
    leads_copies_until = models.DateField(null=True, blank=True)  # the day on which a better one that was deferred comes back

    class Meta:
        ordering = ["-score", "id"]
        indexes = [
            models.Index(
                fields=["-is_suggested", "-score", "id", "leads_from", "promise"],
                name="candidate_leads",
                condition=models.Q(leads_from__isnull=False),
            ),
            models.Index(
                fields=["stance", "-is_suggested", "-score", "id", "leads_stance_from", "promise"],
                name="candidate_leads_stance",
                condition=models.Q(leads_stance_from__isnull=False),
            ),
            models.Index(
                fields=["-is_suggested", "-score", "id", "leads_copies_from", "leads_copies_until", "promise"],
                name="candidate_leads_copies",
                condition=models.Q(leads_copies_from__isnull=False),
            ),
            models.Index(
                fields=["promise", "-is_suggested", "-score", "id", "leads_from"],
                name="candidate_leads_promise",
                condition=models.Q(leads_from__isnull=False),
            ),
            models.Index(fields=["status", "-score"]),
            models.Index(fields=["-is_suggested", "-score", "id"]),
            models.Index(fields=["promise", "status", "-score"]),
        ]
        constraints = [
            models.UniqueConstraint(fields=["document", "promise"], name="candidate_once"),
            models.CheckConstraint(condition=models.Q(score__gte=0, score__lte=1), name="candidate_score_in_unit"),
            models.CheckConstraint(condition=models.Q(end__gte=models.F("start")), name="candidate_span_forward"),
            models.CheckConstraint(
                condition=models.Q(quote_start=0, quote_end=0) | models.Q(quote_end__gt=models.F("quote_start")),
                name="candidate_quote_forward",
            ),
            models.CheckConstraint(condition=models.Q(stance__in=STANCES), name="candidate_stance_known"),
            models.CheckConstraint(condition=models.Q(rung__in=RUNGS), name="candidate_rung_known"),
            models.CheckConstraint(
                condition=models.Q(status="waiting") | models.Q(decided_by__isnull=False, decided_at__isnull=False),
                name="candidate_decided_by_somebody",
            ),
        ]

    @property
    def sentence(self) -> str:
        """The words that made it match."""
        return self.document.text[self.start : self.end]

    @property
    def decisive(self) -> tuple[int, int]:
        """Start and end of the words that decide the stance; where none are known, of those that made it match."""
        return (self.quote_start, self.quote_end) if self.quote_end else (self.start, self.end)


class Evidence(models.Model):
    """Words that an editor or monitor accepted as bearing on a promise; withdrawn, never deleted."""

    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="evidence")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="evidence")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, null=True, blank=True, related_name="evidence")
    submission = models.ForeignKey("store.Submission", on_delete=models.PROTECT, null=True, blank=True, related_name="evidence")
    candidate = models.ForeignKey(Candidate, on_delete=models.SET_NULL, null=True, blank=True, related_name="evidence")
    quote = models.TextField()
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    stance = models.CharField(max_length=10)
    rung = models.CharField(max_length=10)
    said_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)
    accepted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="accepted_evidence")
    accepted_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-said_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(stance__in=STANCES), name="evidence_stance_known"),
            models.CheckConstraint(condition=models.Q(rung__in=RUNGS), name="evidence_rung_known"),
            models.CheckConstraint(condition=~models.Q(quote=""), name="evidence_has_a_quote"),
            models.CheckConstraint(
                condition=models.Q(document__isnull=False) | models.Q(submission__isnull=False), name="evidence_has_a_source"
            ),
        ]
