"""Tell Django of the site's templates and static files."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The site."""

    name = "marsad.site"
    label = "site"
