"""Blind coding: a round on one promise and day, what each of its coders handed in, and samples drawn to be coded again."""

from django.db import models

from marsad.domain.reading import RUNGS
from marsad.store.models.assessments import Assessment, CodebookVersion
from marsad.store.models.people import Person
from marsad.store.models.promises import Promise, Sector
from marsad.store.models.review import Evidence


class RecodingSample(models.Model):
    """Published assessments drawn by chance to be coded again: who drew it, from how many, and the seed that draws it again."""

    seed = models.PositiveBigIntegerField()
    sector = models.ForeignKey(Sector, on_delete=models.PROTECT, null=True, blank=True, related_name="samples")
    population = models.JSONField()  # the assessments that it was drawn from, by number, in order
    drawn_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="samples")
    drawn_at = models.DateTimeField()

    class Meta:
        ordering = ["-drawn_at", "-id"]


class CodingRound(models.Model):
    """A verdict to be found by people who do not see each other's: on which promise and day, and from which evidence.

    The evidence is what stood when the round was opened; a later round takes its place where more came in (*replaces*). A round
    of purpose "recoding" codes a published assessment again (*recodes*), for reliability alone: it makes no assessment.
    """

    class Purpose(models.TextChoices):
        """What the codings are for."""

        ASSESSMENT = "assessment"
        RECODING = "recoding"

    class Status(models.TextChoices):
        """Where a round stands. Until it leaves "open" nobody sees another's coding."""

        OPEN = "open"
        AGREED = "agreed"
        DISPUTED = "disputed"
        ADJUDICATED = "adjudicated"
        RECODED = "recoded"
        ABANDONED = "abandoned"

    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="coding_rounds")
    purpose = models.CharField(max_length=10, choices=Purpose.choices, default=Purpose.ASSESSMENT)
    codebook = models.ForeignKey(CodebookVersion, on_delete=models.PROTECT, related_name="coding_rounds")
    effective_on = models.DateField()
    is_closing = models.BooleanField(default=False)
    evidence = models.ManyToManyField(Evidence, related_name="coding_rounds", blank=True)
    wanted = models.PositiveSmallIntegerField(default=2)
    status = models.CharField(max_length=11, choices=Status.choices, default=Status.OPEN)
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="opened_rounds")
    opened_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)  # the last coding was handed in
    adjudicated_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="adjudicated_rounds")
    adjudicated_at = models.DateTimeField(null=True, blank=True)
    abandoned_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="abandoned_rounds")
    abandoned_at = models.DateTimeField(null=True, blank=True)
    abandoned_reason = models.TextField(blank=True)
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    recodes = models.ForeignKey(Assessment, on_delete=models.PROTECT, null=True, blank=True, related_name="recodings")
    sample = models.ForeignKey(RecodingSample, on_delete=models.PROTECT, null=True, blank=True, related_name="rounds")

    class Meta:
        ordering = ["-opened_at", "-id"]
        indexes = [models.Index(fields=["status", "opened_at"]), models.Index(fields=["settled_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["promise", "effective_on"],
                condition=models.Q(purpose="assessment", status__in=["open", "disputed"]),
                name="round_once_a_day_of_a_promise",
            ),
            models.UniqueConstraint(fields=["recodes", "sample"], name="round_once_a_sample"),
            models.CheckConstraint(condition=models.Q(wanted__in=[1, 2]), name="round_of_one_or_two"),
            models.CheckConstraint(
                condition=models.Q(purpose="recoding", recodes__isnull=False)
                | models.Q(purpose="assessment", recodes__isnull=True, wanted=2),
                name="round_for_an_assessment_has_two",
            ),
            models.CheckConstraint(
                condition=models.Q(status="open", settled_at__isnull=True)
                | models.Q(status="abandoned")
                | models.Q(status__in=["agreed", "disputed", "adjudicated", "recoded"], settled_at__isnull=False),
                name="round_settled_with_its_moment",
            ),
            models.CheckConstraint(
                condition=models.Q(status="adjudicated", adjudicated_by__isnull=False, adjudicated_at__isnull=False)
                | ~models.Q(status="adjudicated") & models.Q(adjudicated_by__isnull=True, adjudicated_at__isnull=True),
                name="round_adjudicated_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(status="abandoned", abandoned_by__isnull=False, abandoned_at__isnull=False)
                & ~models.Q(abandoned_reason="")
                | ~models.Q(status="abandoned") & models.Q(abandoned_by__isnull=True, abandoned_at__isnull=True),
                name="round_abandoned_with_reason",
            ),
        ]


class Coding(models.Model):
    """What one person handed in, blind: a verdict with its reasons. Never edited; taken back only before another came in.

    It has no way back from the round or the person: it is read through `store.queries.codings` alone, which keeps it from those
    who must not see it yet. *place* is 1 for who handed in first.
    """

    class Confidence(models.TextChoices):
        """How sure the coder was."""

        LOW = "low"
        MEDIUM = "medium"
        HIGH = "high"

    round = models.ForeignKey(CodingRound, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    verdict = models.CharField(max_length=40)
    outlook = models.CharField(max_length=40, blank=True)
    cause = models.CharField(max_length=40, blank=True)
    rung = models.CharField(max_length=10, blank=True)  # the highest that the evidence shows; "" where it shows none
    summary_ar = models.CharField(max_length=500)
    summary_en = models.CharField(max_length=500, blank=True)
    reasons_ar = models.TextField()
    reasons_en = models.TextField(blank=True)
    evidence = models.ManyToManyField(Evidence, related_name="+", blank=True)
    confidence = models.CharField(max_length=6, choices=Confidence.choices, blank=True)
    submitted_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["place", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "person"], condition=models.Q(withdrawn_at__isnull=True), name="coding_once_a_person"
            ),
            models.UniqueConstraint(
                fields=["round", "place"], condition=models.Q(withdrawn_at__isnull=True), name="coding_once_a_place"
            ),
            models.CheckConstraint(condition=models.Q(place__in=[1, 2]), name="coding_place_of_two"),
            models.CheckConstraint(condition=models.Q(rung__in=["", *RUNGS]), name="coding_rung_known"),
            models.CheckConstraint(condition=~models.Q(summary_ar=""), name="coding_has_a_sentence"),
            models.CheckConstraint(condition=~models.Q(reasons_ar=""), name="coding_has_reasons"),
        ]
