"""The public site's addresses."""

from django.urls import URLPattern, path

from marsad.site.views import archive, compare, contribute, corrections, home, ledger, lineage, pages, promises, reply, report

app_name = "site"
urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("promises/", promises.promise_list, name="promises"),
    path("promises/<slug:key>/", promises.promise, name="promise"),
    path("promises/<slug:key>/contribute/", contribute.contribute, name="contribute"),
    path("promises/<slug:key>/reply/", reply.public_form, name="reply_unasked"),
    path("replies/", reply.replies, name="replies"),
    path("reply/", reply.open_request, name="reply"),
    path("reply/receipt/", reply.receipt, name="reply_receipt"),
    path("threads/<slug:key>/", lineage.thread, name="thread"),
    path("governments/compare/", compare.compare, name="compare"),
    path("archive/<int:snapshot_id>/", archive.archived_page, name="snapshot"),
    path("corrections/", corrections.corrections, name="corrections"),
    path("governments/", report.reports, name="reports"),
    path("governments/<str:key>/report/", report.report, name="report"),
    path("governments/<str:key>/report.pdf", report.report_pdf, name="report_pdf"),
    path("ledger/", ledger.heads, name="ledger"),
    path("ledger/feed.xml", ledger.feed, name="ledger_feed"),
    path("ledger/<int:sequence>/", ledger.entry, name="ledger_entry"),
    path("receipt/", contribute.receipt, name="receipt"),
    path("method/", pages.method, name="method"),
    path("about/", pages.about, name="about"),
]
