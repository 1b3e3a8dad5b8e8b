"""The address of the interface's page, in each language of the site."""

from django.urls import URLPattern, path

from marsad.api.page import documentation

urlpatterns: list[URLPattern] = [path("", documentation, name="api_page")]
