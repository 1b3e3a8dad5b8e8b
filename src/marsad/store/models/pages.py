"""Snapshots as fetched, the documents read from them, what each document claims, and what could not be read."""

from django.db import models

from marsad.store.models.sources import Outlet


class Story(models.Model):
    """Documents that are copies of one text; counts once."""

    key = models.CharField(max_length=80, unique=True)


class Document(models.Model):
    """The readable text of a page; stable across snapshots. *key* is its address, or the digest of a page without one."""

    key = models.CharField(max_length=1000, unique=True)
    page_id = models.CharField(max_length=300, db_index=True)
    url = models.CharField(max_length=1000, blank=True)
    title = models.CharField(max_length=500, blank=True)
    text = models.TextField()
    published_on = models.DateField(null=True, blank=True, db_index=True)
    outlet = models.ForeignKey(Outlet, on_delete=models.PROTECT, null=True, blank=True, related_name="documents")
    outlet_name = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=8, blank=True)
    agencies = models.JSONField(default=list)
    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="documents")
    dates = models.JSONField(default=list)
    amounts = models.JSONField(default=list)
    names = models.JSONField(default=list)
    reader_version = models.CharField(max_length=80, blank=True)
    read_at = models.DateTimeField()

    class Meta:
        ordering = ["-published_on", "-id"]

    def __str__(self) -> str:
        return self.title or self.page_id

    @property
    def source_name(self) -> str:
        """The outlet's name as a reader knows it."""
        return self.outlet.name if self.outlet else self.outlet_name


class TextRun(models.Model):
    """One of the few runs of words by which a document's likes are found (`pipeline.stories.sketch`); *key* is its digest."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="runs")
    key = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["key", "document"])]


class Snapshot(models.Model):
    """One page as one fetch returned it: where its bytes lie in the archive, and their SHA-256. Never edited."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="snapshots")
    url = models.CharField(max_length=1000, blank=True)
    fetched_at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(default=200)
    media_type = models.CharField(max_length=120, blank=True)
    sha256 = models.CharField(max_length=64, db_index=True)
    archive_file = models.CharField(max_length=300)
    archive_offset = models.PositiveBigIntegerField()
    archive_length = models.PositiveBigIntegerField()
    size = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["-fetched_at"]

    def __str__(self) -> str:
        return f"{self.url or self.sha256[:12]} {self.fetched_at:%Y-%m-%d}"


class ClaimRow(models.Model):
    """What a document asserts or attributes: who said it, and the span of the words."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="claims")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    speaker = models.CharField(max_length=300, blank=True)
    verb = models.CharField(max_length=60, blank=True)
    is_quoted = models.BooleanField(default=False)
    is_anonymous = models.BooleanField(default=False)
    via = models.JSONField(default=list)
    source_kind = models.CharField(max_length=20, blank=True)
    speaker_id = models.CharField(max_length=120, blank=True, db_index=True)

    class Meta:
        ordering = ["start"]
        constraints = [models.CheckConstraint(condition=models.Q(end__gte=models.F("start")), name="claim_span_forward")]


class FailureRow(models.Model):
    """What could not be fetched or read, at which step, and why."""

    page_id = models.CharField(max_length=1000)
    step = models.CharField(max_length=60)
    reason = models.TextField()
    happened_at = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)
    is_closed = models.BooleanField(default=False)

    class Meta:
        ordering = ["-happened_at"]
        constraints = [models.UniqueConstraint(fields=["page_id", "step"], name="failure_once_a_step")]
