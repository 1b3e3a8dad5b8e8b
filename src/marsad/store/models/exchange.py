"""Programmes as files, and the promises that the machine found in them, until a person decides on each."""

from django.db import models

from marsad.store.models.people import Person
from marsad.store.models.promises import Body, Programme, Promise, Sector


class ProgrammeFile(models.Model):
    """A programme as a file: its bytes lie below the upload folder at *path*, its words here.

    *lines* are [page, number, kind, text, begins a paragraph]; *silent_pages* those that hold pictures without text; *left_out*
    the sentences in which no promise was found: [first line, last line, words, why in Arabic, why in English].
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=8)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    path = models.CharField(max_length=300, unique=True)
    pages = models.PositiveIntegerField()
    silent_pages = models.JSONField(default=list)
    lines = models.JSONField()
    left_out = models.JSONField(default=list)
    finder_version = models.CharField(max_length=40)
    uploaded_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="programme_files")
    uploaded_at = models.DateTimeField()

    class Meta:
        ordering = ["-uploaded_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "sha256"], name="programme_file_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["docx", "pdf", "html", "text"]), name="programme_file_kind_known"
            ),
        ]


class PromiseProposal(models.Model):
    """Words of a programme that may promise something; *text* is verbatim, *first_line* and *last_line* number the file's lines.

    Joining two makes a third of them, splitting one makes two: *made_of* and *made_from* keep both, so that it can be undone.
    *promise* is the one that was made of it.
    """

    class Status(models.TextChoices):
        """Where it stands; one that was joined or split lives on in others."""

        PROPOSED = "proposed"
        ACCEPTED = "accepted"
        DISMISSED = "dismissed"
        JOINED = "joined"
        SPLIT = "split"

    file = models.ForeignKey(ProgrammeFile, on_delete=models.CASCADE, related_name="proposals")
    place = models.PositiveIntegerField()
    first_line = models.PositiveIntegerField()
    last_line = models.PositiveIntegerField()
    page_ref = models.CharField(max_length=120)
    text = models.TextField()
    title = models.CharField(max_length=300)
    heading = models.TextField(blank=True)
    sector = models.ForeignKey(Sector, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    deadline = models.CharField(max_length=32, blank=True)
    score = models.FloatField()
    is_vague = models.BooleanField(default=False)
    reasons = models.JSONField(default=list)
    like = models.ForeignKey(Promise, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    like_kind = models.CharField(max_length=8, blank=True)
    like_score = models.FloatField(default=0)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PROPOSED)
    note = models.TextField(blank=True)
    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, null=True, blank=True, related_name="proposals")
    joined_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="made_of")
    split_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="made_from")
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="decided_proposals")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["place", "id"]
        indexes = [models.Index(fields=["file", "status", "place"], name="proposal_by_place")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=["proposed", "accepted", "dismissed", "joined", "split"]),
                name="proposal_status_known",
            ),
            models.CheckConstraint(
                condition=models.Q(status="proposed", decided_by__isnull=True, decided_at__isnull=True)
                | ~models.Q(status="proposed") & models.Q(decided_by__isnull=False, decided_at__isnull=False),
                name="proposal_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(status="accepted", promise__isnull=False)
                | ~models.Q(status="accepted") & models.Q(promise__isnull=True),
                name="proposal_accepted_as_a_promise",
            ),
            models.CheckConstraint(
                condition=models.Q(status="joined", joined_into__isnull=False)
                | ~models.Q(status="joined") & models.Q(joined_into__isnull=True),
                name="proposal_joined_into_another",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="dismissed") | ~models.Q(note=""), name="proposal_dismissed_with_reason"
            ),
            models.CheckConstraint(condition=~models.Q(text=""), name="proposal_has_its_words"),
            models.CheckConstraint(condition=models.Q(first_line__lte=models.F("last_line")), name="proposal_lines_in_order"),
        ]
