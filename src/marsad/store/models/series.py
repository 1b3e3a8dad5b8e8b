"""Series: amounts of one thing over time on a promise, each point with its quote, and what the desk made of them."""

from django.db import models

from marsad.domain.reading import RELATIONS
from marsad.store.models.localised import localised
from marsad.store.models.pages import Document, Snapshot
from marsad.store.models.people import Person
from marsad.store.models.promises import Promise


class SeriesRow(models.Model):
    """Amounts of *unit*, in whose sentence the words *about* stand. *key* is a digest of both, however they are written.

    *finder_version* is "person" where somebody made it by hand.
    """

    class Status(models.TextChoices):
        """Where the series stands at the desk; readers see only those that are published."""

        PROPOSED = "proposed"
        PUBLISHED = "published"
        WITHDRAWN = "withdrawn"
        DISMISSED = "dismissed"

    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="series")
    unit = models.CharField(max_length=80)
    about = models.CharField(max_length=200)
    title_ar = models.CharField(max_length=200, blank=True)
    title_en = models.CharField(max_length=200, blank=True)
    key = models.CharField(max_length=64)
    finder_version = models.CharField(max_length=80)
    found_at = models.DateTimeField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PROPOSED)
    note = models.TextField(blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="decided_series")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-found_at", "id"]
        indexes = [models.Index(fields=["promise", "status"]), models.Index(fields=["status"])]
        constraints = [
            models.UniqueConstraint(fields=["promise", "key"], name="series_once"),
            models.CheckConstraint(condition=~models.Q(unit="") & ~models.Q(about=""), name="series_has_unit_and_words"),
            models.CheckConstraint(
                condition=models.Q(status__in=["proposed", "published", "withdrawn", "dismissed"]), name="series_status_known"
            ),
            models.CheckConstraint(
                condition=models.Q(status="proposed", decided_by__isnull=True, decided_at__isnull=True)
                | ~models.Q(status="proposed") & models.Q(decided_by__isnull=False, decided_at__isnull=False),
                name="series_decided_by_somebody",
            ),
            models.CheckConstraint(condition=~models.Q(status="published") | ~models.Q(title_ar=""), name="series_has_its_title"),
            models.CheckConstraint(
                condition=~models.Q(status__in=["withdrawn", "dismissed"]) | ~models.Q(note=""), name="series_closed_with_reason"
            ),
        ]

    @property
    def title(self) -> str:
        """What readers call it, in the reader's language; before it has a name, its unit and words."""
        plain = f"{self.about} (%)" if self.unit == "%" else f"{self.unit}: {self.about}"  # no title begins with a bare sign
        return localised(self.title_ar, self.title_en) or plain


class SeriesPointRow(models.Model):
    """An amount on a day, quoted from *document*. *pages* are all documents that tell it so, *sources* how many count.

    The quote is kept as words: a document's text may be read anew. *low* and *high* are as written, None where open.
    *is_chosen* is None until somebody chose.
    """

    series = models.ForeignKey(SeriesRow, on_delete=models.CASCADE, related_name="points")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="series_points")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    day = models.CharField(max_length=40)
    first_on = models.DateField()
    value = models.FloatField()
    low = models.FloatField(null=True, blank=True)
    high = models.FloatField(null=True, blank=True)
    relation = models.CharField(max_length=2, default="=")
    is_planned = models.BooleanField(default=False)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote_start = models.PositiveIntegerField()
    quote_end = models.PositiveIntegerField()
    quote = models.TextField()
    pages = models.JSONField(default=list)
    outlets = models.JSONField(default=list)
    sources = models.PositiveSmallIntegerField(default=1)
    is_chosen = models.BooleanField(null=True, blank=True)
    key = models.CharField(max_length=64)
    found_at = models.DateTimeField()

    class Meta:
        ordering = ["first_on", "day", "is_planned", "value", "id"]
        constraints = [
            models.UniqueConstraint(fields=["series", "key"], name="series_point_once"),
            models.CheckConstraint(condition=models.Q(relation__in=RELATIONS), name="series_point_relation_known"),
            models.CheckConstraint(
                condition=models.Q(
                    quote_start__lte=models.F("start"), start__lt=models.F("end"), end__lte=models.F("quote_end"), sources__gte=1
                )
                & ~models.Q(quote=""),
                name="series_point_words_in_its_quote",
            ),
        ]

    @property
    def cut(self) -> tuple[str, str, str]:
        """The quote as what stands before the number's words, those words, and what stands after."""
        start, end = self.start - self.quote_start, self.end - self.quote_start
        return self.quote[:start], self.quote[start:end], self.quote[end:]
