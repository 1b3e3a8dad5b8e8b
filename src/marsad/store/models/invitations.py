"""One-time links by which a person joins the desk, or one who lost their password or second factor comes back."""

from django.db import models
from django.db.models import Q

from marsad.store.models.people import Person


class Invitation(models.Model):
    """A link that was given out. Only a hash of its code is kept: who reads the table cannot use it."""

    class Kind(models.TextChoices):
        """What the link opens."""

        JOIN = "join"
        RESET = "reset"

    kind = models.CharField(max_length=5, choices=Kind.choices, default=Kind.JOIN)
    code_sha256 = models.CharField(max_length=64, unique=True)
    role = models.CharField(max_length=10, choices=Person.Role.choices)
    display_name = models.CharField(max_length=120)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="invitations")
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="invited")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-invited_at", "-pk")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["join", "reset"]), name="invitation_kind_known"),
            models.CheckConstraint(condition=Q(role__in=Person.Role.values), name="invitation_role_known"),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(person__isnull=False, revoked_at__isnull=True),
                name="invitation_used_by_somebody",
            ),
            models.CheckConstraint(condition=~Q(kind="reset") | Q(person__isnull=False), name="invitation_reset_is_for_one"),
        ]
