"""What members of the public send, and the files with it. Files lie outside the web root and are never served as they came."""

from django.db import models

from marsad.store.models.people import Person
from marsad.store.models.promises import Promise


class Submission(models.Model):
    """One piece of information from the public. *receipt_hash* is the SHA-256 of the code the sender holds."""

    class Status(models.TextChoices):
        """Where the information stands."""

        RECEIVED = "received"
        CHECKING = "checking"
        ACCEPTED = "accepted"
        CLOSED = "closed"

    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, null=True, blank=True, related_name="submissions")
    receipt_hash = models.CharField(max_length=64, unique=True)
    text = models.TextField()
    contact = models.CharField(max_length=300, blank=True)
    has_consented = models.BooleanField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.RECEIVED)
    answer = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    received_at = models.DateTimeField()
    handled_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="handled_submissions")
    handled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-received_at"]
        constraints = [models.CheckConstraint(condition=models.Q(has_consented=True), name="submission_with_consent")]


class Attachment(models.Model):
    """A file that came with a submission; *path* is below the upload folder, under a name of our own."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    path = models.CharField(max_length=300, unique=True)
