"""The audit: what each person did, tried and was refused. Rows are only ever added; the database refuses to change one."""

from django.db import models
from django.db.models import Q

from marsad.store.models.people import Person
from marsad.store.models.promises import Promise


class Act(models.Model):
    """One act: who, which verb, on what, when, and how it ended. It never holds the content of a blind coding."""

    class Outcome(models.TextChoices):
        """How an act ended."""

        DONE = "done"
        REFUSED = "refused"

    at = models.DateTimeField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="acts")
    actor = models.CharField(max_length=150, blank=True)  # who, where no person signed in: "command line"
    verb = models.CharField(max_length=60)
    kind = models.CharField(max_length=40, blank=True)
    key = models.CharField(max_length=200, blank=True)
    # Not held by the database: a draft that is thrown away leaves what was done about it.
    promise = models.ForeignKey(Promise, on_delete=models.DO_NOTHING, db_constraint=False, null=True, related_name="+")
    made = models.CharField(max_length=200, blank=True)  # what came of it, as "assessment:12"
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.DONE)
    why_ar = models.TextField(blank=True)
    why_en = models.TextField(blank=True)
    network = models.CharField(max_length=45, blank=True)  # of signing in: the address without its last part

    class Meta:
        ordering = ("-pk",)
        indexes = [
            models.Index(fields=["person", "-id"], name="act_person"),
            models.Index(fields=["verb", "-id"], name="act_verb"),
            models.Index(fields=["kind", "key", "-id"], name="act_subject"),
            models.Index(fields=["at"], name="act_at"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=["done", "refused"]), name="act_outcome_known"),
            models.CheckConstraint(condition=Q(person__isnull=False) | ~Q(actor=""), name="act_is_somebodys"),
        ]
