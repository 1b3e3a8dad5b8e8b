"""People who sign in: monitors review, editors also publish, operators also manage accounts."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class Person(AbstractUser):
    """One who signs in at the desk. A person who leaves loses access (is_active) and keeps their record."""

    class Role(models.TextChoices):
        """What a person may do; each includes what stands above it."""

        MONITOR = "monitor"
        EDITOR = "editor"
        OPERATOR = "operator"

    role = models.CharField(max_length=10, choices=Role.choices, default=Role.MONITOR)
    display_name = models.CharField(max_length=120, blank=True)

    class Meta(AbstractUser.Meta):
        constraints = [
            models.CheckConstraint(condition=models.Q(role__in=["monitor", "editor", "operator"]), name="person_role_known")
        ]

    @property
    def public_name(self) -> str:
        """The name shown beside what this person did."""
        return self.display_name or self.username

    @property
    def is_editor(self) -> bool:
        """Whether this person may publish."""
        return self.role in {self.Role.EDITOR, self.Role.OPERATOR}
