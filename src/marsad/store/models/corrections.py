"""What was published and turned out wrong: corrections, and withdrawals of verdicts that nobody stands behind any more."""

from django.db import models

from marsad.store.models.assessments import Assessment
from marsad.store.models.localised import localised
from marsad.store.models.people import Person
from marsad.store.models.promises import Promise


class Correction(models.Model):
    """A published mending of something published: what was wrong, what is right now, who found it, and how grave it was.

    *subject_key* is the key of what it mends: the number of a row, or the promise's own key. One that mends an assessment
    names it in *assessment*, and in *mended_by* the new assessment that supersedes it; both are published at once.
    """

    class Subject(models.TextChoices):
        """What may be mended."""

        ASSESSMENT = "assessment"
        PROMISE = "promise"
        MILESTONE = "milestone"
        SERIES = "series"
        CONFLICT = "conflict"

    class Severity(models.TextChoices):
        """How much a reader was misled."""

        WORDING = "wording"
        FACT = "fact"
        VERDICT = "verdict"

    class Finder(models.TextChoices):
        """Who found the mistake."""

        NEWSROOM = "newsroom"
        READER = "reader"
        BODY = "body"

    class Status(models.TextChoices):
        """Where a correction stands."""

        PROPOSED = "proposed"
        DROPPED = "dropped"
        PUBLISHED = "published"

    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="corrections")
    subject = models.CharField(max_length=10, choices=Subject.choices)
    subject_key = models.CharField(max_length=80)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, null=True, blank=True, related_name="mendings")
    mended_by = models.OneToOneField(Assessment, on_delete=models.PROTECT, null=True, blank=True, related_name="correction")
    severity = models.CharField(max_length=10, choices=Severity.choices)
    found_by = models.CharField(max_length=10, choices=Finder.choices)
    wrong_ar = models.TextField()
    wrong_en = models.TextField(blank=True)
    right_ar = models.TextField()
    right_en = models.TextField(blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PROPOSED)
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="written_corrections")
    seconder = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="seconded_corrections")
    written_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-published_at", "-id"]
        indexes = [
            models.Index(fields=["promise", "status"], name="correction_promise_status"),
            models.Index(fields=["status", "-published_at"], name="correction_newest"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(subject__in=["assessment", "promise", "milestone", "series", "conflict"])
                & models.Q(severity__in=["wording", "fact", "verdict"])
                & models.Q(found_by__in=["newsroom", "reader", "body"]),
                name="correction_kinds_known",
            ),
            models.CheckConstraint(
                condition=models.Q(subject="assessment", assessment__isnull=False, mended_by__isnull=False)
                | ~models.Q(subject="assessment") & models.Q(assessment__isnull=True, mended_by__isnull=True),
                name="correction_of_assessment_makes_another",
            ),
            models.CheckConstraint(
                condition=models.Q(assessment__isnull=True) | ~models.Q(assessment=models.F("mended_by")),
                name="correction_mends_by_another",
            ),
            models.CheckConstraint(
                condition=~models.Q(wrong_ar="") & ~models.Q(right_ar="") & ~models.Q(subject_key=""),
                name="correction_says_what",
            ),
            models.CheckConstraint(
                condition=models.Q(status="published", seconder__isnull=False, published_at__isnull=False)
                | models.Q(status__in=["proposed", "dropped"], seconder__isnull=True, published_at__isnull=True),
                name="correction_published_by_two",
            ),
            models.CheckConstraint(
                condition=models.Q(seconder__isnull=True) | ~models.Q(seconder=models.F("author")),
                name="correction_seconded_by_another",
            ),
            models.UniqueConstraint(
                fields=["subject", "subject_key"],
                condition=models.Q(status="proposed"),
                name="correction_waits_alone",
            ),
            models.UniqueConstraint(
                fields=["assessment"], condition=models.Q(status="published"), name="correction_of_assessment_once"
            ),
        ]

    @property
    def wrong(self) -> str:
        """What was wrong, in the reader's language."""
        return localised(self.wrong_ar, self.wrong_en)

    @property
    def right(self) -> str:
        """What is right now, in the reader's language."""
        return localised(self.right_ar, self.right_en)


class Withdrawal(models.Model):
    """One editor asks that a published assessment be withdrawn; another confirms it, or it is dropped."""

    class Status(models.TextChoices):
        """Where a withdrawal stands."""

        ASKED = "asked"
        DROPPED = "dropped"
        CONFIRMED = "confirmed"

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="withdrawals")
    reason_ar = models.TextField()
    reason_en = models.TextField(blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.ASKED)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="asked_withdrawals")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="decided_withdrawals")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason_ar=""), name="withdrawal_says_why"),
            models.CheckConstraint(
                condition=models.Q(status="asked", decided_by__isnull=True, decided_at__isnull=True)
                | models.Q(status__in=["dropped", "confirmed"], decided_by__isnull=False, decided_at__isnull=False),
                name="withdrawal_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="confirmed") | ~models.Q(decided_by=models.F("asked_by")),
                name="withdrawal_confirmed_by_another",
            ),
            models.UniqueConstraint(
                fields=["assessment"], condition=models.Q(status__in=["asked", "confirmed"]), name="withdrawal_once"
            ),
        ]

    @property
    def reason(self) -> str:
        """Why, in the reader's language."""
        return localised(self.reason_ar, self.reason_en)
