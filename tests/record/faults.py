"""What is wrong with the record, by the same check as `marsad ledger verify`."""

from marsad.store.queries.ledger_check import Check


def faults():
    """Return every trouble in words; an empty list where all holds."""
    return [f"{one.where}: {one.what}" for one in Check().troubles()]
