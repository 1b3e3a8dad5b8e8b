"""Who publishes, and the places that are read."""

from django.db import models

from marsad.store.models.localised import Named


class Outlet(Named):
    """Who publishes: paper, agency, ministry, channel."""

    country = models.CharField(max_length=2, blank=True)
    site = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=20, default="website")

    class Meta:
        ordering = ["name_ar"]


class Source(models.Model):
    """One place that is read, and how its last reading went."""

    outlet = models.ForeignKey(Outlet, on_delete=models.CASCADE, related_name="sources")
    kind = models.CharField(max_length=20)
    url = models.URLField(max_length=1000, unique=True)
    etag = models.CharField(max_length=300, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    polled_at = models.DateTimeField(null=True, blank=True)
    new_pages = models.PositiveIntegerField(default=0)
    failed_times = models.PositiveIntegerField(default=0)
    rest_until = models.DateTimeField(null=True, blank=True)
    failure = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.url
