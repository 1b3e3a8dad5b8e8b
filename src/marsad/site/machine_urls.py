"""Addresses that are read by programs and stand in no language: sitemaps, robots.txt, oEmbed, the worker of browsers."""

from django.urls import URLPattern, path

from marsad.site.views import embeds, offline, sitemap

urlpatterns: list[URLPattern] = [
    path("robots.txt", sitemap.robots, name="robots"),
    path("sitemap.xml", sitemap.index, name="sitemap"),
    path("sitemaps/pages.xml", sitemap.pages, name="sitemap_pages"),
    path("sitemaps/promises-<int:number>.xml", sitemap.promises, name="sitemap_promises"),
    path("oembed/", embeds.oembed, name="oembed"),
    path("worker.js", offline.worker, name="worker"),
]
