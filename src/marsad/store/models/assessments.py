"""Verdicts under a codebook version, and the public ledger of everything published."""

from django.db import models

from marsad.store.models.localised import localised
from marsad.store.models.people import Person
from marsad.store.models.promises import Promise
from marsad.store.models.review import Evidence


class CodebookVersion(models.Model):
    """One version of the codebook, whole, as it was read from YAML."""

    key = models.CharField(max_length=80)
    version = models.CharField(max_length=20)
    body = models.JSONField()
    sha256 = models.CharField(max_length=64)
    is_current = models.BooleanField(default=True)
    loaded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "version"], name="codebook_version_once")]


class Assessment(models.Model):
    """A verdict on a promise, effective on a day, with its reasons and evidence. Superseded, never edited once published.

    *cause* is the codebook's key for why a promise was broken or cannot be verified. *overrides* are the findings of the rules
    that a chief editor set aside: mappings of `code`, `reason_ar`, `reason_en` and `by`. *corrects* is the assessment that this
    one was published to mend. One that is withdrawn stands no more; the newest of those that are left stands again.
    *round* is the blind coding that it came of; where the coders differed (*is_adjudicated*), its author is who decided between
    them, and may also be its second person, where the codebook says so.
    """

    class Status(models.TextChoices):
        """Where an assessment stands."""

        PROPOSED = "proposed"
        RETURNED = "returned"
        PUBLISHED = "published"
        SUPERSEDED = "superseded"
        WITHDRAWN = "withdrawn"

    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="assessments")
    codebook = models.ForeignKey(CodebookVersion, on_delete=models.PROTECT, related_name="assessments")
    verdict = models.CharField(max_length=40)
    cause = models.CharField(max_length=40, blank=True)
    outlook = models.CharField(max_length=40, blank=True)
    effective_on = models.DateField()
    is_closing = models.BooleanField(default=False)
    summary_ar = models.CharField(max_length=500)
    summary_en = models.CharField(max_length=500, blank=True)
    reasons_ar = models.TextField(blank=True)
    evidence = models.ManyToManyField(Evidence, related_name="assessments", blank=True)
    overrides = models.JSONField(default=list, blank=True)
    round = models.ForeignKey("store.CodingRound", on_delete=models.PROTECT, null=True, blank=True, related_name="assessments")
    is_adjudicated = models.BooleanField(default=False)
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrections")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PROPOSED)
    is_imported = models.BooleanField(default=False)
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="written_assessments")
    seconder = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="seconded_assessments")
    returned_reason = models.TextField(blank=True)
    written_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="withdrawn")
    withdrawn_reason_ar = models.TextField(blank=True)
    withdrawn_reason_en = models.TextField(blank=True)

    class Meta:
        ordering = ["-effective_on", "-id"]
        indexes = [models.Index(fields=["promise", "status", "-effective_on"])]
        constraints = [
            models.UniqueConstraint(fields=["promise"], condition=models.Q(status="published"), name="assessment_stands_alone"),
            models.CheckConstraint(
                condition=models.Q(seconder__isnull=True)
                | ~models.Q(seconder=models.F("author"))
                | models.Q(is_adjudicated=True, round__isnull=False),
                name="assessment_seconded_by_another",
            ),
            models.CheckConstraint(
                condition=~models.Q(status__in=["published", "superseded", "withdrawn"])
                | models.Q(seconder__isnull=False, published_at__isnull=False),
                name="assessment_published_by_two",
            ),
            models.CheckConstraint(
                condition=models.Q(status="withdrawn", withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                & ~models.Q(withdrawn_reason_ar="")
                | ~models.Q(status="withdrawn") & models.Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True),
                name="assessment_withdrawn_with_reason",
            ),
        ]

    @property
    def summary(self) -> str:
        """Why, in one sentence, in the reader's language."""
        return localised(self.summary_ar, self.summary_en)


class Entry(models.Model):
    """One line of the public ledger: hash-chained, append-only."""

    sequence = models.PositiveBigIntegerField(primary_key=True)
    at = models.CharField(max_length=40)
    actor = models.CharField(max_length=150)
    kind = models.CharField(max_length=40)
    payload = models.TextField()
    previous_hash = models.CharField(max_length=64, unique=True)
    hash = models.CharField(max_length=64, unique=True)
    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, null=True, blank=True, related_name="entries")
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, null=True, blank=True, related_name="entries")

    class Meta:
        ordering = ["sequence"]
