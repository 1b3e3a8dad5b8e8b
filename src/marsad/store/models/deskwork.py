"""What people at the desk keep for one another: who takes what up, saved filters, drafts, notes, and who has what open."""

from django.db import models
from django.db.models import Q

from marsad.store.models.assessments import Assessment
from marsad.store.models.pages import Story
from marsad.store.models.people import Person
from marsad.store.models.promises import Promise
from marsad.store.models.review import Candidate


def _exactly_one(*names: str) -> Q:
    """Return the condition that exactly one of the columns *names* is set."""
    found = Q()
    for chosen in names:
        found |= Q(**{f"{name}__isnull": name != chosen for name in names})
    return found


class Assignment(models.Model):
    """A candidate, a story or a promise that one person takes up; each has one such person at a time."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="assignments")
    candidate = models.OneToOneField(Candidate, on_delete=models.CASCADE, null=True, blank=True, related_name="assignment")
    story = models.OneToOneField(Story, on_delete=models.CASCADE, null=True, blank=True, related_name="assignment")
    promise = models.OneToOneField(Promise, on_delete=models.CASCADE, null=True, blank=True, related_name="assignment")
    assigned_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField()

    class Meta:
        ordering = ["-assigned_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=_exactly_one("candidate", "story", "promise"), name="assignment_of_one_thing")
        ]


class SavedFilter(models.Model):
    """A way of narrowing the queue down that a person named; *query* is what stands in the queue's address."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="saved_filters")
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=600)
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "name"], name="saved_filter_once"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(query=""), name="saved_filter_asks_something"),
        ]


class Draft(models.Model):
    """What one person typed into a form and has not handed in; nobody else ever reads it. *key* names the form."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="drafts")
    key = models.CharField(max_length=120)
    fields = models.JSONField()  # name of the field → the values typed
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="draft_once_a_form")]


class Note(models.Model):
    """Words between colleagues on a promise, a candidate or an assessment; never public."""

    promise = models.ForeignKey(Promise, on_delete=models.CASCADE, null=True, blank=True, related_name="notes")
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, null=True, blank=True, related_name="notes")
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, null=True, blank=True, related_name="notes")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="notes")
    words = models.TextField()
    written_at = models.DateTimeField()
    resolved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["written_at", "id"]
        constraints = [
            models.CheckConstraint(condition=_exactly_one("promise", "candidate", "assessment"), name="note_on_one_thing"),
            models.CheckConstraint(condition=~Q(words=""), name="note_says_something"),
            models.CheckConstraint(
                condition=Q(resolved_by__isnull=True, resolved_at__isnull=True)
                | Q(resolved_by__isnull=False, resolved_at__isnull=False),
                name="note_resolved_by_somebody",
            ),
        ]


class NoteMention(models.Model):
    """A colleague whom a note names; *read_at* once they have read it."""

    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="mentions")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="mentions")
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["note", "person"], name="note_mentions_once")]
        indexes = [models.Index(fields=["person", "read_at"])]


class Presence(models.Model):
    """That a person has a record open: since when, and when they were last seen there; *record* is "candidate:15" or like it.

    *opening* names the page that they have it open in: one that closes says nothing of another that opened meanwhile.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="presences")
    record = models.CharField(max_length=80)
    opening = models.CharField(max_length=32, default="")
    since = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "record", "opening"], name="presence_once")]
        indexes = [models.Index(fields=["record", "seen_at"])]
