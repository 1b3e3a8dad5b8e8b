"""Count the promises of each government, sector and body by verdict: the very counts of the site's pages."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from marsad.store.queries.glance import Share, read_cells, shares, tally_cells
from marsad.store.queries.names_known import told_by
from marsad.store.queries.public import read_codebooks
from marsad.store.queries.sky import Tally


@dataclass(frozen=True, slots=True)
class Tallies:
    """All that promises are counted by; *promises*, *tallies* and *overdue* are those of all."""

    promises: int
    tallies: tuple[Tally, ...]
    overdue: int
    governments: tuple[Share, ...]
    sectors: tuple[Share, ...]
    bodies: tuple[Share, ...]


def read_tallies(known_on: dt.date | None = None) -> Tallies:
    """Return the counts, today or as known on a day, of as many rows as there are different promises; four queries at most."""
    codebooks = read_codebooks()
    cells = read_cells(known_on, codebooks, told_by(known_on))
    return Tallies(
        sum(one.count for one in cells),
        tally_cells(cells, codebooks),
        sum(one.overdue for one in cells),
        shares(cells, "government", codebooks),
        shares(cells, "sector", codebooks),
        shares(cells, "body", codebooks),
    )
