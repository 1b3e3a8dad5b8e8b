"""Give back what the road read in a document, as the record keeps it."""

from __future__ import annotations

from marsad.domain.reading import AmountMention, Claim, DateMention, NameMention, Reading
from marsad.store.models import Document


def read_dates(document: Document) -> tuple[DateMention, ...]:
    """Return the days that the road read in *document*."""
    return tuple(DateMention(row["start"], row["end"], row.get("value"), bool(row.get("is_doubtful"))) for row in document.dates)


def read_amounts(document: Document) -> tuple[AmountMention, ...]:
    """Return the amounts that the road read in *document*."""
    return tuple(
        AmountMention(
            row["start"],
            row["end"],
            row["value"],
            row.get("unit") or "",
            row.get("relation") or "=",
            row.get("value_to"),
            row.get("currency") or "",
            row.get("about_start"),
            row.get("about_end"),
        )
        for row in document.amounts
    )


def reading_of(document: Document) -> Reading:
    """Return what the road read in *document*, as the record keeps it."""
    return Reading(
        id=str(document.pk),
        text=document.text,
        url=document.url or None,
        title=document.title or None,
        published=document.published_on.isoformat() if document.published_on else None,
        outlet=document.source_name or None,
        language=document.language,
        agencies=tuple(document.agencies),
        story=str(document.story_id),
        dates=read_dates(document),
        amounts=read_amounts(document),
        names=tuple(NameMention(row["start"], row["end"], row["id"], row["kind"]) for row in document.names),
        claims=tuple(
            Claim(
                row.start,
                row.end,
                row.speaker or None,
                verb=row.verb,
                is_quoted=row.is_quoted,
                is_anonymous=row.is_anonymous,
                via=tuple(row.via),
                source_kind=row.source_kind,
                speaker_id=row.speaker_id,
            )
            for row in document.claims.all()
        ),
    )
