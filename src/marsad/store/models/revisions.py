"""What the record said of a promise, wording by wording: as the programme put it, as it was put later, as we mended it."""

from django.db import models

from marsad.store.models.localised import localised
from marsad.store.models.pages import Document
from marsad.store.models.people import Person
from marsad.store.models.promises import Body, Government, Programme, Promise, Sector

# The columns that a revision holds of its promise, by the names that they bear there.
WORDING = (
    "title_ar",
    "title_en",
    "text_ar",
    "text_en",
    "justification_ar",
    "justification_en",
    "page_ref",
    "deadline",
    "deadline_on",
    "government",
    "programme",
    "sector",
    "body",
    "is_published",
)


class PromiseRevision(models.Model):
    """A promise as readers saw it from the moment *at* until its next revision. Never edited, never removed.

    *actor* is the name that the ledger shows. A later wording has the day on which it was said and where: an address or a
    document, with its words. What we mend in our own record says what was wrong.
    """

    class Kind(models.TextChoices):
        """Why the promise was written (anew)."""

        ORIGINAL = "original"
        LATER = "later"
        MENDED = "mended"
        WITHDRAWN = "withdrawn"
        RESTORED = "restored"

    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.ORIGINAL)
    title_ar = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    text_ar = models.TextField()
    text_en = models.TextField(blank=True)
    justification_ar = models.TextField(blank=True)
    justification_en = models.TextField(blank=True)
    page_ref = models.CharField(max_length=120, blank=True)
    deadline = models.CharField(max_length=32, blank=True)
    deadline_on = models.DateField(null=True, blank=True)
    government = models.ForeignKey(Government, on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    sector = models.ForeignKey(Sector, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    is_published = models.BooleanField(default=True)
    said_on = models.DateField(null=True, blank=True)
    source_url = models.URLField(max_length=1000, blank=True)
    source_document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    source_quote = models.TextField(blank=True)
    reason_ar = models.TextField(blank=True)
    reason_en = models.TextField(blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="promise_revisions", null=True, blank=True)
    actor = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        ordering = ["promise", "number"]
        indexes = [models.Index(fields=["promise", "at"], name="promise_revision_at")]
        constraints = [
            models.UniqueConstraint(fields=["promise", "number"], name="promise_revision_once"),
            models.CheckConstraint(
                condition=models.Q(kind="original", number=1) | ~models.Q(kind="original") & models.Q(number__gt=1),
                name="promise_revision_first_is_original",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="later")
                | models.Q(said_on__isnull=False)
                & (~models.Q(source_url="") | models.Q(source_document__isnull=False))
                & ~models.Q(source_quote=""),
                name="promise_revision_later_has_source",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind__in=["mended", "withdrawn", "restored"]) | ~models.Q(reason_ar=""),
                name="promise_revision_says_why",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="withdrawn", is_published=False)
                | models.Q(kind__in=["original", "restored"], is_published=True)
                | models.Q(kind__in=["later", "mended"]),
                name="promise_revision_withdrawn_is_hidden",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["original", "later", "mended", "withdrawn", "restored"]),
                name="promise_revision_kind_known",
            ),
        ]

    @property
    def title(self) -> str:
        """The title in the reader's language."""
        return localised(self.title_ar, self.title_en)

    @property
    def text(self) -> str:
        """The promise's words in the reader's language."""
        return localised(self.text_ar, self.text_en)

    @property
    def justification(self) -> str:
        """The programme's grounds, in the reader's language."""
        return localised(self.justification_ar, self.justification_en)

    @property
    def reason(self) -> str:
        """Why it was written anew, in the reader's language."""
        return localised(self.reason_ar, self.reason_en)
