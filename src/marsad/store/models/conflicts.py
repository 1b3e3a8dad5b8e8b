"""Conflicts between two documents that bear on one promise, and what the desk made of them."""

from django.db import models

from marsad.domain.conflict import CONFLICT_KINDS
from marsad.store.models.localised import localised, tell_pair
from marsad.store.models.pages import Document, Snapshot
from marsad.store.models.people import Person
from marsad.store.models.promises import Promise


class ConflictRow(models.Model):
    """Two statements on one promise that cannot both hold. The quotes are kept as words: a document's text may be read anew.

    *key* is a digest of both quotes and the words in dispute. *finder_version* is "person" where somebody noted it.
    """

    class Status(models.TextChoices):
        """Where the conflict stands at the desk; readers see only those that are explained."""

        OPEN = "open"
        EXPLAINED = "explained"
        RESOLVED = "resolved"
        DISMISSED = "dismissed"

    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="conflicts")
    kind = models.CharField(max_length=10)
    left = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="conflicts_on_the_left")
    left_snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    left_start = models.PositiveIntegerField()
    left_end = models.PositiveIntegerField()
    left_quote_start = models.PositiveIntegerField()
    left_quote_end = models.PositiveIntegerField()
    left_quote = models.TextField()
    left_value = models.CharField(max_length=300, blank=True)
    right = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="conflicts_on_the_right")
    right_snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    right_start = models.PositiveIntegerField()
    right_end = models.PositiveIntegerField()
    right_quote_start = models.PositiveIntegerField()
    right_quote_end = models.PositiveIntegerField()
    right_quote = models.TextField()
    right_value = models.CharField(max_length=300, blank=True)
    reason_ar = models.TextField()
    reason_en = models.TextField()
    shared = models.JSONField(default=list)
    score = models.FloatField()
    key = models.CharField(max_length=64)
    finder_version = models.CharField(max_length=80)
    found_at = models.DateTimeField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OPEN)
    explanation_ar = models.TextField(blank=True)
    explanation_en = models.TextField(blank=True)
    note = models.TextField(blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="decided_conflicts")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-score", "id"]
        indexes = [models.Index(fields=["promise", "status", "-score"]), models.Index(fields=["status", "-score"])]
        constraints = [
            models.UniqueConstraint(fields=["promise", "key"], name="conflict_once"),
            models.CheckConstraint(condition=models.Q(kind__in=CONFLICT_KINDS), name="conflict_kind_known"),
            models.CheckConstraint(condition=models.Q(score__gte=0, score__lte=1), name="conflict_score_in_unit"),
            models.CheckConstraint(
                condition=models.Q(
                    left_quote_start__lte=models.F("left_start"),
                    left_start__lt=models.F("left_end"),
                    left_end__lte=models.F("left_quote_end"),
                    right_quote_start__lte=models.F("right_start"),
                    right_start__lt=models.F("right_end"),
                    right_end__lte=models.F("right_quote_end"),
                ),
                name="conflict_words_in_their_quotes",
            ),
            models.CheckConstraint(
                condition=~models.Q(left_quote="")
                & ~models.Q(right_quote="")
                & ~models.Q(reason_ar="")
                & ~models.Q(reason_en=""),
                name="conflict_has_quotes_and_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=["open", "explained", "resolved", "dismissed"]), name="conflict_status_known"
            ),
            models.CheckConstraint(
                condition=models.Q(status="open", decided_by__isnull=True, decided_at__isnull=True)
                | ~models.Q(status="open") & models.Q(decided_by__isnull=False, decided_at__isnull=False),
                name="conflict_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="explained") | ~models.Q(explanation_ar=""), name="conflict_explained_in_words"
            ),
            models.CheckConstraint(
                condition=~models.Q(status__in=["resolved", "dismissed"]) | ~models.Q(note=""),
                name="conflict_closed_with_reason",
            ),
        ]

    @property
    def reason(self) -> str:
        """Why both cannot hold, in the reader's language."""
        return tell_pair(self.reason_ar, self.reason_en)

    @property
    def explanation(self) -> str:
        """What an editor tells readers, in the reader's language."""
        return localised(self.explanation_ar, self.explanation_en)

    @property
    def left_cut(self) -> tuple[str, str, str]:
        """The left quote as what stands before the words in dispute, those words, and what stands after."""
        return _cut(self.left_quote, self.left_start - self.left_quote_start, self.left_end - self.left_quote_start)

    @property
    def right_cut(self) -> tuple[str, str, str]:
        """The right quote, cut in the same way."""
        return _cut(self.right_quote, self.right_start - self.right_quote_start, self.right_end - self.right_quote_start)


def _cut(quote: str, start: int, end: int) -> tuple[str, str, str]:
    return quote[:start], quote[start:end], quote[end:]
