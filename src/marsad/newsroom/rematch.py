"""Match the documents in the record to the promises anew, look for conflicts, series, milestones; what people decided stays."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.db.models import QuerySet

from marsad.newsroom import disputes, milestones, series
from marsad.newsroom.encoder_choice import encoder_in_use, vector_place
from marsad.newsroom.model_choice import matcher_version, models_in_use
from marsad.pipeline.match import STEP as MATCH
from marsad.pipeline.match import at_desk
from marsad.pipeline.tools import make_matcher
from marsad.store.models import Document
from marsad.store.queries.newsroom import promise_texts, promises_by_key
from marsad.store.queries.readings import reading_of
from marsad.store.record import pages as record


def matched_documents() -> QuerySet[Document]:
    """Return the documents that are matched: all but an observatory's own old pages."""
    return Document.objects.exclude(reader_version="import").select_related("outlet").prefetch_related("claims").order_by("pk")


def rematch(*, on_document: Callable[[], object]) -> tuple[int, int]:
    """Match every document anew; return how many documents there are and how many candidates now wait.

    Raises ToolError where the encoder in use cannot be made or answers no more; what is matched until then stays.
    """
    promises, models = promises_by_key(), models_in_use()
    classifier = settings.OPERATOR.classifier
    matcher = make_matcher(
        promise_texts(), encoder_in_use().name, vector_place(), models.matching, classifier=classifier, stances=models.stances
    )
    documents = candidates = 0
    for document in matched_documents().iterator(chunk_size=200):
        for read in MATCH.run(reading_of(document), matcher):
            laid = at_desk(read.matches, models.matching)
            candidates += len(record.save_candidates(document, laid, promises, version=matcher_version(models.matching)))
        documents += 1
        on_document()
    disputes.find(promises.values())
    series.find(promises.values())
    milestones.find(promises.values())
    return documents, candidates
