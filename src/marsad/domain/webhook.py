"""Sign what is posted to a webhook, as Standard Webhooks 1.0 has it. Knows no clock and no network."""

from __future__ import annotations

import base64
import hashlib
import hmac

PREFIX = "whsec_"
TOLERANCE_S = 300  # how old a post may be for its receiver, in seconds: past it, it may be somebody's copy


def sign(secret: str, message_id: str, timestamp: int, body: bytes) -> str:
    """Return the header `webhook-signature`; raise ValueError for a *secret* that is none."""
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except ValueError as error:
        raise ValueError("the secret is no base64") from error
    made = hmac.new(key, f"{message_id}.{timestamp}.".encode() + body, hashlib.sha256).digest()
    return "v1," + base64.b64encode(made).decode()


def is_signed(secret: str, message_id: str, timestamp: int, body: bytes, signatures: str, *, now: int) -> bool:
    """Tell whether one of *signatures* (with blanks between) is ours, and the post no older than TOLERANCE_S at *now*."""
    if abs(now - timestamp) > TOLERANCE_S:
        return False
    expected = sign(secret, message_id, timestamp, body)
    return any(hmac.compare_digest(expected.encode(), one.encode()) for one in signatures.split())
