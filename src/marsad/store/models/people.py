"""People who sign in at the desk, their role, and the sessions they have open."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q


class Person(AbstractUser):
    """One who signs in at the desk. A person who leaves loses access (is_active) and keeps their record."""

    class Role(models.TextChoices):
        """What a person is at the observatory; which acts each may do stands in `domain.roles`."""

        MONITOR = "monitor"
        CODER = "coder"
        EDITOR = "editor"
        CHIEF = "chief"
        OPERATOR = "operator"

    role = models.CharField(max_length=10, choices=Role.choices, default=Role.MONITOR)
    display_name = models.CharField(max_length=120, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta(AbstractUser.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=["monitor", "coder", "editor", "chief", "operator"]), name="person_role_known"
            ),
            models.CheckConstraint(condition=Q(left_at__isnull=True) | Q(is_active=False), name="person_who_left_is_inactive"),
        ]

    @property
    def public_name(self) -> str:
        """The name shown beside what this person did."""
        return self.display_name or self.username

    @property
    def may_review(self) -> bool:
        """Whether this person decides on candidates and what else the machine proposes: monitors and up."""
        return self.role in {self.Role.MONITOR, self.Role.CODER, self.Role.EDITOR, self.Role.CHIEF}

    @property
    def may_code(self) -> bool:
        """Whether this person gives verdicts: coders and up."""
        return self.role in {self.Role.CODER, self.Role.EDITOR, self.Role.CHIEF}

    @property
    def is_editor(self) -> bool:
        """Whether this person may publish: editors and chief editors."""
        return self.role in {self.Role.EDITOR, self.Role.CHIEF}

    @property
    def is_chief(self) -> bool:
        """Whether this person is a chief editor."""
        return self.role == self.Role.CHIEF

    @property
    def is_operator(self) -> bool:
        """Whether this person looks after accounts and upkeep, and does nothing editorial."""
        return self.role == self.Role.OPERATOR

    @property
    def looks_after_people(self) -> bool:
        """Whether this person invites others and sees what everybody did: chief editors and operators."""
        return self.role in {self.Role.CHIEF, self.Role.OPERATOR}

    @property
    def needs_second_factor(self) -> bool:
        """Whether a password alone is too little for what this person may do: editors and up, and operators."""
        return self.role in {self.Role.EDITOR, self.Role.CHIEF, self.Role.OPERATOR}


class DeskSession(models.Model):
    """An open session, so that its owner can see and end it. The row goes when the session goes."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="sessions")
    key = models.CharField(max_length=40, unique=True)
    device = models.CharField(max_length=80, blank=True)  # browser and system in words; the header itself is not kept
    network = models.CharField(max_length=45, blank=True)  # the address without its last part: /24, or /48 of IPv6
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ("-seen_at", "-pk")
