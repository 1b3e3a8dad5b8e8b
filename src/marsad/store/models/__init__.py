"""The tables of the record, a subject a file. Integrity lives in database constraints; no work is done in save()."""

from marsad.store.models.acts import Act
from marsad.store.models.assessments import Assessment, CodebookVersion, Entry
from marsad.store.models.codings import Coding, CodingRound, RecodingSample
from marsad.store.models.conflicts import ConflictRow
from marsad.store.models.corrections import Correction, Withdrawal
from marsad.store.models.deskwork import Assignment, Draft, Note, NoteMention, Presence, SavedFilter
from marsad.store.models.exchange import ProgrammeFile, PromiseProposal
from marsad.store.models.following import Channel, Delivery, Follower
from marsad.store.models.invitations import Invitation
from marsad.store.models.ledger import Seal
from marsad.store.models.lineages import Lineage
from marsad.store.models.milestones import MilestoneQuoteRow, MilestoneRow
from marsad.store.models.pages import ClaimRow, Document, FailureRow, Snapshot, Story, TextRun
from marsad.store.models.people import DeskSession, Person
from marsad.store.models.promises import Body, Government, Programme, Promise, Sector
from marsad.store.models.replies import Reply, ReplyFile, ReplyRequest
from marsad.store.models.review import Candidate, Evidence
from marsad.store.models.revisions import PromiseRevision
from marsad.store.models.search import SearchRow, SearchState, SearchTerm
from marsad.store.models.series import SeriesPointRow, SeriesRow
from marsad.store.models.sources import Outlet, Source
from marsad.store.models.submissions import Attachment, Submission

__all__ = [
    "Act",
    "Assessment",
    "Assignment",
    "Attachment",
    "Body",
    "Candidate",
    "Channel",
    "ClaimRow",
    "CodebookVersion",
    "Coding",
    "CodingRound",
    "ConflictRow",
    "Correction",
    "Delivery",
    "DeskSession",
    "Document",
    "Draft",
    "Entry",
    "Evidence",
    "FailureRow",
    "Follower",
    "Government",
    "Invitation",
    "Lineage",
    "MilestoneQuoteRow",
    "MilestoneRow",
    "Note",
    "NoteMention",
    "Outlet",
    "Person",
    "Presence",
    "Programme",
    "ProgrammeFile",
    "Promise",
    "PromiseProposal",
    "PromiseRevision",
    "RecodingSample",
    "Reply",
    "ReplyFile",
    "ReplyRequest",
    "SavedFilter",
    "Seal",
    "SearchRow",
    "SearchState",
    "SearchTerm",
    "Sector",
    "SeriesPointRow",
    "SeriesRow",
    "Snapshot",
    "Source",
    "Story",
    "Submission",
    "TextRun",
    "Withdrawal",
]
