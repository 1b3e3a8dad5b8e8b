"""The right of reply: what a responsible body was asked, what it answered, and what we answered to that."""

import datetime as dt

from django.db import models

from marsad.store.models.assessments import Assessment
from marsad.store.models.localised import localised
from marsad.store.models.people import Person
from marsad.store.models.promises import Body, Promise


class ReplyRequest(models.Model):
    """An invitation to a body to reply about a promise, or about one verdict on it, by a day.

    *code_hash* is the SHA-256 of the secret that was sent to the body; the secret itself is kept nowhere. *sent_to* is how it was
    sent, for the newsroom alone. That no reply came by the day may be published.
    """

    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="reply_requests")
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, null=True, blank=True, related_name="reply_requests")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="reply_requests")
    question_ar = models.TextField(blank=True)
    question_en = models.TextField(blank=True)
    sent_to = models.CharField(max_length=300, blank=True)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="reply_requests")
    asked_at = models.DateTimeField()
    deadline_on = models.DateField()
    code_hash = models.CharField(max_length=64, unique=True)
    code_expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="revoked_reply_requests")
    silence_published_at = models.DateTimeField(null=True, blank=True)
    silence_published_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="published_silences"
    )

    class Meta:
        ordering = ["-asked_at", "-id"]
        indexes = [models.Index(fields=["promise", "asked_at"], name="reply_request_asked")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | models.Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="reply_request_revoked_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(silence_published_at__isnull=True, silence_published_by__isnull=True)
                | models.Q(silence_published_at__isnull=False, silence_published_by__isnull=False),
                name="reply_silence_published_by_somebody",
            ),
        ]

    @property
    def question(self) -> str:
        """What the body was asked, in the reader's language."""
        return localised(self.question_ar, self.question_en)

    def takes_replies(self, now: dt.datetime) -> bool:
        """Whether the secret still opens the form."""
        return self.revoked_at is None and now < self.code_expires_at


class Reply(models.Model):
    """What a body replied, word for word, and what the newsroom answered. The body's words are never edited.

    One that came by the public form counts only when the newsroom has verified whom it is from. *contact* is for the newsroom
    alone. Reply and answer are published together, by an editor who did not write the answer.
    """

    class Origin(models.TextChoices):
        """How it came."""

        LINK = "link"
        FORM = "form"

    class Effect(models.TextChoices):
        """What the reply did to the verdict."""

        NONE = "none"
        CORRECTION = "correction"
        NEW_ASSESSMENT = "new_assessment"
        UNDER_REVIEW = "under_review"

    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="replies")
    request = models.ForeignKey(ReplyRequest, on_delete=models.PROTECT, null=True, blank=True, related_name="replies")
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, null=True, blank=True, related_name="replies")
    origin = models.CharField(max_length=4, choices=Origin.choices)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="replies")
    body_told = models.CharField(max_length=200)
    author = models.CharField(max_length=200)
    author_post = models.CharField(max_length=200, blank=True)
    contact = models.CharField(max_length=300, blank=True)
    text_ar = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    asks_correction = models.BooleanField(default=False)
    correction_asked = models.TextField(blank=True)
    receipt_hash = models.CharField(max_length=64, unique=True)
    received_at = models.DateTimeField()
    verified_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="verified_replies")
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_how = models.TextField(blank=True)
    refused_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="refused_replies")
    refused_at = models.DateTimeField(null=True, blank=True)
    refused_reason = models.TextField(blank=True)
    answer_ar = models.TextField(blank=True)
    answer_en = models.TextField(blank=True)
    effect = models.CharField(max_length=14, choices=Effect.choices, blank=True)
    followed_by = models.ForeignKey(Assessment, on_delete=models.PROTECT, null=True, blank=True, related_name="caused_by_replies")
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="answered_replies")
    answered_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="published_replies")
    published_at = models.DateTimeField(null=True, blank=True)
    concluded_effect = models.CharField(max_length=14, choices=Effect.choices, blank=True)
    concluded_ar = models.TextField(blank=True)
    concluded_en = models.TextField(blank=True)
    concluded_with = models.ForeignKey(
        Assessment, on_delete=models.PROTECT, null=True, blank=True, related_name="concluded_replies"
    )
    concluded_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="concluded_replies")
    concluded_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-received_at", "-id"]
        indexes = [models.Index(fields=["promise", "published_at"], name="reply_published")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(text_ar="") | ~models.Q(text_en=""), name="reply_says_something"),
            models.CheckConstraint(
                condition=models.Q(origin="link", request__isnull=False, body__isnull=False)
                | models.Q(origin="form", request__isnull=True),
                name="reply_origin_known",
            ),
            models.CheckConstraint(
                condition=models.Q(published_at__isnull=True, published_by__isnull=True)
                | models.Q(published_at__isnull=False, published_by__isnull=False, answered_at__isnull=False, body__isnull=False)
                & ~models.Q(published_by=models.F("answered_by")),
                name="reply_published_by_another",
            ),
            models.CheckConstraint(
                condition=models.Q(published_at__isnull=True)
                | models.Q(origin="link")
                | models.Q(verified_at__isnull=False, verified_by__isnull=False) & ~models.Q(verified_how=""),
                name="reply_published_when_verified",
            ),
            models.CheckConstraint(
                condition=models.Q(answered_at__isnull=True, answered_by__isnull=True, answer_ar="", effect="")
                | models.Q(answered_at__isnull=False, answered_by__isnull=False) & ~models.Q(answer_ar="") & ~models.Q(effect=""),
                name="reply_answered_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(effect="correction", followed_by__isnull=False)
                | models.Q(effect="new_assessment", followed_by__isnull=False)
                | models.Q(effect__in=["", "none", "under_review"], followed_by__isnull=True),
                name="reply_effect_has_its_assessment",
            ),
            models.CheckConstraint(
                condition=models.Q(concluded_at__isnull=True, concluded_by__isnull=True, concluded_effect="", concluded_ar="")
                | models.Q(concluded_at__isnull=False, concluded_by__isnull=False, effect="under_review")
                & models.Q(concluded_effect__in=["none", "correction", "new_assessment"])
                & ~models.Q(concluded_ar=""),
                name="reply_concluded_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(concluded_effect__in=["correction", "new_assessment"], concluded_with__isnull=False)
                | models.Q(concluded_effect__in=["", "none"], concluded_with__isnull=True),
                name="reply_concluded_with_its_assessment",
            ),
            models.CheckConstraint(
                condition=models.Q(refused_at__isnull=True, refused_by__isnull=True)
                | models.Q(refused_at__isnull=False, refused_by__isnull=False, published_at__isnull=True)
                & ~models.Q(refused_reason=""),
                name="reply_refused_with_reason",
            ),
        ]

    @property
    def text(self) -> str:
        """The body's words, in the reader's language where the body wrote in it."""
        return localised(self.text_ar, self.text_en)

    @property
    def answer(self) -> str:
        """Our answer, in the reader's language."""
        return localised(self.answer_ar, self.answer_en)

    @property
    def concluded(self) -> str:
        """What the review that the reply led to came to, in the reader's language."""
        return localised(self.concluded_ar, self.concluded_en)


class ReplyFile(models.Model):
    """A file that came with a reply; *path* is below the upload folder, under a name of our own. Never served as it came."""

    reply = models.ForeignKey(Reply, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    path = models.CharField(max_length=300, unique=True)
