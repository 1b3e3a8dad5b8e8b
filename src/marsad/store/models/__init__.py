"""The tables of the record, a subject a file. Integrity lives in database constraints; no work is done in save()."""

from marsad.store.models.assessments import Assessment, CodebookVersion, Entry
from marsad.store.models.conflicts import ConflictRow
from marsad.store.models.milestones import MilestoneQuoteRow, MilestoneRow
from marsad.store.models.pages import ClaimRow, Document, FailureRow, Snapshot, Story, TextRun
from marsad.store.models.people import Person
from marsad.store.models.promises import Body, Government, Lineage, Programme, Promise, Sector
from marsad.store.models.review import Candidate, Evidence
from marsad.store.models.series import SeriesPointRow, SeriesRow
from marsad.store.models.sources import Outlet, Source
from marsad.store.models.submissions import Attachment, Submission

__all__ = [
    "Assessment",
    "Attachment",
    "Body",
    "Candidate",
    "ClaimRow",
    "CodebookVersion",
    "ConflictRow",
    "Document",
    "Entry",
    "Evidence",
    "FailureRow",
    "Government",
    "Lineage",
    "MilestoneQuoteRow",
    "MilestoneRow",
    "Outlet",
    "Person",
    "Programme",
    "Promise",
    "Sector",
    "SeriesPointRow",
    "SeriesRow",
    "Snapshot",
    "Source",
    "Story",
    "Submission",
    "TextRun",
]
