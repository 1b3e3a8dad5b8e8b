"""Tell Django of the desk's templates and static files."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The desk."""

    name = "marsad.desk"
    label = "desk"
