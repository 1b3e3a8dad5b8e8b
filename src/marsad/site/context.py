"""What every page of the site and the desk is told: the observatory's name, and whether it is a demonstration."""

from django.conf import settings
from django.http import HttpRequest


def observatory(request: HttpRequest) -> dict[str, object]:
    """Return the observatory's name and whether this is the demonstration."""
    return {"site_name": settings.SITE_NAME, "is_demo": settings.OPERATOR.demo, "debug": settings.DEBUG}
