"""The public site's addresses."""

from django.urls import URLPattern, path

from marsad.site.views import archive, contribute, home, pages, promises

app_name = "site"
urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("promises/", promises.promise_list, name="promises"),
    path("promises/<slug:key>/", promises.promise, name="promise"),
    path("promises/<slug:key>/contribute/", contribute.contribute, name="contribute"),
    path("archive/<int:snapshot_id>/", archive.archived_page, name="snapshot"),
    path("receipt/", contribute.receipt, name="receipt"),
    path("method/", pages.method, name="method"),
    path("about/", pages.about, name="about"),
]
