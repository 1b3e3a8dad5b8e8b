"""What search looks in: a row for each thing that can be found, the words that are known, and how much there is of both.

Beside the rows lies an index of their words and marks that Django does not know: on SQLite an FTS5 table kept by triggers, on
PostgreSQL a column of type tsvector that the database reckons; and an index of the newest rows (migrations 0018, 0021). A later
migration that alters `SearchRow` on SQLite makes the table anew, and must make its column of marks, the triggers and that
index again.
"""

from django.db import models


class SearchRow(models.Model):
    """One thing that can be found, with its words as `text.search.prepare` leaves them. Columns that are long stand last."""

    class Kind(models.TextChoices):
        """What can be found."""

        PROMISE = "promise"
        FINDING = "finding"
        DOCUMENT = "document"
        REPLY = "reply"

    kind = models.CharField(max_length=8, choices=Kind.choices)
    object_id = models.PositiveBigIntegerField()
    is_public = models.BooleanField()
    promise = models.CharField(max_length=80, blank=True)
    government = models.CharField(max_length=80, blank=True)
    sector = models.CharField(max_length=80, blank=True)
    body = models.CharField(max_length=80, blank=True)
    verdict = models.CharField(max_length=40, blank=True)
    day = models.DateField(null=True, blank=True)
    outlet = models.CharField(max_length=200, blank=True)
    outlet_key = models.CharField(max_length=200, blank=True)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    title = models.TextField(blank=True)
    title_words = models.TextField(blank=True)
    title_stems = models.TextField(blank=True)
    words = models.TextField(blank=True)
    stems = models.TextField(blank=True)
    text = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="search_row_once")]
        indexes = [
            models.Index(fields=["is_public", "kind"], name="search_row_public"),
            models.Index(fields=["promise"], name="search_row_promise"),
        ]


class SearchTerm(models.Model):
    """A stem that stands in what can be found, and in how many rows. *word* is a form of it, folded, for mending slips.

    *head* is the beginning of the stem, *tail* the end of the word.
    """

    stem = models.CharField(max_length=60, unique=True)
    word = models.CharField(max_length=60)
    root = models.CharField(max_length=60, blank=True, db_index=True)
    verb_root = models.CharField(max_length=60, blank=True, db_index=True)
    head = models.CharField(max_length=3, db_index=True)
    tail = models.CharField(max_length=3, db_index=True)
    everywhere = models.IntegerField(default=0)
    in_public = models.IntegerField(default=0)


class SearchState(models.Model):
    """How much can be found: one row. *last_entry* is the ledger's entry up to which what is public was looked at."""

    rows = models.IntegerField(default=0)
    public_rows = models.IntegerField(default=0)
    words = models.BigIntegerField(default=0)
    public_words = models.BigIntegerField(default=0)
    last_entry = models.PositiveBigIntegerField(default=0)
