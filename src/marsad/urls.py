"""Where each address leads: the public site at the root, the desk below /desk/, accounts below /accounts/."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/", include("allauth.urls")),
    path("desk/", include("marsad.desk.urls")),
    path("operator/", admin.site.urls),
    *i18n_patterns(path("", include("marsad.site.urls")), prefix_default_language=False),
]
handler404 = "marsad.site.views.pages.not_found"
handler500 = "marsad.site.views.pages.broken"
