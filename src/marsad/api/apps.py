"""Names the interface to Django, so that its page and its words are found."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The open data interface; it has no tables."""

    name = "marsad.api"
    label = "api"
