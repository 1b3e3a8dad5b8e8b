"""Who is told of what the ledger says: readers by mail, channels (webhooks, Telegram), and what is sent to each, once."""

from django.db import models
from django.db.models import Q

from marsad.domain.following import FREQUENCIES
from marsad.store.models.people import Person


class Follower(models.Model):
    """A reader who asked to be told by mail. The address is forgotten once they end it; nothing else says who they are.

    It is kept in small letters: one mailbox follows once.
    *subjects* are written as `domain.following` has them; *asked* is the choice that waits for a click in the mail, *ask_code*
    what its link rests on, "" once used. Acts up to the entry *told_through* are told or waiting; *digested_on* is the day of
    the last digest.
    """

    address = models.EmailField(max_length=254, blank=True)
    language = models.CharField(max_length=8)
    frequency = models.CharField(max_length=6)
    subjects = models.JSONField(default=list)
    asked = models.JSONField(null=True, blank=True)
    ask_code = models.CharField(max_length=32, blank=True)
    asked_at = models.DateTimeField()
    ask_until = models.DateTimeField()
    link_code = models.CharField(max_length=32, unique=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    told_through = models.PositiveBigIntegerField(default=0)
    digested_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["address"], condition=~Q(address=""), name="follower_address_once"),
            models.CheckConstraint(condition=Q(frequency__in=FREQUENCIES), name="follower_frequency_known"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) & ~Q(address="") | Q(ended_at__isnull=False, address=""),
                name="follower_address_until_the_end",
            ),
        ]


class Channel(models.Model):
    """A far end that the operator told us to post to: a webhook (*address* is https) or a Telegram channel (its @name).

    What a webhook's secret rests on is *secret_code*; the secret itself is kept nowhere.
    """

    class Kind(models.TextChoices):
        """How it is posted to."""

        WEBHOOK = "webhook"
        TELEGRAM = "telegram"

    class State(models.TextChoices):
        """Whether it is posted to."""

        ACTIVE = "active"
        PAUSED = "paused"
        ENDED = "ended"

    kind = models.CharField(max_length=8, choices=Kind.choices)
    name = models.CharField(max_length=120)
    address = models.CharField(max_length=1000)
    language = models.CharField(max_length=8)
    subjects = models.JSONField(default=list)
    secret_code = models.CharField(max_length=64)
    state = models.CharField(max_length=6, choices=State.choices, default=State.ACTIVE)
    paused_because = models.CharField(max_length=300, blank=True)
    told_through = models.PositiveBigIntegerField(default=0)
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["webhook", "telegram"]), name="channel_kind_known"),
            models.CheckConstraint(
                condition=Q(state__in=["active", "paused"], ended_at__isnull=True) | Q(state="ended", ended_at__isnull=False),
                name="channel_state_known",
            ),
            models.CheckConstraint(condition=~Q(kind="webhook") | Q(address__startswith="http"), name="channel_webhook_is_web"),
            models.CheckConstraint(condition=~Q(kind="telegram") | Q(address__startswith="@"), name="channel_telegram_is_named"),
            models.UniqueConstraint(
                fields=["kind", "address", "language"], condition=~Q(state="ended"), name="channel_open_once"
            ),
        ]


class Delivery(models.Model):
    """One message to one follower or channel: the acts after the entry *after* up to *through*, or none of them.

    Messages to one target never overlap, so *through* names each, and the database holds that none is made twice.
    *next_try_at* is also the lease of whoever is sending it.
    """

    class Purpose(models.TextChoices):
        """What it is for."""

        ACTS = "acts"
        CONFIRM = "confirm"
        TEST = "test"

    class State(models.TextChoices):
        """Where it stands; *needless*: what it told of was taken from readers before it went."""

        QUEUED = "queued"
        FAILED = "failed"
        SENT = "sent"
        GAVE_UP = "gave_up"
        NEEDLESS = "needless"

    follower = models.ForeignKey(Follower, on_delete=models.CASCADE, null=True, blank=True, related_name="deliveries")
    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, null=True, blank=True, related_name="deliveries")
    purpose = models.CharField(max_length=7, choices=Purpose.choices)
    after = models.PositiveBigIntegerField(null=True, blank=True)
    through = models.PositiveBigIntegerField(null=True, blank=True)
    digest_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.QUEUED)
    tries = models.PositiveSmallIntegerField(default=0)
    queued_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(follower__isnull=False, channel__isnull=True) | Q(follower__isnull=True, channel__isnull=False),
                name="delivery_to_one_target",
            ),
            models.CheckConstraint(
                condition=Q(purpose="acts", through__gt=models.F("after"))
                | Q(purpose__in=["confirm", "test"], after__isnull=True, through__isnull=True),
                name="delivery_of_acts",
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | Q(state__in=["queued", "failed", "gave_up", "needless"], sent_at__isnull=True),
                name="delivery_state_known",
            ),
            models.UniqueConstraint(fields=["follower", "through"], name="delivery_to_follower_once"),
            models.UniqueConstraint(fields=["channel", "through"], name="delivery_to_channel_once"),
            models.UniqueConstraint(fields=["follower", "digest_on"], name="delivery_digest_once"),
        ]
        indexes = [models.Index(fields=["next_try_at"], condition=Q(state__in=["queued", "failed"]), name="delivery_waiting")]
