"""Tell Django of the record's tables."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """The record."""

    name = "marsad.store"
    label = "store"
    verbose_name = "Record"
