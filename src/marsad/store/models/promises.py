"""Governments, programmes and the promises made in them."""

from django.db import models

from marsad.store.models.localised import Named, localised


class Government(Named):
    """A cabinet with a term; promises belong to one."""

    head_ar = models.CharField(max_length=200, blank=True)
    head_en = models.CharField(max_length=200, blank=True)
    country = models.CharField(max_length=2, default="IQ")
    began_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-began_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_on__isnull=True) | models.Q(ended_on__gte=models.F("began_on")),
                name="government_ends_after_it_began",
            )
        ]

    @property
    def head(self) -> str:
        """Who heads it, in the reader's language; "" where nobody is named."""
        return localised(self.head_ar, self.head_en)


class Programme(models.Model):
    """The document in which promises are made."""

    key = models.SlugField(max_length=80, unique=True)
    government = models.ForeignKey(Government, on_delete=models.PROTECT, related_name="programmes")
    title_ar = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    published_on = models.DateField(null=True, blank=True)
    url = models.URLField(max_length=1000, blank=True)

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The title in the reader's language."""
        return localised(self.title_ar, self.title_en)


class Sector(Named):
    """A field of government."""

    name_ckb = models.CharField(max_length=200, blank=True)
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["place", "key"]

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return localised(self.name_ar, self.name_en, self.name_ckb)


class Body(Named):
    """A responsible body: a ministry, an office, a commission."""

    class Meta:
        ordering = ["name_ar"]


class PromiseQuerySet(models.QuerySet["Promise"]):
    """Promises; choose `published` or `everything`."""

    def published(self) -> "PromiseQuerySet":
        """Those a reader may see."""
        return self.filter(is_published=True)

    def everything(self) -> "PromiseQuerySet":
        """All, for the desk."""
        return self.all()


class Promise(models.Model):
    """A commitment whose keeping can be judged. *deadline* is EDTF; *search_key* is folded text for finding."""

    key = models.SlugField(max_length=80, unique=True)
    government = models.ForeignKey(Government, on_delete=models.PROTECT, related_name="promises")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="promises", null=True, blank=True)
    sector = models.ForeignKey(Sector, on_delete=models.PROTECT, related_name="promises")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="promises", null=True, blank=True)
    title_ar = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    text_ar = models.TextField()
    text_en = models.TextField(blank=True)
    justification_ar = models.TextField(blank=True)
    justification_en = models.TextField(blank=True)
    page_ref = models.CharField(max_length=120, blank=True)
    deadline = models.CharField(max_length=32, blank=True)
    deadline_on = models.DateField(null=True, blank=True)
    search_key = models.TextField(blank=True)
    is_published = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PromiseQuerySet.as_manager()

    class Meta:
        ordering = ["sector__place", "key"]
        indexes = [models.Index(fields=["government", "sector"])]

    def __str__(self) -> str:
        return self.title

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
        """The programme's grounds for the promise, in the reader's language."""
        return localised(self.justification_ar, self.justification_en)
