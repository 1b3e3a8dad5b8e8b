"""`marsad promises`: bring promises in and out as tables, and find them in a programme's text."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from tqdm import tqdm

from marsad.domain.programme_text import page_ref
from marsad.newsroom import exchange, exchange_programme
from marsad.newsroom.founding import found
from marsad.newsroom.refusal import Refusal
from marsad.store.models import Programme

_SHOWN = 200
_LONGEST = 60


@click.group("promises")
def command() -> None:
    """Bring promises in and out as tables (CSV, XLSX), and find them in a programme (DOCX, PDF, HTML, text)."""


def _say(refusal: Refusal) -> click.ClickException:
    return click.ClickException(f"{refusal.en}\n{refusal.ar}")


@command.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--government", default="", help="Only the promises of this government (key).")
@click.option("--programme", default="", help="Only the promises of this programme (key).")
@click.option("--bom/--no-bom", default=True, show_default=True, help="Begin CSV with the mark by which Excel knows UTF-8.")
def export(file: Path, government: str, programme: str, bom: bool) -> None:
    """Write the promises to FILE, CSV or XLSX by its name; - writes CSV to the screen."""
    kind = "csv" if str(file) == "-" else file.suffix.lower().removeprefix(".")
    if kind not in ("csv", "xlsx"):
        raise click.ClickException(f"{file.name}: end the name in .csv or .xlsx")
    try:
        body = exchange.export(kind, government=government, programme=programme, has_bom=bom and str(file) != "-")
    except Refusal as refusal:
        raise _say(refusal) from refusal
    if str(file) == "-":
        sys.stdout.buffer.write(body)
        return
    try:
        file.write_bytes(body)
    except OSError as error:
        raise click.ClickException(f"{file} cannot be written: {error.strerror}") from error
    click.echo(f"wrote {file} ({len(body):,} bytes)")


@command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only show what would be added and changed.")
@click.option("--good-rows", is_flag=True, help="Take the good rows though others are bad.")
@click.option("--actor", default="operator", show_default=True, help="Whose name the ledger shows beside it.")
def import_table(file: Path, dry_run: bool, good_rows: bool, actor: str) -> None:
    """Bring in the promises of FILE (CSV or XLSX). Checked whole first; promises that FILE lacks are left alone."""
    found()
    try:
        table = exchange.open_table(file)
        plan = exchange.plan_import(table)
        _tell(plan)
        if dry_run or (plan.faults and not (good_rows and plan.is_readable)):
            if plan.faults:
                click.echo("nothing was written; mend the rows, or take the others with --good-rows", err=True)
                raise SystemExit(1)
            return
        rows = len(plan.added) + len(plan.changed)
        with tqdm(total=rows, unit="promise", disable=not sys.stderr.isatty()) as bar:
            done = exchange.carry_out(table, None, actor=actor, only_good=good_rows, tell=lambda done, _: _move(bar, done))
    except Refusal as refusal:
        raise _say(refusal) from refusal
    click.echo(f"added {done.added}, changed {done.changed}, left {done.left} bad rows")


def _move(bar: Any, done: int) -> None:
    bar.update(done - bar.n)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def _tell(plan: exchange.Plan) -> None:
    for change in plan.added[:_SHOWN]:
        click.echo(f"+ {change.key}  {_short(change.title)}")
    for change in plan.changed[:_SHOWN]:
        click.echo(f"~ {change.key}  {_short(change.title)}")
        for column, before, after in change.differences:
            click.echo(f"    {column}: {_short(before) or '∅'} → {_short(after) or '∅'}")
    left = max(0, len(plan.added) - _SHOWN) + max(0, len(plan.changed) - _SHOWN)
    if left:
        click.echo(f"… and {left} more")
    for fault in plan.faults:
        click.echo(f"row {fault.row}, {fault.column}: {_short(fault.value)!r}: {fault.en}\n    {fault.ar}", err=True)
    click.echo(
        f"{len(plan.added)} to add, {len(plan.changed)} to change, {plan.unchanged} unchanged, "
        f"{plan.bad_rows} bad rows; {plan.absent} promises are not in the file and stay"
    )


@dataclass(frozen=True, slots=True)
class _LocalFile:
    """A file on this machine as the newsroom takes an upload."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.name

    def chunks(self) -> Iterable[bytes]:
        with self.path.open("rb") as opened:
            while piece := opened.read(2**20):
                yield piece


@command.command("propose")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--programme", required=True, help="The programme that FILE is (key).")
@click.option("--dry-run", is_flag=True, help="Only show what is found; keep nothing.")
@click.option("--actor", default="operator", show_default=True, help="Whose name the desk shows beside it.")
def propose(file: Path, programme: str, dry_run: bool, actor: str) -> None:
    """Find promises in FILE, a programme in DOCX, PDF, HTML or text, and lay them on the desk. Publishes nothing."""
    found()
    try:
        if dry_run:
            _show(file, programme)
            return
        taken = exchange_programme.take_programme(programme, None, file=_LocalFile(file), actor=actor)
    except Refusal as refusal:
        raise _say(refusal) from refusal
    row = taken.file
    waiting = row.proposals.filter(status="proposed")
    click.echo(
        f"{'read' if taken.is_new else 'known already'}: {row.name}, {row.pages} pages, {waiting.count()} proposals wait "
        f"({waiting.filter(is_vague=True).count()} vague), {len(row.left_out)} sentences left out: /desk/exchange/files/{row.pk}/"
    )
    if row.silent_pages:
        click.echo(f"pages without text, scans perhaps: {', '.join(map(str, row.silent_pages))}", err=True)


def _show(file: Path, programme: str) -> None:
    row = Programme.objects.select_related("government").filter(key=programme).first()
    if row is None:
        keys = ", ".join(Programme.objects.values_list("key", flat=True)) or "none yet"
        raise click.ClickException(f"no programme is called {programme!r}; there are {keys}")
    text = exchange_programme.read_file(file, file.name)
    for one in exchange_programme.find_in(text, row).proposals:
        first, last = text.lines[one.first], text.lines[one.last]
        place = page_ref(first.page, first.number, last.page, last.number, pages=text.pages)
        click.echo(
            f"{place}\t{one.score:.2f}{' vague' if one.is_vague else ''}\t{one.deadline or '-'}\t{one.sector or '-'}\t{one.text}"
        )
    if text.silent_pages:
        click.echo(f"pages without text, scans perhaps: {', '.join(map(str, text.silent_pages))}", err=True)
