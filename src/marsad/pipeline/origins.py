"""Say whose text a document prints: the end of its chain of credit, or itself where it is an agency or the party."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.pipeline.page.agency_names import is_agency, name_of_agency
from marsad.pipeline.page.credits import WIRES

AGENCY, PARTY = "agency", "ministry"  # kinds of outlets


def is_party(kind: str) -> bool:
    """Return whether an outlet of *kind* belongs to those who make promises."""
    return kind == PARTY


def outlet_known_as(name: str) -> str:
    """Return the one name of an outlet that is also an agency («السومرية نيوز» is credited as «السومرية»), else *name*."""
    return name_of_agency(name) if name else ""


def origin_of(agencies: Sequence[str], outlet: str = "", kind: str = "") -> str:
    """Return whom a document goes back to: the last in its chain of credit that has a name, else itself where it is an agency
    or the party, else "". "Agencies" («وكالات») names nobody.
    """
    named = [agency for agency in agencies if agency and agency != WIRES]
    if named:
        return name_of_agency(named[-1])
    known = outlet_known_as(outlet)
    return known if known and (kind in (AGENCY, PARTY) or is_agency(known)) else ""
