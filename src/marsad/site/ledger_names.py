"""What the kinds of entries of the ledger are called for readers."""

from __future__ import annotations

from django.utils.translation import gettext, gettext_lazy

KINDS = {
    "assessment.published": gettext_lazy("A verdict was published"),
    "assessment.withdrawn": gettext_lazy("A verdict was withdrawn"),
    "body.published": gettext_lazy("A responsible body was named"),
    "body.revised": gettext_lazy("A responsible body was described anew"),
    "codebook.published": gettext_lazy("A codebook came into force"),
    "conflict.published": gettext_lazy("A difference between sources was explained"),
    "conflict.withdrawn": gettext_lazy("What was said of differing sources was taken back"),
    "correction.published": gettext_lazy("A correction was published"),
    "document.reread": gettext_lazy("A cited page was fetched and read anew"),
    "documents.grouped": gettext_lazy("Cited pages were found to carry one text, or no longer"),
    "government.published": gettext_lazy("A government was named"),
    "government.revised": gettext_lazy("A government was described anew"),
    "lineage.published": gettext_lazy("Promises of two governments were tied"),
    "lineage.withdrawn": gettext_lazy("The tie of two promises was undone"),
    "milestone.closed": gettext_lazy("What became of a set day was told"),
    "milestone.published": gettext_lazy("A day that was set was published"),
    "milestone.revised": gettext_lazy("A set day was told of earlier, or takes another’s place"),
    "milestone.withdrawn": gettext_lazy("A day that was set was taken back"),
    "outlet.revised": gettext_lazy("An outlet was described anew"),
    "person.renamed": gettext_lazy("A member of the team changed their name"),
    "programme.published": gettext_lazy("A programme was named"),
    "programme.revised": gettext_lazy("A programme was described anew"),
    "promise.published": gettext_lazy("A promise was published"),
    "promise.refolded": gettext_lazy("The key by which a promise is found was made anew"),
    "promise.restored": gettext_lazy("A promise was shown again"),
    "promise.revised": gettext_lazy("A promise was worded or described anew"),
    "promise.withdrawn": gettext_lazy("A promise was taken from readers"),
    "record.sealed": gettext_lazy("Rows published before there were seals were sealed"),
    "reply.published": gettext_lazy("A body’s reply and our answer were published"),
    "reply.concluded": gettext_lazy("A reply was concluded, or its day passed"),
    "reply.withdrawn": gettext_lazy("A published reply was withdrawn"),
    "sector.published": gettext_lazy("A sector was named"),
    "sector.revised": gettext_lazy("A sector was described anew"),
    "series.published": gettext_lazy("Amounts over time were published"),
    "series.recounted": gettext_lazy("More or fewer pages tell a published amount"),
    "series.withdrawn": gettext_lazy("Amounts over time were taken back"),
}


def kind_word(kind: str) -> str:
    """Return what *kind* is called; one that has no name here, as the ledger writes it."""
    return str(KINDS[kind]) if kind in KINDS else gettext("An entry of the kind “%(kind)s”") % {"kind": kind}
